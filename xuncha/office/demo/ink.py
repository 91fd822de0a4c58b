"""What happens outside the machine: leaders sign on paper, a clerk records it, a second person confirms it."""

from __future__ import annotations

from xuncha.papers.actions.confirm_signoff import confirm_signoff
from xuncha.papers.actions.record_signoff import record_signoff
from xuncha.papers.models import Paper
from xuncha.trust import clock
from xuncha.trust.models import Account


def sign(paper: Paper, recorder: Account, confirmer: Account, original_at: str) -> None:
    """Every signer of the form signed today; ``recorder`` recorded it and ``confirmer`` compared it with the original."""
    for step in paper.kind.signers:
        record_signoff(
            by=recorder,
            paper=paper,
            signer=f"{step}(虚构)",
            signed_on=clock.today(),
            step=step,
            original_at=original_at,
        )
    confirm_signoff(by=confirmer, code=paper.code)
