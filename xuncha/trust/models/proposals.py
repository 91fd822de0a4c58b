"""What one person proposed and another has to approve, and what each of those concerned was told of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.trust.access import NOWHERE, Sight, see
from xuncha.trust.core.deeds import DEEDS
from xuncha.trust.models.accounts import Account
from xuncha.trust.models.rows import RestrictedRow
from xuncha.trust.vault import SealedField


class DeedProposal(RestrictedRow):
    """双人事项: one deed proposed by one person; ``open`` → ``done``, ``declined``, ``withdrawn`` or ``void`` (its content changed).

    ``rows`` are the keys of the rows it is about, ``content_token`` what they and the proposal held when it was made. ``decided_by``
    approved it, or recorded the sheet that the approver signed (``on_paper``). Persons, not accounts, must differ:
    ``proposer`` and ``decider`` are the person behind the account, or the account where none is entered.
    """

    OPEN, DONE, DECLINED, WITHDRAWN, VOID = "open", "done", "declined", "withdrawn", "void"

    kind = models.CharField(max_length=40, db_index=True)
    inspection = models.UUIDField(null=True, db_index=True)
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=OPEN)
    content_token = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposer = models.UUIDField()
    proposed_on = models.DateField()
    expires = models.DateField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decider = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    on_paper = models.BooleanField(default=False)
    used_on = models.DateField(null=True)

    class Meta(RestrictedRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="two_accounts_for_a_deed"
            ),
            models.CheckConstraint(
                condition=Q(decider=None) | ~Q(decider=F("proposer")), name="two_persons_for_a_deed"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(decided_by__isnull=False, decider__isnull=False),
                name="no_deed_done_by_one",
            ),
        ]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        """Its proposer, and whoever may take part in a deed of its kind there: by role, or by a copy."""
        seen = Q(proposed_by=sight.account_id) if sight.account_id else NOWHERE
        for deed in DEEDS.values():
            if not deed.custody:
                seen |= Q(kind=deed.kind) & sight.q("inspection", deed.everybody)
        custody = [deed.kind for deed in DEEDS.values() if deed.custody]
        if custody and sight.account_id:
            seen |= Q(kind__in=custody, pk__in=see(ProposalCopy, sight).values("proposal"))
        return seen


class ProposalCopy(RestrictedRow):
    """What one person concerned reads of a proposal: reason and particulars, and the share that the proposer put in for him.

    Sealed for that account alone. The share is erased as soon as the proposal is no longer open.
    """

    proposal = models.ForeignKey(DeedProposal, on_delete=models.CASCADE, related_name="copies")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    body = SealedField()
    share = SealedField(null=True)

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["proposal", "account"], name="one_copy_of_a_proposal")]

    def compartment(self) -> str:
        return f"own:{self.account_id}"

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(account=sight.account_id) if sight.account_id else NOWHERE
