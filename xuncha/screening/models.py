"""Books that came in, and what the screens point at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.trust.access import EVERYWHERE, NOWHERE, Sight
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField

STATES: dict[str, Sentence] = {
    "open": Sentence("待核实", "to be checked"),
    "held": Sentence("成立", "held"),
    "not_held": Sentence("不成立", "did not hold"),
    "other": Sentence("转其他", "passed on"),
    "gone": Sentence("重新筛查后未再出现", "no longer found"),
}
RESULTS = ("held", "not_held", "other")
"""What a person may find a doubt to be after checking it; only then may it become an observation or a paper."""


class TeamRow(RestrictedRow):
    """Rows that only the team of the inspection sees."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))


class Ledger(TeamRow):
    """One file of books or of tenders: name, content, hash, corrections of its mapping, and how it was read, all sealed.

    `family` says which screens it takes part in: those over books, or those over tenders. `same_token` tells the same
    file without telling its hash. `allowed` is the permission of a list of persons. `left_out` files take no part in screening.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="ledgers")
    serial = models.PositiveIntegerField()
    rows = models.PositiveIntegerField(default=0)
    family = models.CharField(max_length=8, default="ledger")
    left_out = models.BooleanField(default=False)
    same_token = models.CharField(max_length=64)
    name = SealedField()
    content = SealedField()
    sha256 = SealedField()
    corrections = SealedField(null=True)
    allowed = SealedField(null=True)
    reading = SealedField()
    loaded_on = models.DateField()
    loaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(TeamRow.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "serial"], name="one_ledger_a_serial")]


class KnownHeading(RestrictedRow):
    """How a person mapped a sheet with such headings: proposed to every team whose sheet has the same.

    The headings may hold names, so they are kept as a keyed token. `changes` is field → column from 0 (null: not there),
    `kind` what the sheet was read as ("": as its headings say).
    """

    token = models.CharField(max_length=64, unique=True)
    changes = models.JSONField()
    order = models.CharField(max_length=4, blank=True, default="")
    kind = models.CharField(max_length=16, blank=True, default="")
    corrected_on = models.DateField()

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return EVERYWHERE if sight.anywhere(TEAM) else NOWHERE


class Screening(TeamRow):
    """One run of all screens over all books of an inspection: what applied, what did not and why, sealed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="screenings")
    serial = models.PositiveIntegerField()
    ran_on = models.DateField()
    ran_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    outcomes = SealedField()

    class Meta(TeamRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "serial"], name="one_screening_a_serial")
        ]


class Hit(TeamRow):
    """疑点: where a screen says 'look here'. What it says, its rows, the numbers of its picture and the reason of the judgement are sealed.

    A hit keeps its number and its judgement when the screens run again: `same_token` knows it by its rows.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="hits")
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="hits")
    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="hits")
    serial = models.PositiveIntegerField()
    screen = models.CharField(max_length=40)
    rule_version = models.CharField(max_length=60)
    state = models.CharField(max_length=12, default="open")
    amount = models.BigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    same_token = models.CharField(max_length=64)
    says = SealedField()
    evidence = SealedField()
    figure = SealedField(null=True)
    reason = SealedField(null=True)
    judged_on = models.DateField(null=True)
    judged_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(TeamRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "serial"], name="one_hit_a_serial"),
            models.UniqueConstraint(fields=["inspection", "same_token"], name="one_hit_a_doubt"),
        ]
