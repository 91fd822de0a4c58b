"""Arranging the rounds of a term by the rules of the catalogue, and judging a plan by the same rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from xuncha.base.catalogue import collect
from xuncha.base.words import Sentence
from xuncha.planning.coarse import solve_coarse
from xuncha.planning.explain import Reason
from xuncha.planning.model import WEIGHT
from xuncha.planning.result import Limits, Result, Status
from xuncha.planning.rule import Choice, Rule, Verdict, judge
from xuncha.planning.solve import Tell, precheck, solve
from xuncha.rounds.core.term.arranging import OPENS, Arrangement, Arranging
from xuncha.rounds.core.term.counts import COUNTS
from xuncha.rounds.core.term.first import first_plan

RULES: tuple[Rule, ...] = collect("xuncha.rounds.core.term.rules", "RULE")
"""Every rule of the plan of a term, one file each in `rules/`."""

TOO_LARGE = Sentence(
    "对象过多，只排出初步方案，没有证明离最优有多远",
    "too many targets: a first plan only, its distance from the best is not known",
)
STOPPED = Sentence("只有初步方案，没有继续改进", "the first plan only; nothing was bettered")
LOOSE = Sentence(
    "对象大小不一，各轮工作量做不到都在规定范围内，已按最接近的排",
    "the rounds cannot all stay within the band; they come as near as was found",
)


@dataclass(frozen=True)
class Arranged:
    """What arranging came to.

    `plan` is the best plan known, `first` the one that stood before the solver began; `cost` and `bound` are in
    weighted units, `bound` is None where nothing was proven. `reasons` say why there is no plan, `notices` what it
    lives with. `result` is what the solver said, where it was asked.
    """

    problem: Arranging
    plan: Arrangement | None
    first: Arrangement | None
    cost: int | None
    bound: int | None
    reasons: tuple[Reason, ...]
    notices: tuple[Sentence, ...]
    result: Result | None

    @property
    def gap(self) -> float | None:
        """How far the plan may be from the best one, as a share of its cost; None without a bound."""
        if self.cost is None or self.bound is None:
            return None
        return (self.cost - self.bound) / self.cost if self.cost else 0.0

    @property
    def status(self) -> Status:
        if self.plan is None:
            return self.result.status if self.result else Status.UNDECIDED
        return Status.PROVEN if self.cost == self.bound else Status.FOUND


def check_plan(plan: Arrangement, rules: Sequence[Rule] = RULES) -> tuple[Verdict, ...]:
    """All that a plan breaks, solved or made by hand; a verdict without price must not be."""
    return judge(plan, rules)


def cost_of(plan: Arrangement) -> int | None:
    """What a plan costs in weighted units, by the judging faces of the rules; None when it breaks what must be kept."""
    verdicts = check_plan(plan)
    if any(one.broken.price is None for one in verdicts):
        return None
    return sum(WEIGHT[one.rule.grade] * (one.broken.price or 0) for one in verdicts)


def begin(problem: Arranging) -> tuple[Arranging, Arrangement]:
    """The first plan, and the problem with its band bound where that plan keeps it or the rule book insists."""
    first = first_plan(problem)
    binds = problem.numbers.band.always or all(
        least <= first.load[number] <= most
        for number in problem.rounds
        for least, most in (problem.band(number),)
    )
    bound = replace(problem, band_binds=binds)
    return bound, Arrangement(bound, first.placed)


def arrange(
    problem: Arranging,
    *,
    limits: Limits | None = None,
    tell: Tell | None = None,
    turn: Callable[[int, int], None] | None = None,
) -> Arranged:
    """The best plan within the gap of the rule book (or `limits`), or why there is none. A pure function of the problem."""
    said = precheck(problem, COUNTS)
    notices = tuple(one.says for one in said if not one.stops)
    if any(one.stops for one in said):
        result = solve(problem, RULES, counts=COUNTS)
        return Arranged(problem, None, None, None, None, result.reasons, notices, result)
    problem, first = begin(problem)
    if not problem.band_binds:
        notices += (LOOSE,)
    if len(problem.targets) > problem.numbers.largest:
        cost = cost_of(first)
        return Arranged(problem, first, first, cost, None, (), (*notices, TOO_LARGE), None)
    limits = limits or Limits(problem.numbers.gap, problem.numbers.nodes)
    result = solve_coarse(
        problem, RULES, opens_a_sector, limits=limits, tell=tell, turn=turn, start=first.taken()
    )
    if len(problem.free) <= problem.numbers.small and (result.gap or 0) > limits.gap:
        result = _at_once(problem, result, limits, tell)
    return _better(problem, first, result, notices)


def _at_once(problem: Arranging, found: Result, limits: Limits, tell: Tell | None) -> Result:
    """A small term once more as a whole, from the plan of the two steps on; the better of both bounds holds."""
    fewer = replace(limits, nodes=None if limits.nodes is None else limits.nodes // 4)
    result = solve(problem, RULES, limits=fewer, tell=tell, start=found.plan.taken())
    if result.bound is None or found.bound is None or result.objective is None:
        return found
    return replace(result, bound=min(max(result.bound, found.bound), result.objective))


def first_only(problem: Arranging) -> Arranged:
    """The plan before any solver, with nothing proven of it: what is kept when arranging is stopped."""
    said = precheck(problem, COUNTS)
    reasons = tuple(one for one in said if one.stops)
    if reasons or not problem.rounds:
        return Arranged(problem, None, None, None, None, reasons, (), None)
    problem, first = begin(problem)
    return Arranged(problem, first, first, cost_of(first), None, (), (STOPPED,), None)


def _better(
    problem: Arranging, first: Arrangement, result: Result, notices: tuple[Sentence, ...]
) -> Arranged:
    """The cheaper of both plans; the bound holds for either."""
    cost = cost_of(first)
    if result.plan is None and (cost is None or result.status is Status.IMPOSSIBLE):
        return Arranged(problem, None, first, None, None, result.reasons, notices, result)
    plan, worth = first, cost
    if result.objective is not None and (worth is None or result.objective <= worth):
        plan, worth = result.plan, result.objective
    return Arranged(problem, plan, first, worth, result.bound, (), notices, result)


def opens_a_sector(choice: Choice) -> bool:
    """Which rounds take which sectors shapes a plan; the targets then fall into place."""
    return choice.key[0] == OPENS
