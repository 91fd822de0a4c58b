"""Keep what the solver says of a round's teams: a plan with its reasons, or the sentences that cannot all
hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.told import repair_told, result_told
from xuncha.rounds.models import Round
from xuncha.teams.actions._keeping import keep
from xuncha.teams.asking import Answer, formed
from xuncha.teams.board import cards, scores
from xuncha.teams.core.facts import Pin
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.record import recorded
from xuncha.teams.facts import Group, forming_of
from xuncha.teams.models import Proposal
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

Solve = Callable[[Forming], Answer]


def form(
    *, by: Any, around: Round, groups: Sequence[Group], pins: Iterable[Pin] = (), solve: Solve = formed
) -> Proposal:
    """Form the teams of a round and keep the proposal. The solving happens before, and outside, the
    transaction.

    Raises Refusal for inspections given twice or not at all, NoRule where the rule book lacks a record.
    """
    pins = tuple(pins)
    forming = forming_of(by, around, groups, pins)
    return propose(by=by, around=around, groups=groups, pins=pins, forming=forming, answer=solve(forming))


@action("teams.propose", roles=OFFICE, says=Sentence("生成组队方案", "form the teams of a round"))
def propose(
    act: Act,
    *,
    around: Round,
    groups: Sequence[Group],
    pins: Sequence[Pin],
    forming: Forming,
    answer: Answer,
) -> Proposal:
    """Keep an answer of the solver. Raises Refusal when the groups do not hold every inspection once."""
    given = [one for group in groups for one in group.inspections]
    if not groups or len({one.pk for one in given}) != len(given) or not all(g.inspections for g in groups):
        act.refuse(
            "groups",
            Sentence(
                "每个巡察任务只能分给一个组，每个组至少一个任务。",
                "Each inspection goes to one team, each team has one.",
            ),
            Sentence("请检查各任务的组别。", "Look at the team of each inspection."),
        )
    plan = recorded(answer.result, forming)
    plan["board"] = [] if answer.result.plan is None else cards(answer.result.plan)
    plan["rules"] = [] if answer.result.plan is None else scores(answer.result.plan)
    told = result_told(answer.result)
    plan |= {"notices": told["notices"], "slacks": told["slacks"]}
    plan["strict"] = answer.strict
    plan["repair"] = repair_told(answer.repair) if answer.repair else None
    plan["groups"] = [
        {
            "number": group.number,
            "inspections": [str(one.pk) for one in group.inspections],
            "woman_needed": group.woman_needed,
            "audit": group.audit,
        }
        for group in groups
    ]
    plan["pins"] = [
        {"cadre": p.cadre, "team": p.team, "role": p.role.value if p.role else "", "serves": p.serves}
        for p in pins
    ]
    return keep(act, around, plan, Proposal.SOLVED)
