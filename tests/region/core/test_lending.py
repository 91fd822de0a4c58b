"""Specialists lent inside a city: who goes serves nowhere else, shortages shrink, and the bound is below what is had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from bench.counties import county
from xuncha.planning.apart import Stopped
from xuncha.region.core.city import CityPlan, answer, plan_city
from xuncha.region.core.crowd import Crowd
from xuncha.region.core.lending import abroad, coming, settled
from xuncha.region.core.numbers import LendingTerms
from xuncha.region.core.province import County, Ending
from xuncha.teams.core.facts import Tie
from xuncha.teams.core.form import check_plan, form_teams
from xuncha.teams.core.forming import Formation, Forming

SKILL = "财务审计"
BOOKS = {"财务", "审计"}
TERMS = LendingTerms((SKILL,), passes=3, first=400)


class Here(Crowd):
    """No children: the same work in this process."""

    def results(self, things: Sequence[County], tell: Callable[[int, int], None] = lambda *_: None) -> list:
        return [self.work(one) for one in things]


def without_books(forming: Forming) -> Forming:
    cadres = tuple(replace(c, skills=tuple(set(c.skills) - BOOKS), mobile=False) for c in forming.cadres)
    needs = tuple(replace(need, modes=()) for need in forming.needs)
    return replace(forming, cadres=cadres, needs=needs)


@cache
def counties() -> tuple[County, ...]:
    """Two with people who read books, one with none."""
    rich = [county(90, 1, seed) for seed in (2, 5)]
    return (
        County("a", "甲县", rich[0]),
        County("b", "乙县", without_books(county(90, 1, 7))),
        County("c", "丙县", rich[1]),
    )


@cache
def planned() -> CityPlan:
    return plan_city(counties(), TERMS, Here(answer))


def test_the_county_that_lacks_somebody_gets_one_and_it_costs_less_than_alone() -> None:
    alone = sum(form_teams(one.forming).objective for one in counties())
    plan = planned()
    assert [one.borrower for one in plan.loans] == ["b"]
    assert plan.cost < alone
    assert {one.ending for one in plan.counties} == {Ending.OPTIMAL}


def test_the_bound_is_a_bound_and_the_gap_is_small() -> None:
    plan = planned()
    assert max(one.bound for one in plan.passes) >= plan.bound
    assert 0 <= plan.cost - plan.bound <= 0.03 * plan.cost


def test_nobody_serves_in_two_places() -> None:
    plan = planned()
    at_home = [(one.key, seat.cadre) for one in plan.counties for seat in one.seats if "/" not in seat.cadre]
    lent = [(one.lender, one.cadre) for one in plan.loans]
    assert max(Counter(at_home + lent).values()) == 1


def test_who_is_lent_sits_in_the_borrowing_county_and_the_rules_of_teams_find_nothing_broken() -> None:
    plan, loan = planned(), planned().loans[0]
    home = next(one.forming for one in counties() if one.key == loan.lender)
    host = next(one for one in plan.counties if one.key == loan.borrower)
    forming = next(one.forming for one in counties() if one.key == loan.borrower)
    skill = next(one for one in forming.provisions.skills if one.name.zh == SKILL)
    guest = coming(loan.lender, home.cadre[loan.cadre], skill)
    teams = Formation(replace(forming, cadres=(*forming.cadres, guest)), host.seats, host.help)
    broken = check_plan(teams)
    assert [v.broken.says.zh for v in broken if v.broken.price is None] == []
    assert abroad(loan.lender, loan.cadre) in {seat.cadre for seat in host.seats}
    assert not [v for v in broken if v.rule.key == "skills" and SKILL in v.broken.says.zh]


def test_a_tie_recuses_a_lent_person_abroad_too() -> None:
    loan, host = planned().loans[0], counties()[1].forming
    home = next(one.forming for one in counties() if one.key == loan.lender)
    skill = next(one for one in host.provisions.skills if one.name.zh == SKILL)
    tie = Tie(abroad(loan.lender, loan.cadre), "亲属任职", "o0")
    guest = coming(loan.lender, home.cadre[loan.cadre], skill)
    tied = settled(replace(host, ties=(*host.ties, tie)), (SKILL,), [guest], ())
    found = answer(County("b", "乙县", tied))
    assert found.plan.ending is Ending.OPTIMAL
    assert guest.key not in {seat.cadre for seat in found.plan.seats}


def test_a_county_that_cannot_form_its_teams_is_named_and_the_others_go_on() -> None:
    poor = counties()[2].forming
    cadres = tuple(replace(c, leading_rank="", in_leader_pool=False) for c in poor.cadres)
    plan = plan_city(
        (counties()[0], County("c", "丙县", replace(poor, cadres=cadres))),
        replace(TERMS, passes=2),
        Here(answer),
    )
    assert [one.ending for one in plan.counties] == [Ending.OPTIMAL, Ending.IMPOSSIBLE]
    assert plan.counties[1].reasons
    assert plan.gap is not None


def test_a_cancelled_city_stops() -> None:
    crowd = Crowd(answer)
    crowd.cancel()
    with pytest.raises(Stopped):
        plan_city(counties(), TERMS, crowd)
