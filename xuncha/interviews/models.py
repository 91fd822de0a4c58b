"""Talks. Who was talked to is itself protected: persons, posts, talkers and words are sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField


class Interview(RestrictedRow):
    """谈话: ``kind`` must / chosen / asked (主动约谈); ``day`` and ``slot`` once it has a place in the timetable."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="interviews")
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    day = models.DateField(null=True)
    slot = models.CharField(max_length=11, blank=True)
    stage = models.CharField(max_length=12, default="planned")
    outline = models.CharField(max_length=40, blank=True)
    person = SealedField()
    talkers = SealedField(null=True)
    safety = SealedField(null=True)

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "serial"], name="one_interview_a_serial")]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))


class Record(RestrictedRow):
    """谈话记录: answers by outline item; a draft until signed."""

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="record")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default="draft")
    body = SealedField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))
