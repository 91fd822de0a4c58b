"""A result of forming teams as it is kept: plain values with every sentence that was said."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason
from xuncha.planning.rule import Grade, Verdict
from xuncha.planning.solve import Result
from xuncha.planning.told import reason_told, slack_told
from xuncha.teams.core.form import check_plan
from xuncha.teams.core.forming import ORDER, Formation, Forming, Help, Seat
from xuncha.teams.core.reasons import reasons


def recorded(result: Result, forming: Forming) -> dict[str, Any]:
    """`status`, `input_hash`, `gap`, `solver`, costs `by_grade`, `teams` with their people and reasons,
    `broken` wishes, `notices` of what was foreseen to be short, `slacks` of the limits.

    Without a plan `teams` is empty and `reasons` says why.
    """
    plan: Formation | None = result.plan
    return {
        "status": result.status.name,
        "says": result.status.value.as_dict(),
        "input_hash": result.input_hash,
        "gap": result.gap,
        "solver": f"{result.solver} ({result.version})",
        **({"teams": [], "broken": []} if plan is None else written(plan)),
        "by_grade": {grade.name: cost for grade, cost in result.by_grade.items()},
        "reasons": [_reason(one, forming) for one in result.reasons],
        "notices": [_reason(one, forming) for one in result.notices],
        "slacks": [slack_told(one) for one in result.slacks],
    }


def written(plan: Formation) -> dict[str, Any]:
    """Teams as they are kept, whoever made them: `teams`, `broken` wishes, and costs `by_grade` as the rules judge them."""
    verdicts = check_plan(plan)
    costs = {grade.name: 0 for grade in Grade}
    for one in verdicts:
        costs[one.rule.grade.name] += one.broken.price or 0
    return {
        "teams": _teams(plan),
        "broken": [_verdict(one) for one in wishes(verdicts)],
        "by_grade": costs,
    }


def wishes(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """What a plan leaves to be wished for; what is no lack, the burden shared and days of help, left out."""
    return [one for one in verdicts if one.rule.key not in ("fair_burden", "mobile")]


def _teams(plan: Formation) -> list[dict[str, Any]]:
    why = reasons(plan)
    return [
        {
            "team": need.key,
            "name": need.name,
            "targets": [target.name for target in need.targets],
            "size": plan.problem.sizes[need.key].says.as_dict(),
            "people": [_seat(plan, seat, why) for seat in seats_of(plan, need.key)],
            "help": [_help(plan, one) for one in plan.help if one.team == need.key],
        }
        for need in plan.problem.needs
    ]


def seats_of(plan: Formation, team: str) -> list[Seat]:
    """The seats of a team, leader and deputies first."""
    seats = [seat for seat in plan.seats if seat.team == team]
    return sorted(seats, key=lambda seat: (ORDER.index(seat.role), seat.cadre))


def _seat(plan: Formation, seat: Seat, why: Mapping[Seat, Sequence[Sentence]]) -> dict[str, Any]:
    cadre = plan.problem.cadre[seat.cadre]
    return {
        "cadre": cadre.key,
        "name": cadre.name,
        "unit": cadre.unit,
        "rank": cadre.leading_rank or cadre.grade,
        "role": seat.role.value,
        "reasons": [says.as_dict() for says in why[seat]],
    }


def _help(plan: Formation, one: Help) -> dict[str, Any]:
    cadre = plan.problem.cadre[one.cadre]
    return {"cadre": cadre.key, "name": cadre.name, "unit": cadre.unit, "days": one.days}


def _verdict(one: Verdict) -> dict[str, Any]:
    return {
        "rule": one.rule.key,
        "title": one.rule.title.as_dict(),
        "grade": one.rule.grade.name,
        "says": one.broken.says.as_dict(),
        "price": one.broken.price,
    }


def _reason(one: Reason, forming: Forming) -> dict[str, Any]:
    return {**reason_told(one), "basis": forming.provisions.basis_of(one.basis)}
