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
    """五年规划: the round, by its number, that is to take a target; made by hand, judged by ``core.term_plan.check``."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="planned")
    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="planned")
    number = models.PositiveIntegerField()
