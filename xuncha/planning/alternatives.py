"""Who else could it be, and what would that cost: each candidate set by hand and the rest planned again.

First everybody else stays where they are, which is quick; then, on request, everybody may move. A cost is
always an interval: at least what the bound proves, at most what the plan found costs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.result import Result
from xuncha.planning.rule import Choice, Grade, Problem, Rule, Taken
from xuncha.planning.solve import Task

Turn = Callable[[int, int], None]
"""Told before each candidate: how many are done, of how many."""


@dataclass(frozen=True)
class Option:
    """One candidate: the choices that make it so, those that end with it, and which others (by their keys) may change
    while the rest stays.
    """

    key: str
    says: Sentence
    takes: tuple[Choice, ...]
    loosens: frozenset[tuple[str, ...]]
    drops: tuple[Choice, ...] = ()


@dataclass(frozen=True, order=True)
class Cost:
    """What is lost against the plan, in weighted units: `least` is proven, `most` is what a plan in hand costs.

    `by_grade` is the difference of that plan, grade by grade, heaviest first, in the units of the rules.
    """

    most: int
    least: int
    by_grade: tuple[tuple[str, int], ...] = ()

    @property
    def proven(self) -> bool:
        return self.least == self.most


@dataclass(frozen=True)
class Alternative:
    """One candidate's costs: while all others stay, and when everybody may move. None: not possible so, or not asked."""

    option: Option
    stays: Cost | None
    moves: Cost | None
    plan: Any

    @property
    def best(self) -> Cost | None:
        """The cheaper of the two."""
        return min((one for one in (self.stays, self.moves) if one is not None), default=None)


def alternatives(
    problem: Problem,
    rules: Sequence[Rule],
    base: Result,
    options: Sequence[Option],
    *,
    moving: bool = False,
    turn: Turn | None = None,
    **limits: Any,
) -> tuple[Alternative, ...]:
    """Every option with its cost against `base` (a result with a plan), cheapest first; equal ones keep their order.

    `moving` asks what each costs when everybody may move; a candidate that costs nothing while the others stay is not
    asked again, for nothing is cheaper than a proven best. `limits` are `limits` and `level_by_level` of `solve`.
    """
    if base.plan is None or base.bound is None or base.objective is None:
        raise ValueError("alternatives are asked of a plan")
    task = Task.of(problem, rules, **limits)
    stands = base.plan.taken()
    loose = {key for option in options for key in option.loosens}
    near = task.narrowed({c: stands.get(c, 0) for c in task.choices if c.key not in loose})
    asked = _Asked(task, near, base, stands, moving)
    found = []
    for number, option in enumerate(options):
        if turn:
            turn(number, len(options))
        found.append(asked.of(option))
    return tuple(sorted(found, key=lambda one: (one.best is None, one.best or Cost(0, 0))))


@dataclass(frozen=True)
class _Asked:
    """The whole task, and `near`: what is left of it while nobody moves whom no option concerns."""

    task: Task
    near: Task
    base: Result
    stands: Taken
    moving: bool

    def of(self, option: Option) -> Alternative:
        wanted = dict.fromkeys(option.takes, 1) | dict.fromkeys(option.drops, 0)
        others = {c: self.stands.get(c, 0) for c in self.near.choices if c.key not in option.loosens}
        stays = self.near.best(others | wanted)
        cost = self._cost(self.near, stays)
        best_proven = self.base.bound == self.base.objective
        if not self.moving or (cost is not None and cost.most <= 0 and best_proven):
            return Alternative(option, cost, None, stays.plan)
        moves = self.task.best(wanted, start=None if stays.plan is None else stays.plan.taken())
        moved = self._cost(self.task, moves)
        return Alternative(option, cost, moved, stays.plan if moved is None else moves.plan)

    def _cost(self, task: Task, result: Result) -> Cost | None:
        if result.objective is None or result.bound is None or self.base.objective is None:
            return None
        after = {grade: cost + task.spent[grade] for grade, cost in result.by_grade.items()}
        return Cost(
            most=result.objective - self.base.objective,
            least=result.bound - self.base.objective,
            by_grade=_difference(self.base.by_grade, after),
        )


def _difference(before: Mapping[Grade, int], after: Mapping[Grade, int]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (grade.name, after[grade] - before[grade]) for grade in Grade if after[grade] != before[grade]
    )
