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
from xuncha.planning.rule import Choice, Grade, Problem, Rule
from xuncha.planning.solve import Task, Tell, solve


def solve_coarse(
    problem: Problem,
    rules: Sequence[Rule],
    shapes: Callable[[Choice], bool],
    *,
    limits: Limits,
    tell: Tell | None = None,
) -> Result:
    """A plan within a proven gap; `shapes` says which choices come first. Each step stops at half the gap of `limits`.

    Where the first step finds nothing, or leaves nothing to the second, the whole problem is solved at once.
    """
    half = replace(limits, gap=limits.gap / 2)
    task = Task.of(problem, rules, limits=half, tell=tell)
    first = [choice for choice in task.choices if shapes(choice)]
    model = Model(task.choices, task.posted)
    model.in_parts(choice for choice in task.choices if not shapes(choice))
    answer = model.solve(list(Grade), ties=False, gap=half.gap, nodes=half.nodes, tell=tell)
    if answer.taken is None or not isfinite(answer.bound):
        return solve(problem, rules, limits=limits, tell=tell)
    result = task.best({choice: answer.taken.get(choice, 0) for choice in first})
    if result.objective is None:
        return solve(problem, rules, limits=limits, tell=tell)
    bound = max(0, min(ceil(answer.bound - ROUNDING), result.objective))
    return replace(
        result,
        status=Status.PROVEN if bound == result.objective else Status.FOUND,
        bound=bound,
        effort=replace(result.effort, choices=len(task.choices), nodes=result.effort.nodes + answer.nodes),
        input_hash=fingerprint(task.choices, task.posted, limits, "two steps"),
    )
