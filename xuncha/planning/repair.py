"""When nothing fits: the cheapest set of rules to waive, in sentences that somebody can act on.

Only rules that name a price for it are ever waived; recusal, rank and one-person-one-team name none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.feasible import Switchboard
from xuncha.planning.model import WEIGHT, Disagreement, Posted
from xuncha.planning.result import Limits, Result, Status
from xuncha.planning.rule import Grade, Problem, Rule
from xuncha.planning.solve import TO_THE_END, Task, Tell


@dataclass(frozen=True)
class Step:
    """One thing to do: the sentence waived, what that takes, by how many units, at which price."""

    rule: Rule
    waives: Sentence
    does: Sentence
    by: int
    cost: int


@dataclass(frozen=True)
class Repair:
    """The cheapest steps after which a plan exists, `plan` being one of them; or, without a plan, that waiving cannot help.

    `cost` and `bound` are in the units of the rules' own waivers; equal when the repair is proven cheapest.
    """

    steps: tuple[Step, ...]
    cost: int | None
    bound: int | None
    plan: Any

    @property
    def proven(self) -> bool:
        return self.cost is not None and self.cost == self.bound

    @property
    def helps(self) -> bool:
        return self.plan is not None


def repair(
    problem: Problem, rules: Sequence[Rule], *, limits: Limits = TO_THE_END, tell: Tell | None = None
) -> Repair:
    """The cheapest way to make a plan possible, proven; `limits` and `tell` as for `solve`.

    That waiving cannot help at all is confirmed by the second solver (`Disagreement` otherwise).
    """
    task = Task.of(problem, rules, limits=limits, tell=tell)
    task.posted = tuple(_elastic(p) for p in task.posted if p.demand.binds)
    result = task.best()
    if result.status is Status.IMPOSSIBLE:
        _confirm(task)
    if result.plan is None:
        return Repair((), None, None, None)
    return Repair(_steps(task, result), _units(result.objective), _units(result.bound), result.plan)


def _elastic(posted: Posted) -> Posted:
    """The demand with a price on missing it, where its rule names one."""
    rule = posted.rule
    if rule.waiver is None:
        return posted
    return Posted(replace(rule, grade=Grade.PREFERENCE), replace(posted.demand, prices=(rule.waiver,)))


def _steps(task: Task, result: Result) -> tuple[Step, ...]:
    remedies = {(p.rule.key, p.demand.says): p.demand.remedy for p in task.posted}
    return tuple(
        Step(
            miss.rule,
            miss.says,
            remedies.get((miss.rule.key, miss.says))
            or Sentence(f"放宽：{miss.says.zh}", f"waive: {miss.says.en}"),
            miss.by,
            miss.cost,
        )
        for miss in sorted(result.misses, key=lambda one: (-one.cost, one.says.zh))
    )


def _units(weighted: int | None) -> int | None:
    return None if weighted is None else weighted // WEIGHT[Grade.PREFERENCE]


def _confirm(task: Task) -> None:
    never = [p.demand for p in task.posted if p.demand.binds]
    if Switchboard(task.choices, {"never waived": never}).possible(("never waived",), "scip"):
        raise Disagreement("a second solver finds a plan that keeps all that is never waived")
