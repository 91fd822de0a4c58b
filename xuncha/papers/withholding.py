"""What later rooms say against opening a paper (回避). Papers stand before them, so they register here."""

from __future__ import annotations

from collections.abc import Callable

from xuncha.papers.models import Paper
from xuncha.trust.act import Act

Withholder = Callable[[Act, Paper], None]
WITHHOLDERS: list[Withholder] = []


def withholder(ask: Withholder) -> Withholder:
    """Register ``ask(act, paper)``, which raises Refusal where the paper is kept from the acting account."""
    WITHHOLDERS.append(ask)
    return ask


def bar_withheld(act: Act, paper: Paper) -> None:
    """Ask every room. Raises Refusal."""
    for ask in WITHHOLDERS:
        ask(act, paper)
