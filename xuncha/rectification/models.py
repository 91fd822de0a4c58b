"""What the body repairs, who has the duty now, and what closes it. These rows were handed to the body and are not sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.findings.models import Finding
from xuncha.papers.models import Attachment, Decision
from xuncha.registry.models import Organisation, Post
from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models import Account, RestrictedRow

READERS = HEADS | {Role.LIAISON, Role.OFFICE}


class BodyRow(RestrictedRow):
    """Seen by the office, the heads of the team, and the contact of the body itself."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", READERS) | sight.of_body("organisation_id")


class Feedback(BodyRow):
    """反馈: the day from which the clocks run, for one body."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="feedbacks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="feedbacks")
    on = models.DateField()
    paper_id = models.UUIDField(null=True)
    clock = models.CharField(max_length=60, blank=True)


class Item(BodyRow):
    """整改事项: opened by a finding or taken over from an earlier round; ``due`` moves only by a recorded decision."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="items")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="items")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="items")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=40)
    area = models.CharField(max_length=40, blank=True)
    says = models.TextField()
    goal = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="open")
    opened_on = models.DateField()
    due = models.DateField(null=True)
    first_due = models.DateField(null=True)
    clock = models.CharField(max_length=60, blank=True)
    closed_on = models.DateField(null=True)
    imported = models.BooleanField(default=False)

    class Meta(BodyRow.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_item_a_number")]


class Measure(BodyRow):
    """整改措施: what is done, by which department, by when."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="measures")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    says = models.TextField()
    department = models.CharField(max_length=80, blank=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)


class Submission(BodyRow):
    """What the body hands in as proof."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="submissions")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    says = models.TextField()
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Review(BodyRow):
    """What another party says to the proof; closing needs one from somebody who did not submit."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reviews")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="reviews")
    party = models.CharField(max_length=20)
    on = models.DateField()
    passed = models.BooleanField()
    says = models.TextField(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Extension(BodyRow):
    """延期: a new day by a recorded decision; the first day stays visible."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="extensions")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    reason = models.CharField(max_length=200)


class HeadTask(BodyRow):
    """A task out of a change of head: for the outgoing, the former or the incoming holder of a post."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="head_tasks")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    tenure_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    person = models.CharField(max_length=40)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)
