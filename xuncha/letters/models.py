"""Letters and visits.

Clear are inspection, serial number, channel, stage, due day and coarse category; all else is sealed.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.rounds.models import Inspection
from xuncha.trust.access import NOWHERE, Sight
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField

READERS = HEADS | {Role.PETITION}


class LetterRow(RestrictedRow):
    """Seen by the petition officer and the heads of the team; nobody else sees a letter or a count."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    def compartment(self) -> str:
        return of_inspection("letters", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", READERS)


class Letter(LetterRow):
    """信访件: as it came in. ``due`` is the earliest clock that still runs.

    ``stage``: registered → sorted → closed. ``about`` is sealed JSON: who and what is reported, and whether the writer
    lets his name be passed on. A letter that went up sealed (``sealed_upward``) holds no heading, text, writer or
    matter any more, only its ``envelope`` (sealed JSON: seal number, carrier, receiver, day). ``reporter`` and ``contact``
    lie in a compartment of their own, which two custodians open together (``actions/open_identity.py``).
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="letters")
    serial = models.PositiveIntegerField()
    channel = models.CharField(max_length=12)
    received_on = models.DateField()
    stage = models.CharField(max_length=12, default="registered")
    category = models.CharField(max_length=20, blank=True)
    due = models.DateField(null=True)
    named = models.BooleanField(default=False)
    repeat = models.BooleanField(default=False)
    sealed_upward = models.BooleanField(default=False)
    same_token = models.CharField(max_length=64, blank=True, db_index=True)
    reporter = SealedField(null=True, kind="identities")
    contact = SealedField(null=True, kind="identities")
    heading = SealedField(null=True)
    text = SealedField(null=True)
    about = SealedField(null=True)
    envelope = SealedField(null=True)
    registered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(LetterRow.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "serial"], name="one_letter_a_serial")]

    @property
    def names_writer(self) -> bool:
        """Whether a name or a contact lies sealed with it."""
        return self.reporter is not None or self.contact is not None


class Matter(LetterRow):
    """One thing a letter asks or reports (一信多事); each goes its own way.

    ``state``: open → proposed (拟办) → recorded (代录, to be confirmed) → decided → sent → answered → closed; void when it was
    put together with another or its letter was sealed. ``handling``
    is sealed JSON: the proposal with its reason, the opinion signed, the signer, the day, where the original lies, the
    outcome and what the writer was told.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="matters")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    category = models.CharField(max_length=20, blank=True)
    way = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, default="open")
    due = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    result_told_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    text = SealedField(null=True)
    handling = SealedField(null=True)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(LetterRow.Meta):
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="one_matter_a_number")]


class Referral(LetterRow):
    """转办: a matter that left for the right authority, with its clock and its answer.

    ``to`` is sealed JSON: the id of the receiving organisation ("" when it is outside the registry) and its name.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="referrals")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    to = SealedField()
    sent_on = models.DateField()
    due = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = SealedField(null=True)


class OpenedIdentity(RestrictedRow):
    """拆封的反映人身份: who wrote a letter, for one of the two who opened it, sealed for his account alone, for some days.

    ``plain`` is sealed JSON: reporter, contact.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="opened")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    plain = SealedField()

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["letter", "account"], name="one_opened_identity")]

    def compartment(self) -> str:
        return f"own:{self.account_id}"

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        own = Q(account=sight.account_id) if sight.account_id else NOWHERE
        return own & Q(until__gte=sight.on) if sight.on else NOWHERE
