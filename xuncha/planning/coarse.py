"""Two steps where one is too many: first the choices that shape the rest, then the rest.

In the first step only the shaping choices are whole and all others may be taken in parts: that is a much easier
problem, and no plan can be better than its bound. In the second step the shaping choices stay as found. What is lost
between the steps is seen in the gap: the bound of the first against the plan of the second.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil, isfinite

from xuncha.planning.model import ROUNDING, Model, fingerprint
from xuncha.planning.result import Limits, Result, Status
from xuncha.planning.rule import Choice, Grade, Problem, Rule, Taken
from xuncha.planning.solve import Task, Tell, solve

FIRST, SECOND = 0.4, 0.2
"""Shares of the allowed gap; what is lost between the steps takes the rest."""


def solve_coarse(
    problem: Problem,
    rules: Sequence[Rule],
    shapes: Callable[[Choice], bool],
    *,
    limits: Limits,
    tell: Tell | None = None,
    start: Taken | None = None,
    turn: Callable[[int, int], None] | None = None,
) -> Result:
    """A plan within a proven gap; `shapes` says which choices come first. Of the gap of `limits` the
    first step may leave `FIRST`, the second `SECOND`. `turn(1, 2)` is called between them.

    Where the first step finds nothing, or leaves nothing to the second, the whole problem is solved at once, from `start` on.
    """
    task = Task.of(problem, rules, limits=replace(limits, gap=limits.gap * SECOND), tell=tell)
    first = [choice for choice in task.choices if shapes(choice)]
    model = Model(task.choices, task.posted)
    model.in_parts(choice for choice in task.choices if not shapes(choice))
    answer = model.solve(list(Grade), ties=False, gap=limits.gap * FIRST, nodes=limits.nodes, tell=tell)
    if answer.taken is None or not isfinite(answer.bound):
        return solve(problem, rules, limits=limits, tell=tell, start=start)
    if turn:
        turn(1, 2)
    result = task.best({choice: answer.taken.get(choice, 0) for choice in first})
    if result.objective is None:
        return solve(problem, rules, limits=limits, tell=tell, start=start)
    bound = max(0, min(ceil(answer.bound - ROUNDING), result.objective))
    return replace(
        result,
        status=Status.PROVEN if bound == result.objective else Status.FOUND,
        bound=bound,
        effort=replace(result.effort, choices=len(task.choices), nodes=result.effort.nodes + answer.nodes),
        input_hash=fingerprint(task.choices, task.posted, limits, "two steps"),
    )
