"""Plans of a term as plain values, for `--json`, for keeping and for reading back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xuncha.planning.rule import Verdict
from xuncha.planning.told import reason_told
from xuncha.rounds.core.term.arrange import Arranged, check_plan
from xuncha.rounds.core.term.arranging import Arrangement, Placed
from xuncha.rounds.core.term.why import why


def arranged_told(found: Arranged) -> dict[str, Any]:
    """All that arranging came to: figures, the plan with reasons, what it breaks, why there is none."""
    result = found.result
    return {
        "status": found.status.name,
        "says": found.status.value.as_dict(),
        "cost": found.cost,
        "bound": found.bound,
        "gap": found.gap,
        "reasons": [reason_told(one) for one in found.reasons],
        "notices": [one.as_dict() for one in found.notices],
        "solver": f"{result.solver} ({result.version})" if result else "",
        "nodes": result.effort.nodes if result else 0,
        "input_hash": result.input_hash if result else "",
        **(plan_told(found.plan) if found.plan else {}),
    }


def plan_told(plan: Arrangement) -> dict[str, Any]:
    """Round by round with loads and bands, and the points by rule."""
    verdicts = check_plan(plan)
    return {
        "rounds": [
            {
                "round": number,
                "days": plan.load[number],
                "least": plan.problem.band(number)[0],
                "most": plan.problem.band(number)[1],
                "targets": [_target(plan, one) for one in plan.of(number)],
            }
            for number in plan.problem.rounds
        ],
        "points": points_by_rule(verdicts),
        "broken": [
            {"rule": one.rule.key, "says": one.broken.says.as_dict(), "points": one.broken.price}
            for one in verdicts
        ],
    }


def points_by_rule(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """What every priced rule costs a plan."""
    points: dict[str, int] = {}
    for one in verdicts:
        if one.broken.price is not None:
            points[one.rule.key] = points.get(one.rule.key, 0) + one.broken.price
    return points


def _target(plan: Arrangement, one: Placed) -> dict[str, Any]:
    target = plan.problem.target[one.target]
    return {
        "key": one.target,
        "name": target.name,
        "again": one.again,
        "days": plan.days(one),
        "why": [says.as_dict() for says in why(plan, one)],
    }


def placed_told(placed: Iterable[Placed]) -> list[list[Any]]:
    """[target, round, again] of each."""
    return [[one.target, one.round, one.again] for one in sorted(placed)]


def placed_read(rows: Iterable[Sequence[Any]]) -> tuple[Placed, ...]:
    """What `placed_told` wrote."""
    return tuple(Placed(str(key), int(number), bool(again)) for key, number, again in rows)


def names_of(plan: Arrangement) -> Mapping[str, str]:
    """Target → name."""
    return {key: one.name for key, one in plan.problem.target.items()}
