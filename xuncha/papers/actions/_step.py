"""What every step does first: find the paper, check the right, ask the life whether it can be taken."""

from __future__ import annotations

from typing import Any

from xuncha.papers.core.life import Standing, refusals
from xuncha.papers.models import AUDIENCES, Paper, SignOff
from xuncha.trust.act import Act
from xuncha.trust.refusal import Refusal


def ready(act: Act, paper: Paper, key: str, **given: Any) -> tuple[Paper, Standing]:
    """The paper as it is now and its standing. Raises NotSeen, NoRight, or Refusal with the first reason."""
    now = act.one(Paper, paper.pk)
    act.need(AUDIENCES[now.audience], now.inspection_id)
    standing = now.standing(act.see(SignOff).filter(paper=now))
    refuse_any(key, standing, act, given)
    return now, standing


def refuse_any(key: str, standing: Standing, act: Act, given: dict[str, Any]) -> None:
    """Raise Refusal if the life speaks against the step; further reasons become the remedy."""
    no = refusals(key, standing, act.by.pk, given, act.today)
    if no:
        raise Refusal(f"paper-{key.replace('_', '-')}", no[0], no[1] if len(no) > 1 else None)
