"""One row per member who leaves an inspection."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField

RECEIVERS = HEADS | {Role.LIAISON, Role.OFFICE}
"""Who takes over from a member who leaves: never the member himself."""


class Leaving(RestrictedRow):
    """离组交接. ``state``: open → done; ``points`` is the day on which each point was confirmed, by its key.

    ``remarks`` (sealed JSON, by point), ``words`` (给下一任的话) and ``evaluation`` (鉴定) are sealed. The evaluation is opened by the
    heads and the office, never by the one it is about.
    """

    OPEN, DONE = "open", "done"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="leavings")
    state = models.CharField(max_length=8, default=OPEN)
    begun_on = models.DateField()
    done_on = models.DateField(null=True)
    points = models.JSONField(default=dict)
    remarks = SealedField(null=True)
    words = SealedField(null=True)
    evaluation = SealedField(null=True)
    successor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    begun_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(RestrictedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["account", "inspection"], condition=Q(state="open"), name="one_open_leaving_a_member"
            )
        ]

    def compartment(self) -> str:
        return of_inspection("work", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        """Who takes over, the member himself as long as the rights last, and the successor."""
        mine = Q(account_id=sight.account_id) | Q(successor_id=sight.account_id, successor__isnull=False)
        return sight.q("inspection_id", RECEIVERS) | (mine & Q(inspection_id__in=sight.inspections(TEAM)))
