"""Talks. Who was talked to is itself protected: persons, posts, talkers and words are sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.rounds.models import Inspection, Round
from xuncha.trust.access import Sight
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.models import Account, RestrictedRow, Row
from xuncha.trust.vault import SealedField


class TalkRow(RestrictedRow):
    """Rows that the team of the inspection sees."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    def compartment(self) -> str:
        return of_inspection("talks", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))


class Interview(TalkRow):
    """谈话: ``kind`` must / chosen / asked (主动约谈); ``day`` and ``slot`` once it has a place in the timetable.

    ``stage``: planned → set (timetable confirmed) → open (safety checked) → held → signed; stopped when the person
    began to own up to misconduct of his own. ``person``, ``seats`` and ``safety`` are sealed JSON: who and of which post;
    talkers, recorder, room and why alone; the safety items. ``must`` is given by posts alone and never by hand.

    ``counted``: it is in ``TalkCount``. Whether it may begin stands in its newest ``Release``.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="interviews")
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    day = models.DateField(null=True)
    slot = models.CharField(max_length=11, blank=True)
    stage = models.CharField(max_length=12, default="planned")
    outline = models.CharField(max_length=40, blank=True)
    person = SealedField()
    seats = SealedField(null=True)
    safety = SealedField(null=True)
    counted = models.BooleanField(default=False)

    class Meta(TalkRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "serial"], name="one_interview_a_serial")
        ]


class Release(TalkRow):
    """谈前核对: the leader's answer about one talk, the newest counts: ``until`` the last day on which it may begin, None: not yet.

    ``asked`` is what he asked first (谈前请示), for the leader alone: sealed with every answer, in one length, asked or not.
    """

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="releases")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True)
    asked = SealedField(kind="leads")
    released_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Record(TalkRow):
    """谈话记录: answers by outline item; draft → signed; stopped when the talk was."""

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="record")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default="draft")
    body = SealedField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Disclosure(RestrictedRow):
    """主动交代: what was written when a talk was stopped. For the team leader alone, in the compartment of leads."""

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="+")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    stopped_on = models.DateField()
    text = SealedField()
    stopped_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    def compartment(self) -> str:
        return of_inspection("leads", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections({Role.LEADER}))


class TalkPlan(TalkRow):
    """谈话编排: one an inspection. ``body`` is sealed JSON: pairs of inspectors, number of talks wanted, worth set by hand
    with its reason, stand-ins, what the last plan said, and the editions of the timetable that were confirmed.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="talk_plan")
    body = SealedField()


class Jotting(TalkRow):
    """谈后小记: what a talker noted for himself after a talk, in his own words. No field of it is ever taken out.

    In a compartment of its own that is shredded when the round ends; it is carried nowhere and filed nowhere.
    """

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="jottings")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    text = SealedField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(TalkRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["interview", "written_by"], name="one_jotting_a_talker")
        ]

    def compartment(self) -> str:
        return of_inspection("jottings", self.inspection_id)


class TalkCount(Row):
    """谈话收效: of one round, how many talks were held with a type of post at a type of unit, and how many gave a matter that a
    working paper took up. Sums alone; a cell of few talks is never written (see ``core.worth.pooled``).
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="talk_counts")
    layer = models.CharField(max_length=20)
    unit = models.CharField(max_length=20, blank=True)
    talks = models.PositiveIntegerField()
    gave = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "layer", "unit"], name="one_talk_count_a_cell")
        ]
