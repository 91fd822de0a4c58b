"""作废: the paper stays in the register with its number; nothing takes its place under that number."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.papers.actions._step import ready
from xuncha.papers.core.life import VOID
from xuncha.papers.models import Paper
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE


@action("papers.void", roles=INSIDE, where="anywhere", says=Sentence("文书作废", "make a paper void"))
def void_paper(act: Act, *, paper: Paper, reason: str, version: int | None = None) -> Paper:
    """Raises Refusal without a reason, Stale."""
    now, _ = ready(act, paper, "void", reason=reason.strip())
    read_at = now.version if version is None else version
    return act.change(now, read_at, state=VOID, void_on=act.today, void_reason=reason.strip()[:200])
