"""Above one county, proved on made-up cities: pairings before a judge apart, lending that names nobody twice and helps."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bench.counties import AREA, RULES, county, places, without_skills
from tests.region.core.pairing_judge import faults
from xuncha.region.core.city import CityPlan, answer, plan_city
from xuncha.region.core.crowd import Crowd
from xuncha.region.core.numbers import lending_terms, numbers
from xuncha.region.core.pair import pair
from xuncha.region.core.pairing import Pairing, Place
from xuncha.region.core.province import County, Ending
from xuncha.rulebook.core.rule import read_rules
from xuncha.teams.core.form import form_teams

ON = date(2026, 3, 2)
BOOKS = ("财务", "审计", "工程", "招投标")


class Here(Crowd):
    """No children: the same work in this process."""

    def results(
        self, things: Sequence[County], tell: Callable[[int, int], None] = lambda *_: None
    ) -> list[Any]:
        return [self.work(one) for one in things]


def paired(rng: random.Random) -> None:
    """Six to eight counties over five rounds by the shipped rules: no fault, and near the best where the nodes ran out."""
    limits = numbers(read_rules(RULES), ON, AREA)
    where = places(rng.randrange(2**31), rng.randint(6, 8))
    result = pair(Pairing(tuple(Place(*one) for one in where), 5, limits))
    if result.plan is None:
        raise AssertionError(f"no pairing: {[one.says.zh for one in result.reasons]}")
    table = [(one.round, one.visitor, one.host) for one in result.plan.crossings]
    if wrong := faults(table, [one[0] for one in where], 5, limits.apart, limits.most):
        raise AssertionError(f"the judge finds {wrong}")
    if result.gap is None or result.gap > 2 * limits.gap:
        raise AssertionError(f"the gap is {result.gap}, asked for {limits.gap}")


def lent(rng: random.Random, number: int = 4, people: int = 100, teams: int = 2) -> None:
    """Four small counties, every second without specialists: lending costs no more than none, and a bound lies below."""
    terms = lending_terms(read_rules(RULES), ON, AREA)
    city = [county(people, teams, rng.randrange(2**31)) for _ in range(number)]
    city = [without_skills(rng, one, BOOKS) if at % 2 else one for at, one in enumerate(city)]
    counties = [County(f"k{at}", f"第{at + 1}县", one) for at, one in enumerate(city)]
    plan = plan_city(counties, terms, Here(answer))
    _named_once(plan)
    alone = {one.key: form_teams(one.forming).objective for one in counties}
    formed = {one.key for one in plan.counties if one.ending is Ending.OPTIMAL}
    if missing := {key for key, cost in alone.items() if cost is not None} - formed:
        raise AssertionError(f"{missing} had teams alone and have none in the city")
    if not formed:
        return
    if plan.cost is None or plan.bound is None or plan.bound > plan.cost:
        raise AssertionError(f"cost {plan.cost}, bound {plan.bound}")
    if plan.cost > sum(cost or 0 for key, cost in alone.items() if key in formed):
        raise AssertionError("with lending the city costs more than without")


def _named_once(plan: CityPlan) -> None:
    """Whoever is lent serves in one place."""
    at_home = [(one.key, seat.cadre) for one in plan.counties for seat in one.seats if "/" not in seat.cadre]
    gone = [(one.lender, one.cadre) for one in plan.loans]
    if twice := [who for who, times in Counter(at_home + gone).items() if times > 1]:
        raise AssertionError(f"{twice} serve in two places")
