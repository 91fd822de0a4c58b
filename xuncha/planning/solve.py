"""`solve(problem, rules) -> Result`: the best plan by the rules, or the sentences that cannot all hold."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil, isfinite
from time import process_time
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason, explain
from xuncha.planning.model import (
    ROUNDING,
    TIE,
    VERSION,
    WEIGHT,
    Answer,
    Disagreement,
    Model,
    Posted,
    fingerprint,
    post,
)
from xuncha.planning.rule import Grade, Problem, Rule, Taken


class Status(Enum):
    """How far the solver got."""

    PROVEN = Sentence("已证明最优", "proven best")
    FOUND = Sentence("已得方案，未证明最优", "found, not proven best")
    IMPOSSIBLE = Sentence("无法同时满足", "cannot all hold")
    UNDECIDED = Sentence("未得结论", "undecided")


@dataclass(frozen=True)
class Limits:
    """When to stop: relative gap and number of nodes. Never time, or the same input would give different
    plans.
    """

    gap: float = 0.0
    nodes: int | None = None


@dataclass(frozen=True)
class Miss:
    """A priced demand that the plan does not keep: whose, in which words, by how much, at what cost."""

    rule: Rule
    says: Sentence
    by: int
    cost: int


@dataclass(frozen=True)
class Effort:
    """Size of the model and what it took. `seconds` is processor time and differs between runs; the rest does
    not.
    """

    choices: int
    demands: int
    nodes: int
    seconds: float


@dataclass(frozen=True)
class Result:
    """A plan with its price list, or why there is none.

    `objective` and `bound` are in weighted units (see `model.WEIGHT`); `by_grade` and `by_rule` are in the
    units of the rules' own prices. `input_hash` stands for all that the solver was given, settings and solver
    version included.
    """

    status: Status
    plan: Any
    misses: tuple[Miss, ...]
    objective: int | None
    bound: int | None
    reasons: tuple[Reason, ...]
    solver: str
    version: str
    effort: Effort
    input_hash: str

    @property
    def gap(self) -> float | None:
        """How far the plan may be from the best one, as a share of its objective; None without a plan or a
        bound.
        """
        if self.objective is None or self.bound is None:
            return None
        return (self.objective - self.bound) / self.objective if self.objective else 0.0

    @property
    def by_grade(self) -> dict[Grade, int]:
        return {grade: sum(m.cost for m in self.misses if m.rule.grade is grade) for grade in Grade}

    @property
    def by_rule(self) -> dict[str, int]:
        costs: dict[str, int] = {}
        for miss in self.misses:
            costs[miss.rule.key] = costs.get(miss.rule.key, 0) + miss.cost
        return costs


Count = Callable[[Any], Iterable[Reason]]
"""A counting check of a room: says in words what is missing, before any solver is asked."""


def solve(
    problem: Problem,
    rules: Sequence[Rule],
    *,
    counts: Sequence[Count] = (),
    limits: Limits = Limits(),
    level_by_level: bool = False,
    tell: Callable[[Sequence[str]], None] | None = None,
) -> Result:
    """The best plan for `problem` under `rules`.

    Grades are weighed apart in one objective; `level_by_level` proves each grade before the next lighter one,
    which is strict and slower. `tell` gets the solver's own lines while it works. When there is no plan,
    `reasons` holds what the counting checks say, or else the smallest set of demands that cannot all hold.
    Raises `Disagreement` when the solver's answer does not survive recounting.
    """
    started = process_time()
    choices = sorted(problem.choices())
    posted = post(problem, rules)
    levels = [[grade] for grade in Grade] if level_by_level else [list(Grade)]
    answer, bound = _descend(Model(choices, posted), posted, levels, limits, tell)
    reasons: tuple[Reason, ...] = ()
    if answer.impossible:
        reasons = tuple(reason for count in counts for reason in count(problem)) or explain(choices, posted)
    misses = () if answer.taken is None else _misses(posted, answer.taken)
    objective = None if answer.taken is None else sum(WEIGHT[m.rule.grade] * m.cost for m in misses)
    return Result(
        status=_status(answer, objective, bound),
        plan=None if answer.taken is None else problem.plan(answer.taken),
        misses=misses,
        objective=objective,
        bound=bound,
        reasons=reasons,
        solver="HiGHS",
        version=VERSION,
        effort=Effort(len(choices), len(posted), answer.nodes, process_time() - started),
        input_hash=fingerprint(choices, posted, limits, level_by_level),
    )


def _descend(
    model: Model,
    posted: Sequence[Posted],
    levels: Sequence[Sequence[Grade]],
    limits: Limits,
    tell: Callable[[Sequence[str]], None] | None,
) -> tuple[Answer, int | None]:
    """Solve level after level, each within what the heavier ones have reached: the last answer, the summed bound."""
    bound = nodes = 0
    for place, level in enumerate(levels):
        last = place == len(levels) - 1
        answer = model.solve(level, ties=last, gap=limits.gap, nodes=limits.nodes, tell=tell)
        nodes += answer.nodes
        if answer.taken is None:
            return answer, None
        worth = _worth(posted, answer.taken, level)
        bound += min(worth, _whole(answer.bound))
        if not last:
            model.freeze(level, worth)
    return replace(answer, nodes=nodes), bound


def _whole(bound: float) -> int:
    """The bound on whole units: what the solver proves, less what tie-breaks and rounding may have added to it."""
    return max(0, ceil(bound - TIE - ROUNDING)) if isfinite(bound) else 0


def _worth(posted: Iterable[Posted], taken: Taken, level: Iterable[Grade]) -> int:
    grades = set(level)
    return sum(WEIGHT[p.rule.grade] * p.demand.cost(taken) for p in posted if p.rule.grade in grades)


def _misses(posted: Iterable[Posted], taken: Taken) -> tuple[Miss, ...]:
    """Recount the plan in whole numbers, away from the solver."""
    missed = [(p, by) for p in posted if (by := p.demand.missed(taken))]
    broken = [p.demand.says.zh for p, _ in missed if p.demand.binds]
    if broken:
        raise Disagreement(f"the solver's plan breaks binding demands: {broken}")
    return tuple(Miss(p.rule, p.demand.says, by, p.demand.cost(taken)) for p, by in missed)


def _status(answer: Answer, objective: int | None, bound: int | None) -> Status:
    if objective is None:
        return Status.IMPOSSIBLE if answer.impossible else Status.UNDECIDED
    return Status.PROVEN if bound == objective else Status.FOUND
