"""What the body repairs, who has the duty now, and what closes it. These rows were handed to the body and are not sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.findings.models import Finding
from xuncha.papers.models import Attachment, Decision
from xuncha.rectification.core.clock import State
from xuncha.rectification.core.handover import Kind
from xuncha.registry.models import Organisation, Post
from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models import Account, RestrictedRow

READERS = HEADS | {Role.LIAISON, Role.OFFICE}
FOR_THE_BODY = (Kind.HANDOVER_LIST, Kind.BRIEFING, Kind.REFEEDBACK)
"""Tasks of a change of head that the body's contact helps with; what concerns the former head is none of his business."""


class BodyRow(RestrictedRow):
    """Seen by the office, the heads of the team, and the contact of the body itself."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", READERS) | sight.of_body("organisation_id")


class Feedback(BodyRow):
    """反馈: the day from which the clocks run, for one body. ``clock`` is the limit the office chose, with its basis."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="feedbacks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="feedbacks")
    on = models.DateField()
    plan_due = models.DateField(null=True)
    report_due = models.DateField(null=True)
    clock = models.CharField(max_length=120, blank=True)
    told_person_id = models.UUIDField(null=True)

    class Meta(BodyRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "organisation"], name="one_feedback_a_body")
        ]


class Item(BodyRow):
    """整改事项: opened by a finding or taken over from an earlier round.

    ``due`` moves only by a recorded decision and ``first_due`` never. ``state`` is the State that the newest event left.
    ``told_person_id`` is the holder of ``post`` to whom it was last made known: when the post has another holder, tasks follow.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="items")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="items")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="items")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=40)
    area = models.CharField(max_length=40, blank=True)
    says = models.TextField()
    goal = models.TextField(blank=True)
    state = models.CharField(max_length=12, default=State.NEW.value)
    opened_on = models.DateField(null=True)
    progress = models.TextField(blank=True)
    progress_on = models.DateField(null=True)
    due = models.DateField(null=True)
    first_due = models.DateField(null=True)
    clock = models.CharField(max_length=120, blank=True)
    closed_on = models.DateField(null=True)
    imported = models.BooleanField(default=False)
    told_person_id = models.UUIDField(null=True)

    class Meta(BodyRow.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_item_a_number")]


class OfItem(BodyRow):
    """A row that belongs to one item and is seen by whoever sees the item."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta(BodyRow.Meta):
        abstract = True


class Measure(OfItem):
    """整改措施: what is done, by which leader and department, by when."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="measures")
    says = models.TextField()
    leader = models.CharField(max_length=40, blank=True)
    department = models.CharField(max_length=80, blank=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)


class Submission(OfItem):
    """What the body hands in as proof: ``says`` what was done, ``evidence`` one line each with where the original lies."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="submissions")
    on = models.DateField()
    says = models.TextField()
    evidence = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Review(OfItem):
    """What another party says to the newest proof; ``verdict`` is a ``core.closing.Verdict``. Never by who submitted."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reviews")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="reviews")
    party = models.CharField(max_length=20)
    on = models.DateField()
    verdict = models.CharField(max_length=12)
    says = models.TextField(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Reopening(OfItem):
    """A closed item opened again (反弹, 反向核查不实); no new clock."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reopenings")
    on = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Extension(OfItem):
    """延期: a new day by a recorded decision; the first day stays visible."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="extensions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    reason = models.CharField(max_length=200)


class HeadTask(OfItem):
    """A task out of a change of head: for the outgoing, the former or the incoming holder of a post.

    ``change_on`` is the day of the change, ``items`` the keys of the items it is about; one row a post, day, kind and person.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    change_on = models.DateField()
    kind = models.CharField(max_length=12)
    person_id = models.UUIDField(null=True)
    person = models.CharField(max_length=40, blank=True)
    says = models.CharField(max_length=200)
    items = models.JSONField(default=list)
    due = models.DateField(null=True)
    basis = models.CharField(max_length=120, blank=True)
    done_on = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta(OfItem.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["post", "change_on", "kind", "person"], name="one_head_task_a_change"
            )
        ]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        body = sight.of_body("organisation_id") & Q(kind__in=FOR_THE_BODY)
        return sight.q("inspection_id", READERS) | body
