"""Somebody has dropped out: the ways to go on are kept as plans beside the edition in force."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.planning.replan import Way
from xuncha.teams.actions._keeping import keep
from xuncha.teams.actions.adjust import plan_of
from xuncha.teams.core.pool import key_of
from xuncha.teams.models import Cadre, Proposal
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("teams.offer", roles=OFFICE, says=Sentence("拟订替补方案", "offer plans for a drop-out"))
def offer(act: Act, *, proposal: Proposal, gone: Cadre, ways: Sequence[Way]) -> list[Proposal]:
    """The ways that lead to teams, each a proposal with the edition in force as its parent. Raises Refusal when none does."""
    possible = [one for one in ways if one.result.plan is not None]
    if not possible:
        act.refuse(
            "no-way",
            Sentence(
                "没有人可以补上，规则不能同时满足。", "Nobody can step in; the rules cannot all be kept."
            ),
            Sentence(
                "请补充人才库，或者调整各组任务后重新组队。", "Add to the pool, or form the teams anew."
            ),
        )
    made = []
    for way in possible:
        plan = plan_of(way.result.plan, proposal)
        plan |= {
            "status": way.result.status.name,
            "says": way.title.as_dict(),
            "gap": way.result.gap,
            "gone": [key_of((gone.person.name, gone.person.code))],
        }
        reason = f"{gone.person.name}退出：{way.title.zh}"
        made.append(keep(act, proposal.round, plan, Proposal.STANDIN, proposal, reason))
    return made
