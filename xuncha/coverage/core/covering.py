"""The covering model in the rule shape of `planning`: each rule posts its demands and can judge a plan by
itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.coverage.core.cuts import Cut
from xuncha.coverage.core.facts import Body
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Rule, Taken
from xuncha.planning.solve import solve


@dataclass(frozen=True)
class Covering:
    """Cuts to choose from, the bodies that must be covered, and those already counted elsewhere."""

    cuts: tuple[Cut, ...]
    wanted: frozenset[Body]
    done: frozenset[Body]

    def choices(self) -> list[Choice]:
        """One yes-or-no for each cut."""
        return [_choice(cut) for cut in self.cuts]

    def plan(self, taken: Taken) -> CoveringPlan:
        """The cuts taken."""
        return CoveringPlan(self, tuple(cut for cut in self.cuts if taken.get(_choice(cut))))

    def holding(self) -> dict[Body, list[Cut]]:
        """For each wanted body the cuts that would cover it; a body that none covers does not appear."""
        holding: dict[Body, list[Cut]] = defaultdict(list)
        for cut in self.cuts:
            for body in cut.covers & self.wanted:
                holding[body].append(cut)
        return holding


@dataclass(frozen=True)
class CoveringPlan:
    """A choice of cuts, by the solver or by hand."""

    problem: Covering
    chosen: tuple[Cut, ...]

    def taken(self) -> Taken:
        """What the engine asks of a plan."""
        return {_choice(cut): 1 for cut in self.chosen}


def _choice(cut: Cut) -> Choice:
    return Choice((cut.key,))


def _sorted(bodies: Iterable[Body]) -> list[Body]:
    return sorted(bodies, key=lambda body: body.sort_key)


def _post_held(problem: Covering) -> Iterable[Demand]:
    holding = problem.holding()
    for body in _sorted(holding):
        terms = tuple((_choice(cut), 1) for cut in holding[body])
        yield Demand(_must(body), terms, at_least=1)


def _check_held(plan: CoveringPlan) -> Iterable[Broken]:
    held = {body for cut in plan.chosen for body in (*cut.holds, *cut.aims)}
    coverable = {body for cut in plan.problem.cuts for body in (*cut.holds, *cut.aims)}
    for body in _sorted((plan.problem.wanted & coverable) - held):
        yield Broken(_must(body))


def _must(body: Body) -> Sentence:
    return Sentence(
        f"{body.kind.value.zh}“{body.key}”须有巡察对象", f"{body.kind.value.en} “{body.key}” needs a target"
    )


def _post_few(problem: Covering) -> Iterable[Demand]:
    for cut in problem.cuts:
        says = Sentence(f"不另设对象“{cut.key}”", f"no target of its own: “{cut.key}”")
        yield Demand(says, ((_choice(cut), 1),), at_most=0, prices=(1,))


def _check_few(plan: CoveringPlan) -> Iterable[Broken]:
    for cut in plan.chosen:
        yield Broken(Sentence(f"另设对象“{cut.key}”", f"a target of its own: “{cut.key}”"), price=1)


def _post_once(problem: Covering) -> Iterable[Demand]:
    visits: dict[Body, list[Cut]] = defaultdict(list)
    for cut in problem.cuts:
        for body in cut.holds:
            visits[body].append(cut)
    for body in _sorted(visits):
        free = 0 if body in problem.done else 1
        if len(visits[body]) > free:
            terms = tuple((_choice(cut), 1) for cut in visits[body])
            yield Demand(_twice(body), terms, at_most=free, prices=(1,))


def _check_once(plan: CoveringPlan) -> Iterable[Broken]:
    times = Counter(body for cut in plan.chosen for body in cut.holds)
    for body in _sorted(times):
        extra = times[body] - (body not in plan.problem.done)
        if extra:
            yield Broken(_twice(body), price=extra)


def _twice(body: Body) -> Sentence:
    return Sentence(
        f"{body.kind.value.zh}“{body.key}”尽量只巡一次",
        f"{body.kind.value.en} “{body.key}” is best visited once",
    )


ONCE = "coverage.once"
"""Key of the rule-book record that all three rest on."""
RULES: tuple[Rule, ...] = (
    Rule("held", Sentence("不留空白", "nobody left out"), ONCE, Grade.MUST, _post_held, _check_held),
    Rule("few", Sentence("对象从简", "few targets"), ONCE, Grade.FAIRNESS, _post_few, _check_few),
    Rule("once", Sentence("少重复", "few repeats"), ONCE, Grade.PREFERENCE, _post_once, _check_once),
)


def solved(cuts: Sequence[Cut], wanted: frozenset[Body], done: frozenset[Body]) -> list[Cut]:
    """The proven best choice of cuts."""
    problem = Covering(tuple(cuts), wanted, done)
    return list(solve(problem, RULES).plan.chosen)
