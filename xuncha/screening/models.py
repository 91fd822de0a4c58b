"""Books that came in, and what the screens point at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField


class TeamRow(RestrictedRow):
    """Rows that only the team of the inspection sees."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))


class Ledger(TeamRow):
    """One file of books: name, content, hash and column mapping sealed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="ledgers")
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    rows = models.PositiveIntegerField(default=0)
    name = SealedField()
    content = SealedField()
    mapping = SealedField()
    sha256 = SealedField()
    loaded_on = models.DateField()
    loaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Hit(TeamRow):
    """疑点: where a screen says 'look here'. Sentence and evidence rows are sealed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="hits")
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="hits")
    serial = models.PositiveIntegerField()
    screen = models.CharField(max_length=40)
    rule_version = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="open")
    amount = models.BigIntegerField(default=0)
    says = SealedField()
    evidence = SealedField()
    reason = SealedField(null=True)
