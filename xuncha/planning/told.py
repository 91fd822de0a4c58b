"""Results as plain values, for `--json` and for keeping: numbers, names and every sentence that was said."""

from typing import Any

from xuncha.planning.alternatives import Alternative, Cost
from xuncha.planning.explain import Reason
from xuncha.planning.repair import Repair
from xuncha.planning.replan import Way
from xuncha.planning.result import Result
from xuncha.planning.slack import Slack


def result_told(result: Result) -> dict[str, Any]:
    """All of a result but its plan, which the room tells: status, objective, bound, gap, costs, slack, versions, hash."""
    return {
        "status": result.status.name,
        "says": result.status.value.as_dict(),
        "objective": result.objective,
        "bound": result.bound,
        "gap": result.gap,
        "by_grade": {grade.name: cost for grade, cost in result.by_grade.items()},
        "by_rule": result.by_rule,
        "slacks": [slack_told(one) for one in result.slacks],
        "reasons": [reason_told(one) for one in result.reasons],
        "notices": [reason_told(one) for one in result.notices],
        "solver": f"{result.solver} ({result.version})",
        "effort": {
            "choices": result.effort.choices,
            "demands": result.effort.demands,
            "nodes": result.effort.nodes,
        },
        "input_hash": result.input_hash,
    }


def slack_told(one: Slack) -> dict[str, Any]:
    """How near its limits a rule is."""
    return {
        "rule": one.rule,
        "limits": one.limits,
        "least": one.least,
        "reached": one.reached,
        "tight": [says.as_dict() for says in one.tight],
    }


def reason_told(reason: Reason) -> dict[str, Any]:
    """A reason; its basis is the key of the rule book, which the room may put in words."""
    return {
        "rule": reason.rule,
        "title": reason.title.as_dict(),
        "basis": reason.basis,
        "says": reason.says.as_dict(),
        "lists": [{"title": title.as_dict(), "names": list(names)} for title, names in reason.lists],
    }


def repair_told(found: Repair) -> dict[str, Any]:
    """The steps of a repair with their price, and whether it is proven cheapest."""
    return {
        "helps": found.helps,
        "proven": found.proven,
        "cost": found.cost,
        "bound": found.bound,
        "steps": [
            {
                "rule": step.rule.key,
                "waives": step.waives.as_dict(),
                "does": step.does.as_dict(),
                "by": step.by,
                "cost": step.cost,
            }
            for step in found.steps
        ],
    }


def alternative_told(one: Alternative) -> dict[str, Any]:
    """A candidate with both intervals."""
    return {
        "key": one.option.key,
        "says": one.option.says.as_dict(),
        "stays": _cost_told(one.stays),
        "moves": _cost_told(one.moves),
    }


def _cost_told(cost: Cost | None) -> dict[str, Any] | None:
    if cost is None:
        return None
    return {"least": cost.least, "most": cost.most, "proven": cost.proven, "by_grade": dict(cost.by_grade)}


def way_told(one: Way) -> dict[str, Any]:
    """A line of the replanning menu."""
    return {
        "title": one.title.as_dict(),
        "changes": [says.as_dict() for says in one.changes],
        **result_told(one.result),
    }
