"""A second opinion: another solver on the same demands, its plan counted again in whole numbers."""

from collections.abc import Sequence

from xuncha.planning.model import WEIGHT, Disagreement, Model
from xuncha.planning.result import Result, Status
from xuncha.planning.rule import Grade, Problem, Rule
from xuncha.planning.solve import Task


def second_opinion(problem: Problem, rules: Sequence[Rule], first: Result) -> None:
    """Solves anew with SCIP. Raises Disagreement when it finds otherwise than `first`, which must be proven or impossible.

    Of `first` only the status and the worth are compared: among equal plans two solvers may take different ones.
    """
    task = Task.of(problem, rules)
    answer = Model(task.choices, task.posted).solve(list(Grade), ties=False, solver="scip")
    if answer.taken is None and not answer.impossible:
        raise Disagreement("the second solver neither found a plan nor proved that there is none")
    if answer.impossible is not (first.status is Status.IMPOSSIBLE):
        raise Disagreement("one solver finds a plan and the other proves that there is none")
    if answer.taken is not None:
        worth = sum(WEIGHT[p.rule.grade] * p.demand.cost(answer.taken) for p in task.posted)
        if worth != first.objective:
            raise Disagreement(f"one solver's best plan costs {first.objective}, the other's {worth}")
