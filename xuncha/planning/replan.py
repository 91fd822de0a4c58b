"""Planning again after something has changed, with a price on every change against the previous plan.

Solving from scratch gives a plan as good and quite another one; people have packed by then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Problem, Rule, Taken

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
