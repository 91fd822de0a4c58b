"""What is put together to go outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from xuncha.trust.access import NOWHERE, Sight
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import HEADS, OFFICE
from xuncha.trust.models import Account, DeedProposal, RestrictedRow
from xuncha.trust.vault import SealedField


class OutsidePackage(RestrictedRow):
    """外送包: files as they will go outside, put together once and not changed after.

    ``about`` says in JSON what it is, to whom it goes and how it is closed, and names every file with its SHA-256; ``papers`` are
    the papers it holds; ``team_only``: one of them is not for the office. ``closed`` is the age file, from the approval until its
    days are over; then content and file are erased.
    """

    inspection_id = models.UUIDField(null=True, db_index=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    proposal = models.OneToOneField(DeedProposal, on_delete=models.PROTECT, null=True, related_name="package")
    papers = models.JSONField(default=list)
    team_only = models.BooleanField(default=False)
    about = SealedField()
    content = SealedField(null=True)
    closed = SealedField(null=True)
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    fetched_on = models.DateField(null=True)

    if TYPE_CHECKING:
        made_by_id: object
        closed_by_id: object
        proposal_id: object

    def compartment(self) -> str:
        return of_inspection("team" if self.team_only else "work", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        mine = Q(made_by=sight.account_id) if sight.account_id else NOWHERE
        office = sight.q("inspection_id", OFFICE) & Q(team_only=False)
        return mine | office | sight.q("inspection_id", HEADS)
