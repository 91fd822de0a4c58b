"""Take back a target that was cut and that no round has taken."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.coverage.models import Target
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("targets.withdraw", roles=OFFICE, says=Sentence("撤销巡察对象", "withdraw a target"))
def withdraw_target(act: Act, *, target: Target, version: int | None = None) -> Target:
    """Its bodies are blank again until targets are built anew. Raises Refusal when a round has taken it, Stale."""
    if act.see(Inspection).filter(target=target).exists():
        act.refuse(
            "used",
            Sentence("这个对象已经列入轮次，不能撤销。", "A round has taken this target already."),
            Sentence("需要改动的，请在轮次中调整。", "Change the round instead."),
        )
    return act.change(target, version, withdrawn=True)
