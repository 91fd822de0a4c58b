"""What a plan has to keep: rules with two faces, and the demands they make of what can be decided.

`Rule.post(problem)` tells the solver what to keep; `Rule.check(plan)` tells a reader what a plan breaks,
whoever made the plan. The two share no code, so each is a test of the other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from xuncha.base.words import Sentence


class Grade(Enum):
    """How heavy a rule is, heaviest first. Costs of different grades are never shown as one figure."""

    MUST = Sentence("必须", "must")
    LEGAL = Sentence("法规", "legal")
    COVERAGE = Sentence("覆盖", "coverage")
    FAIRNESS = Sentence("公平", "fairness")
    PREFERENCE = Sentence("偏好", "preference")


@dataclass(frozen=True, order=True)
class Choice:
    """One thing to be decided: how many times `key` is taken, from `least` to `most`."""

    key: tuple[str, ...]
    least: int = 0
    most: int = 1

    def __hash__(self) -> int:
        return hash(self.key)


Taken = Mapping[Choice, int]
"""How often each choice is taken; a choice that is not named is taken 0 times."""


@dataclass(frozen=True)
class Demand:
    """`at_least` <= sum of coefficient x choice <= `at_most`, in the user's words.

    Without `prices` the demand binds. With them each unit of miss costs: the first unit `prices[0]`, the
    second `prices[1]`, … and the last price goes on for ever; prices may not fall. A choice named twice is
    added up here, because solvers answer wrongly when a row names a column twice. `remedy` says what somebody
    would have to do for a binding demand to be waived (see `repair`).
    """

    says: Sentence
    terms: tuple[tuple[Choice, int], ...]
    at_least: int | None = None
    at_most: int | None = None
    prices: tuple[int, ...] = ()
    remedy: Sentence | None = None

    def __post_init__(self) -> None:
        merged: dict[Choice, int] = {}
        for choice, times in self.terms:
            merged[choice] = merged.get(choice, 0) + times
        object.__setattr__(
            self, "terms", tuple(sorted(((c, n) for c, n in merged.items() if n), key=_by_key))
        )
        if self.at_least is None and self.at_most is None:
            raise ValueError("a demand needs at_least or at_most")
        if any(price <= 0 for price in self.prices) or list(self.prices) != sorted(self.prices):
            raise ValueError("prices are positive and never fall")

    @property
    def binds(self) -> bool:
        return not self.prices

    def missed(self, taken: Taken) -> int:
        """By how many units `taken` misses this demand; 0 when it is kept."""
        total = sum(times * taken.get(choice, 0) for choice, times in self.terms)
        short = 0 if self.at_least is None else self.at_least - total
        over = 0 if self.at_most is None else total - self.at_most
        return max(short, over, 0)

    def cost(self, taken: Taken) -> int:
        """What the miss costs, in units of the rule's grade; a binding demand has no price and costs 0."""
        if self.binds:
            return 0
        missed = self.missed(taken)
        steps = self.prices[:missed]
        return sum(steps) + self.prices[-1] * (missed - len(steps))


def _by_key(term: tuple[Choice, int]) -> tuple[str, ...]:
    return term[0].key


def all_of(choices: Iterable[Choice]) -> tuple[tuple[Choice, int], ...]:
    """The plain sum of `choices`, as the terms of a demand."""
    return tuple((choice, 1) for choice in choices)


@dataclass(frozen=True)
class Broken:
    """One thing a plan breaks. `price` is what it costs in the rule's grade; None: it must not be broken at
    all.
    """

    says: Sentence
    price: int | None = None


class Plan(Protocol):
    """What a room calls its plan; the engine only asks for its problem and for the choices it takes."""

    @property
    def problem(self) -> Any: ...

    def taken(self) -> Taken: ...


class Problem(Protocol):
    """What is to be decided: frozen facts, the choices, and how to read a plan out of the choices taken."""

    def choices(self) -> Iterable[Choice]: ...

    def plan(self, taken: Taken) -> Any: ...


@dataclass(frozen=True)
class Rule:
    """A rule of planning: its title and basis for the reader, its grade, and its two faces.

    `waiver` is what it costs to let one unit of a binding demand of this rule go when no plan keeps them all;
    None, the default, means that no repair ever offers it: recusal, rank, one person one team.
    """

    key: str
    title: Sentence
    basis: str
    grade: Grade
    post: Callable[[Any], Iterable[Demand]]
    check: Callable[[Any], Iterable[Broken]]
    waiver: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What one rule says of one plan."""

    rule: Rule
    broken: Broken


def judge(plan: Any, rules: Iterable[Rule]) -> tuple[Verdict, ...]:
    """All that `plan` breaks, by the rules' own `check`; the solver has no part in it."""
    return tuple(Verdict(rule, broken) for rule in rules for broken in rule.check(plan))
