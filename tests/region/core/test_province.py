"""Counties apart in children: each ends proven or with its reason, a child that breaks spoils no other, all can be stopped."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from bench.counties import county
from xuncha.planning.apart import Stopped
from xuncha.region.core.crowd import Crowd, Unsettled
from xuncha.region.core.province import County, Ending, plan_county, plan_county_by_levels, plan_province
from xuncha.teams.core.form import form_teams


def doubled(number: int) -> int:
    """In the child: twice the number; 13 ends the process."""
    if number == 13:
        os._exit(1)
    return 2 * number


def leaderless() -> County:
    forming = county(60, 1, 3)
    cadres = tuple(replace(c, leading_rank="", in_leader_pool=False) for c in forming.cadres)
    return County("b", "乙县", replace(forming, cadres=cadres))


def test_a_county_is_planned_as_if_it_were_alone_and_an_impossible_one_says_why() -> None:
    forming = county(60, 1, 2)
    told: list[tuple[int, int]] = []
    one, other = plan_province(
        [County("a", "甲县", forming), leaderless()], Crowd(plan_county, workers=1, share=2), lambda *at: told.append(at)
    )  # fmt: skip
    alone = form_teams(forming)
    assert (one.ending, one.cost, one.bound, one.seats) == (
        Ending.OPTIMAL, alone.objective, alone.objective, alone.plan.seats,
    )  # fmt: skip
    assert (other.ending, other.seats, [reason.rule for reason in other.reasons]) == (
        Ending.IMPOSSIBLE,
        (),
        ["leader"],
    )
    assert told == [(2, 2)]


def test_a_child_that_breaks_takes_only_its_own_thing_with_it() -> None:
    found = Crowd(doubled, workers=2, share=2).results([1, 13])
    assert [one if isinstance(one, int) else type(one) for one in found] == [2, Unsettled]


def test_a_crowd_that_was_cancelled_begins_nothing() -> None:
    crowd = Crowd(doubled)
    crowd.cancel()
    with pytest.raises(Stopped):
        crowd.results([1, 2])


def test_two_counties_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="share a key"):
        plan_province([leaderless(), leaderless()])


def test_a_county_planned_by_levels_ends_as_if_it_were_alone_by_levels() -> None:
    forming = county(60, 1, 2)
    one = plan_county_by_levels(County("a", "甲县", forming))
    alone = form_teams(forming, level_by_level=True)
    assert (one.ending, one.seats) == (Ending.OPTIMAL, alone.plan.seats)
