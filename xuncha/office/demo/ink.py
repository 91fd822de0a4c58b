"""What happens outside the machine: leaders sign on paper, the seal is set, the paper is handed over; a clerk records it."""

from __future__ import annotations

from xuncha.papers.actions.confirm_signoff import confirm_signoff
from xuncha.papers.actions.deliver import deliver_paper, stamp_paper
from xuncha.papers.actions.give_number import give_number
from xuncha.papers.actions.record_signoff import record_signoff
from xuncha.papers.actions.submit import submit_paper
from xuncha.papers.models import Paper
from xuncha.trust import clock
from xuncha.trust.access import see_one
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


def issue(paper: Paper, recorder: Account, confirmer: Account) -> None:
    """A draft goes through its whole life today, as far as its form has it: signed, numbered, stamped, delivered."""
    sign(submit_paper(by=recorder, paper=paper), recorder, confirmer, "发文卷(虚构)")
    if paper.kind.series:
        give_number(by=recorder, paper=see_one(Paper, recorder, paper.pk))
    if paper.kind.needs_seal:
        stamp_paper(by=recorder, paper=see_one(Paper, recorder, paper.pk), day=clock.today())
    if paper.kind.leaves_team:
        deliver_paper(
            by=recorder, paper=see_one(Paper, recorder, paper.pk), day=clock.today(), way="直接送达"
        )
