"""Rounds and the inspections they send out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.coverage.models import Target, Term
from xuncha.trust.access import EVERYWHERE, Sight
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import AT_AN_INSPECTION, Role
from xuncha.trust.models import Account, RestrictedRow, Row


class Round(Row):
    """轮: a batch of inspections with one plan. ``state`` planned → open → closed; ``settings`` are the
    round's own choices.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    entry_day = models.DateField()
    leaves_day = models.DateField()
    state = models.CharField(max_length=10, default="planned")
    settings = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "number"], name="one_round_a_number")]
        ordering = ["term", "number"]

    def __str__(self) -> str:
        return self.title


class Inspection(RestrictedRow):
    """巡察任务: a target of a round, with its stage. The team is known by the room of teams.

    An imported inspection may be known to the month only: then ``known_days`` tells what is known and the two days are its
    outer limits.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="inspections")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="inspections")
    title = models.CharField(max_length=220)
    starts = models.DateField()
    ends = models.DateField()
    known_days = models.CharField(max_length=30, blank=True)
    stage = models.CharField(max_length=20, default="prepare")
    imported = models.BooleanField(default=False)

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["round", "target"], name="one_inspection_a_target")]

    def compartment(self) -> str:
        return of_inspection("work", self.pk)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        if sight.wide & {Role.OFFICE, Role.LEADING}:
            return EVERYWHERE
        return Q(pk__in=sight.inspections(AT_AN_INSPECTION))

    def __str__(self) -> str:
        return self.title


class StepMark(RestrictedRow):
    """A step of the stage guide that was done, and when; a step that a paper proves needs no mark."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="marks")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="marks")
    step = models.CharField(max_length=40)
    done_on = models.DateField()
    marked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", AT_AN_INSPECTION | {Role.OFFICE})


class PlannedTarget(Row):
    """五年规划: the round, by its number, that is to take a target, or (``again``) to look back at it.

    Moved by hand or by an accepted arrangement; judged by the rules of ``core.term``.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="planned")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="planned")
    number = models.PositiveIntegerField()
    again = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "again"], name="one_place_a_target_and_visit")
        ]


class Outlook(Row):
    """规划要素: what the office says of a target for the plan of the term; a blank column is not said.

    ``risk`` grades the body, never a person, and ``grounds`` says why. ``closed`` holds [first, last, why] of rounds in
    which it must not be inspected. ``pinned`` and ``joint`` are numbers of rounds.
    """

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="outlook")
    risk = models.PositiveSmallIntegerField(null=True)
    grounds = models.CharField(max_length=200, blank=True)
    days = models.PositiveIntegerField(null=True)
    sector = models.CharField(max_length=30, blank=True)
    last = models.CharField(max_length=10, blank=True)
    pinned = models.PositiveIntegerField(null=True)
    joint = models.PositiveIntegerField(null=True)
    closed = models.JSONField(default=list)
    look_back = models.BooleanField(default=False)


class TermProposal(Row):
    """规划方案: what arranging a term came to, never changed once made except that it was taken over.

    ``asked`` are the numbers that were tried, ``told`` as ``core.term.told.arranged_told`` writes it, ``placed`` and
    ``first`` (the plan before the solver) as ``placed_told`` does.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    made_on = models.DateField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked = models.JSONField(default=dict)
    told = models.JSONField()
    placed = models.JSONField()
    first = models.JSONField()
    accepted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "number"], name="one_term_proposal_a_number")]
        ordering = ["term", "-number"]


class TermPlan(Row):
    """规划版本: the plan as a meeting settled it, numbered, never changed; what follows is told as a difference to it.

    ``placed`` as in a proposal, ``names`` the names that the targets had then.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    published_on = models.DateField()
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=80)
    decided_on = models.DateField()
    document = models.CharField(max_length=120)
    reason = models.CharField(max_length=200, blank=True)
    placed = models.JSONField()
    names = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "number"], name="one_term_plan_a_number")]
        ordering = ["term", "-number"]
