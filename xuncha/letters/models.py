"""Letters and visits. Clear are inspection, serial number, channel, stage, due day and coarse category; all else is sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField

READERS = HEADS | {Role.PETITION}


class LetterRow(RestrictedRow):
    """Seen by the petition officer and the heads of the team; a member or the office sees no letter and no count."""

    class Meta(RestrictedRow.Meta):
        abstract = True


class Letter(LetterRow):
    """信访件: as it came in. ``due`` is the earliest clock that still runs."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="letters")
    serial = models.PositiveIntegerField()
    channel = models.CharField(max_length=12)
    received_on = models.DateField()
    stage = models.CharField(max_length=12, default="registered")
    category = models.CharField(max_length=20, blank=True)
    due = models.DateField(null=True)
    named = models.BooleanField(default=False)
    sealed_upward = models.BooleanField(default=False)
    same_token = models.CharField(max_length=64, blank=True)
    reporter = SealedField(null=True)
    contact = SealedField(null=True)
    text = SealedField(null=True)
    links = SealedField(null=True)
    registered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(LetterRow.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "serial"], name="one_letter_a_serial")]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", READERS)


class Matter(LetterRow):
    """One thing a letter asks or reports (一信多事); each goes its own way."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="matters")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    category = models.CharField(max_length=20, blank=True)
    way = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, default="open")
    due = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    text = SealedField(null=True)
    links = SealedField(null=True)
    reason = SealedField(null=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(LetterRow.Meta):
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="one_matter_a_number")]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", READERS)


class Referral(LetterRow):
    """转办: a matter that left for the right authority, with its clock and its answer."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="referrals")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    to = SealedField()
    sent_on = models.DateField()
    due = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = SealedField(null=True)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", READERS)
