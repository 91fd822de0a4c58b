"""A problem with nothing behind it: choices by name and demands as they are given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from xuncha.base.words import Sentence
from xuncha.planning.model import WEIGHT
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Rule, Taken


@dataclass(frozen=True)
class ToyPlan:
    problem: "Toy"
    named: tuple[tuple[str, int], ...]

    def taken(self) -> Taken:
        return {Choice((name,)): times for name, times in self.named}

    def __getitem__(self, name: str) -> int:
        return dict(self.named).get(name, 0)


@dataclass(frozen=True)
class Toy:
    names: tuple[str, ...]

    def choices(self) -> Iterable[Choice]:
        return [Choice((name,)) for name in self.names]

    def plan(self, taken: Taken) -> ToyPlan:
        return ToyPlan(self, tuple(sorted((c.key[0], n) for c, n in taken.items())))


@dataclass(frozen=True)
class Posts:
    """A rule's `post` that yields what it was given, so that a rule can be pickled."""

    demands: tuple[Demand, ...] = field(default=())

    def __call__(self, problem: Toy) -> tuple[Demand, ...]:
        return self.demands


def silent(plan: ToyPlan) -> tuple[Broken, ...]:
    return ()


def rule(*demands: Demand, key: str = "toy", grade: Grade = Grade.MUST) -> Rule:
    return Rule(key, Sentence(f"{key}规则", f"{key} rule"), f"{key}依据", grade, Posts(demands), silent)


def demand(says: str, terms: dict[str, int], **limits: object) -> Demand:
    return Demand(
        Sentence(says, says), tuple((Choice((name,)), times) for name, times in terms.items()), **limits
    )


def cheapest(toy: Toy, rules: Iterable[Rule]) -> int | None:
    """The least weighted cost of any plan, by looking at every plan; None when none keeps what binds."""
    posted = [(one, rule) for rule in rules for one in rule.post(toy)]
    costs = []
    for bits in product((0, 1), repeat=len(toy.names)):
        taken = {Choice((name,)): bit for name, bit in zip(toy.names, bits, strict=True)}
        if not any(one.binds and one.missed(taken) for one, _ in posted):
            costs.append(sum(WEIGHT[rule.grade] * one.cost(taken) for one, rule in posted))
    return min(costs, default=None)


def hard_toy() -> tuple[Toy, list[Rule]]:
    """Knapsacks with equal sums: takes the solver long enough to be stopped before the end."""
    names = tuple(f"n{i:02d}" for i in range(60))
    rows = [
        demand(
            f"第{k}行",
            {n: (i * (37 + 11 * k) % 101) + 3 for i, n in enumerate(names)},
            at_least=1501,
            at_most=1501,
        )
        for k in range(6)
    ]
    cost = demand("少用", {n: (i * 53 % 17) + 1 for i, n in enumerate(names)}, at_most=0, prices=(1,))
    return Toy(names), [rule(*rows, cost)]


def hungry(size: int) -> bytearray:
    """Takes `size` bytes of memory."""
    return bytearray(size)
