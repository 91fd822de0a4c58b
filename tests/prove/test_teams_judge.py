"""The judge apart finds what was planted: a judge that never finds fault would prove nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.counties import small
from tests.prove.teams_judge import Judge, cheapest, weighed
from xuncha.planning.model import WEIGHT
from xuncha.teams.core.facts import Tie
from xuncha.teams.core.form import form_teams
from xuncha.trust.core.roles import Role

FORMING = small(9, seed=1)
RESULT = form_teams(FORMING)


def laid(forming=FORMING, result=RESULT):
    teams = {need.key: [] for need in forming.needs}
    for seat in result.plan.seats:
        teams[seat.team].append((forming.cadre[seat.cadre], seat.role))
    return teams


def test_a_plan_as_the_solver_made_it_has_no_fault_and_the_cost_that_was_paid():
    judge, teams = Judge(FORMING), laid()
    assert judge.faults(teams, {}) == []
    paid = sum(WEIGHT[grade] * cost for grade, cost in RESULT.by_grade.items())
    assert weighed(judge.cost(teams, {})) == paid == cheapest(FORMING)


def _twice(teams):
    teams["2"].append(teams["1"][0])


def _headless(teams):
    teams["1"] = [(cadre, Role.MEMBER) for cadre, _ in teams["1"]]


def _driver(teams):
    cadre, role = teams["1"][-1]
    teams["1"][-1] = (replace(cadre, identity="工勤"), role)


def _promoted(teams):
    teams["1"] = [(replace(cadre, leading_rank=""), role) for cadre, role in teams["1"]]


def _emptied(teams):
    teams["2"] = []


@pytest.mark.parametrize("plant", [_twice, _headless, _driver, _promoted, _emptied])
def test_what_was_planted_is_found(plant):
    teams = laid()
    plant(teams)
    assert Judge(FORMING).faults(teams, {}) != []


def test_a_tie_that_appears_afterwards_is_found():
    member = RESULT.plan.seats[0]
    target = FORMING.need[member.team].targets[0].key
    tied = replace(FORMING, ties=(*FORMING.ties, Tie(member.cadre, "亲属", target)))
    assert Judge(tied).faults(laid(), {}) == [f"{member.cadre} may not serve in {member.team}"]
