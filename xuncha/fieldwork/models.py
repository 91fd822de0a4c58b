"""What the team read, saw, borrowed and had put right on site."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField


class FieldRow(RestrictedRow):
    """Rows that only the team of the inspection sees."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))


class Borrowed(FieldRow):
    """A file asked for, lent by the body, and given back. ``area`` is the duty it belongs to; a ``copy`` is not returned."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="borrowed")
    serial = models.PositiveIntegerField()
    area = models.CharField(max_length=20, blank=True)
    title = SealedField()
    copy = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    asked_on = models.DateField()
    due = models.DateField(null=True)
    received_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    remark = SealedField(null=True)
    handled_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(FieldRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "serial"], name="one_borrowed_file_a_serial")
        ]


class Note(FieldRow):
    """A note of a document read, a visit made, a report heard. ``method`` is the code of the way of looking.

    ``where`` is a place, or the file with its pages; heading, place and text are sealed.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="notes")
    serial = models.PositiveIntegerField()
    method = models.CharField(max_length=20)
    on = models.DateField()
    heading = SealedField()
    where = SealedField(null=True)
    text = SealedField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(FieldRow.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "serial"], name="one_note_a_serial")]


class Correction(FieldRow):
    """立行立改: what is to be put right during the stay, the body's answer, and what the team saw of it."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="corrections")
    serial = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default="open")
    given_on = models.DateField()
    due = models.DateField()
    answered_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    problem = SealedField()
    demand = SealedField()
    answer = SealedField(null=True)
    seen = SealedField(null=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(FieldRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "serial"], name="one_correction_a_serial")
        ]
