"""The other installations, the bundles that went between, and how far each record is known where."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.rounds.models import Inspection
from xuncha.trust.access import EVERYWHERE, NOWHERE, Sight
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models import Account, RestrictedRow

KEEPERS = HEADS | {Role.LIAISON}
"""Who at an inspection has to do with its machine."""


class CarryRow(RestrictedRow):
    """Seen by the office, and by the heads and the liaison of the inspection."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        if Role.OFFICE in sight.wide:
            return EVERYWHERE
        return Q(inspection_id__in=sight.inspections(KEEPERS))


class Machine(CarryRow):
    """Another installation: at the office a stand-alone machine, on a machine its office (``is_office``).

    ``known_as`` are eight hex digits that its edits carry. ``state``: registered → out (配置) → back (入库) → wiped (擦除);
    ``revoked``: its signature counts no more. ``people`` and ``roles``: who works on it, and as what.
    """

    REGISTERED, OUT, BACK, WIPED, REVOKED = "registered", "out", "back", "wiped", "revoked"

    known_as = models.CharField(max_length=8, unique=True)
    label = models.CharField(max_length=40)
    is_office = models.BooleanField(default=False)
    sign_key = models.CharField(max_length=64)
    seal_key = models.CharField(max_length=120)
    state = models.CharField(max_length=12, default=REGISTERED)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="machines")
    people = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    registered_on = models.DateField()
    wiped_on = models.DateField(null=True)
    wiped_code = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.label


class Carriage(CarryRow):
    """One bundle between this installation and another. ``number`` is all that stands on the file and on the slip.

    ``sent``: made here; else it arrived. ``seq`` counts the bundles of one sender to one receiver; ``before`` is the digest of the
    one before. A bundle that arrived is ``checked`` (dry run, ``report``), ``approved`` by somebody other than its carrier, then
    ``merged``; a bundle that was made is ``packed``.
    """

    PACKED, CHECKED, APPROVED, MERGED = "packed", "checked", "approved", "merged"

    number = models.CharField(max_length=12, unique=True)
    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="carriages")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, null=True, related_name="+")
    sent = models.BooleanField()
    seq = models.PositiveIntegerField()
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12)
    made_on = models.DateField()
    report = models.JSONField(default=dict)
    journal_head = models.TextField(blank=True)
    carrier = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    carrier_person = models.UUIDField()
    checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approver_person = models.UUIDField(null=True)
    approved_on = models.DateField(null=True)
    merged_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    merged_on = models.DateField(null=True)

    class Meta(CarryRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["machine", "sent", "seq"], name="one_bundle_a_turn"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("carrier")), name="carrier_does_not_approve"
            ),
            models.CheckConstraint(
                condition=Q(approver_person=None) | ~Q(approver_person=F("carrier_person")),
                name="carrying_person_does_not_approve",
            ),
        ]


class HouseRow(RestrictedRow):
    """Rows for the merge's own use: nobody sees them, since there being one tells of a letter or a lead."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return NOWHERE


class Trace(HouseRow):
    """How far a record is known: its standing with digests in place of values, and ``shown``, the digest of each column as it stood.

    ``twin_of``: the record cannot stand beside another one that was made here for the same thing; a person has to choose.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    row_id = models.UUIDField()
    standing = models.JSONField()
    shown = models.JSONField(default=dict)
    open = models.BooleanField(default=False, db_index=True)
    twin_of = models.UUIDField(null=True)

    class Meta(HouseRow.Meta):
        constraints = [models.UniqueConstraint(fields=["kind", "row_id"], name="one_trace_a_record")]


class Rival(HouseRow):
    """A version of a column that stands against the one in its row, as it travels (an envelope stays an envelope)."""

    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="rivals")
    name = models.CharField(max_length=40)
    digest = models.CharField(max_length=32)
    value = models.JSONField(null=True)

    class Meta(HouseRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["trace", "name", "digest"], name="one_rival_a_version")
        ]


class MachineEntry(RestrictedRow):
    """A row of a machine's journal as it came home, proved against that machine's signed heads. For the auditor."""

    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    blind = models.CharField(max_length=64)
    body = models.TextField()

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["machine", "seq"], name="one_machine_entry_a_number")]
        ordering = ["machine", "seq"]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return EVERYWHERE if Role.AUDIT in sight.wide else NOWHERE
