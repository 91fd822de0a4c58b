"""Planning again after something has changed, with a price on every change against the previous plan.

Solving from scratch gives a plan as good and quite another one; people have packed by then. So whoever
decides gets a menu of three: everyone else stays, few changes, from scratch.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.result import Result
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Problem, Rule, Taken
from xuncha.planning.solve import Task

PRICE = 60
"""What one change costs in the fairness grade: worth a clearly unfair step, never worth a gap in what a team
can do.
"""

TITLE = Sentence("与原方案不同之处尽量少", "differ from the previous plan as little as possible")


@dataclass(frozen=True)
class Changes:
    """What two plans differ in; a choice that can no longer be made is a departure, not a change."""

    added: tuple[Choice, ...]
    dropped: tuple[Choice, ...]

    def __len__(self) -> int:
        return len(self.added) + len(self.dropped)


def changes(problem: Problem, previous: Taken, now: Taken) -> Changes:
    """The choices of `problem` taken now and not before, and before and not now."""
    possible = {choice.key: choice for choice in problem.choices()}
    before = {choice.key for choice, times in previous.items() if times and choice.key in possible}
    after = {choice.key for choice, times in now.items() if times and choice.key in possible}
    return Changes(
        added=tuple(possible[key] for key in sorted(after - before)),
        dropped=tuple(possible[key] for key in sorted(before - after)),
    )


@dataclass(frozen=True)
class _Kept:
    previous: tuple[tuple[Choice, int], ...]
    price: int

    def post(self, problem: Problem) -> Iterable[Demand]:
        before = {choice.key for choice, times in self.previous if times}
        for choice in problem.choices():
            least, most = (1, None) if choice.key in before else (None, 0)
            yield Demand(TITLE, ((choice, 1),), at_least=least, at_most=most, prices=(self.price,))

    def check(self, plan: Any) -> Iterable[Broken]:
        for _ in range(len(changes(plan.problem, dict(self.previous), plan.taken()))):
            yield Broken(TITLE, self.price)


def keep_to(previous: Taken, price: int = PRICE, grade: Grade = Grade.FAIRNESS) -> Rule:
    """A rule that charges `price` for every change against `previous`; add it to the room's rules and solve
    again.

    The room's plan must carry its `problem`. A person who moves costs two changes: away and there.
    """
    kept = _Kept(tuple(sorted(previous.items())), price)
    return Rule("keep_to_previous", TITLE, "", grade, kept.post, kept.check)


STAYS = Sentence("其他人都不动", "everyone else stays")
FEW = Sentence("尽量少动", "few changes")
SCRATCH = Sentence("重新组建", "from scratch")


@dataclass(frozen=True)
class Way:
    """One line of the menu: what it is called, its result (without a plan where it cannot be), and what changes, in words.

    The price on changes is left out of the result's misses and by-grade costs, so that the three compare.
    """

    title: Sentence
    result: Result
    changes: tuple[Sentence, ...]


Told = Callable[[Any], Sequence[Sentence]]
"""The changes of a new plan against the previous one, one sentence each, as the room counts them."""


def menu(
    problem: Problem,
    rules: Sequence[Rule],
    previous: Taken,
    told: Told,
    *,
    price: int = PRICE,
    turn: Callable[[int, int], None] | None = None,
    **limits: Any,
) -> tuple[Way, Way, Way]:
    """The three ways to plan again after `problem` has changed; those who have left are no part of `previous`.

    Everyone else stays: every choice taken before stays taken. `limits` are `limits`, `level_by_level`, `tell` of `solve`.
    """
    task = Task.of(problem, rules, **limits)
    possible = set(task.choices)
    kept = {choice: times for choice, times in previous.items() if choice in possible and times}
    step = turn or (lambda done, of: None)
    step(0, 3)
    stays = task.best(kept)
    step(1, 3)
    rule = keep_to(previous, price)
    few = Task.of(problem, (*rules, rule), **limits).best(start=_taken(stays) or previous)
    step(2, 3)
    scratch = task.best(start=_taken(few))
    return (
        _way(STAYS, stays, told),
        _way(FEW, _without(few, rule), told),
        _way(SCRATCH, scratch, told),
    )


def _taken(result: Result) -> Taken | None:
    return None if result.plan is None else dict(result.plan.taken())


def _without(result: Result, rule: Rule) -> Result:
    return replace(result, misses=tuple(miss for miss in result.misses if miss.rule.key != rule.key))


def _way(title: Sentence, result: Result, told: Told) -> Way:
    return Way(title, result, () if result.plan is None else tuple(told(result.plan)))
