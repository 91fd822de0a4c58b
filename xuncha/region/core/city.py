"""A city's round with specialists lent between its counties: prices sought, a bound proven, named people sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isqrt

from xuncha.planning.model import WEIGHT
from xuncha.planning.rule import Grade
from xuncha.planning.solve import solve
from xuncha.region.core.crowd import Crowd, Unsettled
from xuncha.region.core.lending import TRADING_RULES, Trading, coming, paid_back, settled, trading
from xuncha.region.core.numbers import LendingTerms
from xuncha.region.core.province import County, CountyPlan, Ending, read
from xuncha.teams.core.counts import leaders, people
from xuncha.teams.core.facts import Cadre
from xuncha.teams.core.start import first_teams

Tell = Callable[[int, int], None]
Quota = Mapping[str, Mapping[str, int]]
"""How many by skill, then by county."""


@dataclass(frozen=True, order=True)
class Loan:
    """A specialist of one county who goes to another for one skill."""

    skill: str
    lender: str
    cadre: str
    borrower: str


@dataclass(frozen=True)
class Pass:
    """What one pass of prices said: the prices, the bound they prove, how many were asked and offered by skill."""

    prices: Mapping[str, int]
    bound: int
    asked: Mapping[str, int]
    offered: Mapping[str, int]

    @property
    def volume(self) -> int:
        """How many could be lent if those who ask and those who offer met."""
        return sum(min(number, self.offered[skill]) for skill, number in self.asked.items())


@dataclass(frozen=True)
class CityPlan:
    """Every county's plan, who is lent where, and how the prices went.

    `cost` and `bound` are in weighted units, summed over the counties that can be formed; None where one is unsettled.
    """

    counties: tuple[CountyPlan, ...]
    loans: tuple[Loan, ...]
    passes: tuple[Pass, ...]
    cost: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """The share of the cost that another way of lending could save at most."""
        if self.cost is None or self.bound is None:
            return None
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


@dataclass(frozen=True)
class Answer:
    """A county's plan at given prices or quotas, what it is charged for prices taken off; who goes, how many come."""

    plan: CountyPlan
    lent: tuple[tuple[str, str], ...] = ()
    borrowed: Mapping[str, int] | None = None


def answer(county: County) -> Answer:
    """One county that lends and borrows, solved to the end; its `forming` is a `Trading`."""
    problem = county.forming
    assert isinstance(problem, Trading)
    first = first_teams(problem)
    start = None if first is None else first.taken()
    result = solve(problem, TRADING_RULES, counts=(leaders, people), start=start)
    plan, back = read(county, result), paid_back(problem)
    if plan.cost is None or plan.bound is None:
        return Answer(plan)
    plan = replace(plan, cost=plan.cost - back, bound=plan.bound - back)
    return Answer(plan, result.plan.lent, result.plan.borrowed())


@dataclass
class _Search:
    """The counties of a city while prices are sought; those that cannot form their teams drop out."""

    counties: dict[str, County]
    terms: LendingTerms
    crowd: Crowd
    tell: Tell
    out: dict[str, CountyPlan]

    def ask(self, asked: Mapping[str, Trading]) -> dict[str, Answer]:
        """Each county's answer; one that has no plan is put aside for good."""
        given = [County(key, self.counties[key].name, one) for key, one in sorted(asked.items())]
        found: dict[str, Answer] = {}
        for county, one in zip(given, self.crowd.results(given, self.tell), strict=True):
            if isinstance(one, Unsettled):
                self.out[county.key] = CountyPlan(county.key, county.name, Ending.UNSETTLED, says=one.says)
            elif one.plan.cost is None:
                self.out[county.key] = one.plan
            else:
                found[county.key] = one
        for key in self.out:
            self.counties.pop(key, None)
        return found

    def dearest(self, skill: str) -> int:
        """What one missing person of the skill costs: nobody pays more for one who comes."""
        prices = (
            one.price
            for county in self.counties.values()
            for one in county.forming.provisions.skills
            if one.name.zh == skill
        )
        return WEIGHT[Grade.COVERAGE] * max(prices, default=0)

    def priced(self, prices: Mapping[str, int]) -> dict[str, Answer]:
        skills = self.terms.skills
        return self.ask(
            {key: trading(one.forming, skills, prices=prices) for key, one in self.counties.items()}
        )


def plan_city(
    counties: Sequence[County],
    terms: LendingTerms,
    crowd: Crowd | None = None,
    tell: Tell = lambda done, of: None,
) -> CityPlan:
    """Teams of every county with specialists lent between them. `tell(done, of)` counts within each pass.

    Raises Stopped when `crowd` was cancelled, ValueError when two counties share a key.
    """
    if len({one.key for one in counties}) != len(counties):
        raise ValueError("two counties share a key")
    search = _Search({one.key: one for one in counties}, terms, crowd or Crowd(answer), tell, {})
    passes, answers = _seek(search)
    fullest = max(range(len(passes)), key=lambda n: (passes[n].volume, passes[n].bound), default=None)
    asked, offered = _balanced({} if fullest is None else answers[fullest], terms.skills)
    loans, plans = _settle(search, asked, offered)
    plans |= search.out
    formed = [one for one in plans.values() if one.ending is not Ending.IMPOSSIBLE]
    costs = [one.cost for one in formed]
    cost = None if None in costs else sum(one for one in costs if one is not None)
    proven = max((one.bound for one in passes), default=None)
    bound = None if proven is None or cost is None else min(cost, proven)
    return CityPlan(tuple(plans[one.key] for one in counties), loans, tuple(passes), cost, bound)


def _seek(search: _Search) -> tuple[list[Pass], list[dict[str, Answer]]]:
    """Passes of prices: up to what a missing person costs where too many ask, down where too many offer, then between."""
    terms = search.terms
    prices = dict.fromkeys(terms.skills, terms.first)
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    passes: list[Pass] = []
    answers: list[dict[str, Answer]] = []
    while len(passes) < terms.passes and search.counties:
        before = len(search.counties)
        found = search.priced(prices)
        if len(found) < before and passes:
            passes, answers = [], []  # bounds of fewer counties do not compare
        asked, offered = _sums(found.values(), terms.skills)
        bound = sum(one.plan.bound or 0 for one in found.values())
        passes.append(Pass(prices, bound, asked, offered))
        answers.append(found)
        for skill in terms.skills:
            (low if asked[skill] > offered[skill] else high)[skill] = prices[skill]
        prices = {
            skill: _next(low.get(skill), high.get(skill), search.dearest(skill)) for skill in terms.skills
        }
    return passes, answers


def _next(low: int | None, high: int | None, dearest: int) -> int:
    """The price to try after those at which too many asked (`low`) and too many offered (`high`)."""
    if high is None:
        return dearest
    return high // 2 if low is None else isqrt(low * high)


def _sums(answers: Iterable[Answer], skills: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    asked, offered = dict.fromkeys(skills, 0), dict.fromkeys(skills, 0)
    for one in answers:
        for skill in skills:
            asked[skill] += (one.borrowed or {}).get(skill, 0)
            offered[skill] += sum(1 for _, what in one.lent if what == skill)
    return asked, offered


def _balanced(answers: Mapping[str, Answer], skills: Sequence[str]) -> tuple[Quota, Quota]:
    """As many lent as borrowed of each skill: nobody does both, and the larger side gives way, the largest first."""
    asked: dict[str, dict[str, int]] = {}
    offered: dict[str, dict[str, int]] = {}
    for skill in skills:
        net = {
            key: (one.borrowed or {}).get(skill, 0) - sum(1 for _, what in one.lent if what == skill)
            for key, one in answers.items()
        }
        come = {key: number for key, number in sorted(net.items()) if number > 0}
        go = {key: -number for key, number in sorted(net.items()) if number < 0}
        volume = min(sum(come.values()), sum(go.values()))
        asked[skill], offered[skill] = _cut(come, volume), _cut(go, volume)
    return asked, offered


def _cut(numbers: Mapping[str, int], volume: int) -> dict[str, int]:
    left = dict(numbers)
    while sum(left.values()) > volume:
        left[max(left, key=lambda key: (left[key], key))] -= 1
    return {key: number for key, number in left.items() if number}


def _settle(search: _Search, asked: Quota, offered: Quota) -> tuple[tuple[Loan, ...], dict[str, CountyPlan]]:
    """The lenders name whom they send; then the others form their teams with those who come."""
    skills = search.terms.skills
    come, go = _by_county(asked), _by_county(offered)
    named = search.ask(
        {
            key: trading(
                search.counties[key].forming,
                skills,
                least_lent=quota,
                most_borrowed={skill: come.get(key, {}).get(skill, 0) for skill in skills},
            )
            for key, quota in go.items()
        }
    )
    loans = tuple(sorted(_loans(named, come)))
    sent = {key: one.lent for key, one in named.items()}
    plans = {key: one.plan for key, one in named.items() if key not in come}
    rest = {
        key: settled(one.forming, skills, _guests(search, key, loans), sent.get(key, ()))
        for key, one in search.counties.items()
        if key not in plans
    }
    plans |= {key: one.plan for key, one in search.ask(rest).items()}
    return loans, plans


def _by_county(quota: Quota) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for skill, numbers in quota.items():
        for key, number in numbers.items():
            found.setdefault(key, {})[skill] = number
    return found


def _loans(named: Mapping[str, Answer], come: Mapping[str, Mapping[str, int]]) -> Iterable[Loan]:
    """Those who go, to those who asked, in the order of keys."""
    free = sorted((skill, key, cadre) for key, one in named.items() for cadre, skill in one.lent)
    for borrower, numbers in sorted(come.items()):
        for skill, number in sorted(numbers.items()):
            for one in [one for one in free if one[0] == skill][:number]:
                free.remove(one)
                yield Loan(one[0], one[1], one[2], borrower)


def _guests(search: _Search, borrower: str, loans: Sequence[Loan]) -> list[Cadre]:
    """The specialists who come to a county, as it sees them."""
    found = []
    for one in loans:
        if one.borrower == borrower:
            home = search.counties[one.lender].forming
            skill = next(s for s in home.provisions.skills if s.name.zh == one.skill)
            found.append(coming(one.lender, home.cadre[one.cadre], skill))
    return found
