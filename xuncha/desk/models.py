"""Half-written forms, sealed for the account that wrote them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.trust.access import NOWHERE, Sight
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField


class Draft(RestrictedRow):
    """A form as it stood when the window closed, the power went, or somebody else saved first."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    body = SealedField()
    saved_at = models.DateTimeField()

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="one_draft_a_form")]

    def compartment(self) -> str:
        return f"own:{self.account_id}"

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(account=sight.account_id) if sight.account_id else NOWHERE
