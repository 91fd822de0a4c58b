"""A project split to avoid a call: which processes lie in a window that reaches the limit, and which beside it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from tests.screening.tenders.files import (
    SCREENS,
    award,
    bid,
    found,
    in_memory,
    lines,
    release,
    said,
    value,
)
from xuncha.base.workdays import Calendar
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.tenders import run_tenders
from xuncha.screening.facts import shipped_rules, tender_words

START, LIMIT, DAYS = date(2020, 1, 1), 4_000_000, 365
Given = tuple[int, int]
"""Days since START and yuan of one contract."""


def given(*contracts: Given, winner: str = "W") -> list[dict[str, Any]]:
    """Works that one buyer gave to one winner without a call; the number of a process tells its day."""
    return [
        release(
            f"{winner}-{at}-{days}", [bid(winner, amount)], [award(winner, amount)],
            buyer={"id": "B", "name": "局"}, date=f"{START + timedelta(days)}T00:00:00Z",
            tender_procurementMethod="limited", tender_mainProcurementCategory="works", tender_value=value(amount),
        )
        for at, (days, amount) in enumerate(contracts)
    ]  # fmt: skip


def rows_found(releases: list[dict[str, Any]], **values: Any) -> list[list[str]]:
    """The numbers of the processes of each doubt."""
    hits = found("must_tender_split", releases, **values).hits
    return sorted(sorted(str(line.voucher) for line in hit.evidence) for hit in hits)


def test_of_a_winner_over_three_years_only_the_cluster_is_found() -> None:
    years = ((0, 1_000_000), (500, 1_500_000), (520, 1_500_000), (540, 1_500_000), (1090, 1_000_000))
    outcome = found("must_tender_split", given(*years))
    assert said(outcome) == [
        "“局”2021-05-15至2021-06-24就“W公司”分 3 次采购，共 4,500,000.00 元，"
        "达到招标限额 4,000,000.00 元，最大一次 1,500,000.00 元，都没有招标"
    ]
    assert rows_found(given(*years)) == [["W-1-500", "W-2-520", "W-3-540"]]


def test_contracts_spread_evenly_over_years_are_left_alone() -> None:
    assert rows_found(given(*((at * 150, 1_300_000) for at in range(8)))) == []


def test_contracts_of_one_day_are_all_in_the_window() -> None:
    assert rows_found(given(*[(0, 1_000_000)] * 4)) == [[f"W-{at}-0" for at in range(4)]]


@pytest.mark.parametrize(("apart", "doubts"), [(DAYS, 1), (DAYS + 1, 0)])
def test_a_window_has_the_set_days_and_no_more(apart: int, doubts: int) -> None:
    assert len(rows_found(given((0, 2_000_000), (apart, 2_000_000)))) == doubts


@pytest.mark.parametrize(("cents_short", "doubts"), [(0, 1), (1, 0)])
def test_a_window_has_to_reach_the_limit(cents_short: int, doubts: int) -> None:
    releases = given((0, 2_000_000), (10, 2_000_000))
    releases[1]["tender"]["value"]["amount"] = f"{2_000_000 - cents_short / 100:.2f}"
    assert len(rows_found(releases)) == doubts


def test_windows_that_share_a_day_become_one_and_those_apart_stay_two() -> None:
    chained = ((0, 2_500_000), (300, 2_500_000), (600, 2_500_000))
    apart = ((2000, 2_500_000), (2010, 2_500_000))
    assert rows_found(given(*chained, *apart)) == [["W-0-0", "W-1-300", "W-2-600"], ["W-3-2000", "W-4-2010"]]


def test_a_window_needs_the_set_number_of_parts() -> None:
    assert rows_found(given((0, 2_500_000), (5, 2_500_000)), parts=3) == []


def changed(limit: int, on: date) -> tuple[Rule, ...]:
    """The shipped rules with another limit for works from a day on."""
    (old,) = (one for one in shipped_rules() if one.key == "screening.must_tender_split.works")
    others = (one for one in shipped_rules() if one.key != old.key)
    return (*others, replace(old, ends=on), replace(old, starts=on, value=limit))


@pytest.mark.parametrize(("day", "doubts"), [(100, 0), (120, 1)])
def test_processes_on_both_sides_of_a_change_of_the_limit_are_counted_apart(day: int, doubts: int) -> None:
    told = run_tenders(
        [in_memory(lines(given((90, 2_500_000), (110, 2_500_000))))], rules=changed(LIMIT + 100, START + timedelta(day)),
        words=tender_words(), calendar=Calendar.official({}), chosen=[SCREENS["must_tender_split"]],
    )  # fmt: skip
    assert told.outcomes[0].found == doubts


def by_definition(contracts: list[tuple[str, Given]], days: int) -> list[list[str]]:
    """Windows that end on each contract, chained by hand: those that share a day are one."""
    doubts = []
    ends = sorted(
        {
            end
            for _, (end, _) in contracts
            if sum(cost for _, (day, cost) in contracts if end - days <= day <= end) >= LIMIT
        }
    )
    breaks = [0, *(at for at, (one, other) in enumerate(pairwise(ends), 1) if other - days > one), len(ends)]
    for first, after in pairwise(breaks):
        chain = ends[first:after]
        if chain:
            doubts.append(
                sorted(number for number, (day, _) in contracts if chain[0] - days <= day <= chain[-1])
            )
    return doubts


def test_random_winners_are_found_as_the_definition_has_it() -> None:
    chance = Random(7)
    releases, by_winner = [], defaultdict(list)
    for winner in map("W{}".format, range(40)):
        contracts = [
            (chance.randrange(0, 900, 10), chance.randrange(4, 17) * 200_000)
            for _ in range(chance.randrange(2, 9))
        ]
        made = given(*contracts, winner=winner)
        by_winner[winner] = list(zip((one["ocid"] for one in made), contracts, strict=True))
        releases += made
    chance.shuffle(releases)
    expected = sorted(
        doubt for contracts in by_winner.values() for doubt in by_definition(contracts, days=90)
    )
    assert len(expected) > 20
    assert rows_found(releases, days=90) == expected
