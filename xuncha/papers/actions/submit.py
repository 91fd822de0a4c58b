"""送签, and 退回修改 when it comes back unsigned."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.papers.actions._step import ready
from xuncha.papers.core.life import DRAFT, SIGNED, SUBMITTED
from xuncha.papers.models import Paper, SignOff
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE


@action(
    "papers.submit", roles=INSIDE, where="anywhere", says=Sentence("文书送签", "submit a paper for signature")
)
def submit_paper(act: Act, *, paper: Paper, version: int | None = None) -> Paper:
    """The draft goes to be signed; one that nobody signs is thereby final. Raises Refusal, Stale."""
    now, standing = ready(act, paper, "submit")
    read_at = now.version if version is None else version
    if not standing.signers:
        return act.change(now, read_at, state=SIGNED, submitted_on=act.today, issued_on=act.today)
    return act.change(now, read_at, state=SUBMITTED, submitted_on=act.today)


@action("papers.withdraw", roles=INSIDE, where="anywhere", says=Sentence("文书退回修改", "take a paper back"))
def withdraw_paper(act: Act, *, paper: Paper, reason: str, version: int | None = None) -> Paper:
    """Back to the draft; signatures recorded on it no longer count. Raises Refusal, Stale."""
    now, _ = ready(act, paper, "withdraw", reason=reason.strip())
    for sign_off in act.see(SignOff).filter(paper=now, taken_back=False):
        act.change(sign_off, taken_back=True)
    return act.change(now, now.version if version is None else version, state=DRAFT, submitted_on=None)
