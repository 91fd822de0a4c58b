"""What the team read, saw and borrowed on site."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField


class Note(RestrictedRow):
    """A note of a document read, a visit made, a report heard (``method`` is the code of the way of looking)."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="notes")
    serial = models.PositiveIntegerField()
    method = models.CharField(max_length=20)
    on = models.DateField()
    text = SealedField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))


class Borrowed(RestrictedRow):
    """A file asked for, lent by the body, and given back."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="borrowed")
    serial = models.PositiveIntegerField()
    title = SealedField()
    asked_on = models.DateField()
    due = models.DateField(null=True)
    received_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    handled_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))
