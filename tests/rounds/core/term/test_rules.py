"""Each rule's check on a plan put together by hand: what it says, what it charges, what it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rounds.core.term.terms import BOOK, problem, said, target
from xuncha.rounds.core.term.arrange import RULES, check_plan
from xuncha.rounds.core.term.arranging import Arrangement, Placed
from xuncha.rounds.core.term.facts import Sort, Window
from xuncha.rounds.core.term.faults import Fault
from xuncha.rounds.core.term.numbers import Band

A, B = target("a"), target("b")


@pytest.mark.parametrize("key", [rule.key for rule in RULES])
def test_two_targets_in_the_first_round_break_nothing(key: str) -> None:
    assert said(key, problem(A, B), ("a", 1), ("b", 1)) == []


def test_a_target_in_no_round_in_two_rounds_in_a_round_that_is_over() -> None:
    assert said("every_once", problem(A, B), ("a", 1)) == [("单位b还没有列入任何一轮", None)]
    assert said("every_once", problem(A), ("a", 1), ("a", 2)) == [("单位a列入了2轮，只应一轮", None)]
    assert said("every_once", problem(A, following=2), ("a", 1)) == [
        ("单位a列在第1轮，不在可安排的第2轮至第4轮之内", None)
    ]


def test_more_work_than_a_round_can_do() -> None:
    assert said("capacity", problem(A, B, capacity=150), ("a", 1), ("b", 1)) == [
        ("第1轮200人天，超过一轮能承担的150人天", None)
    ]


def test_work_outside_the_band_costs_by_person_day_or_must_not_be() -> None:
    band = Band(90, 106, False, 2)
    even = problem(A, B, rounds=2, band=band)
    assert said("band", even, ("a", 1), ("b", 2)) == []
    assert said("band", even, ("a", 1), ("b", 1)) == [
        ("第1轮200人天，应在90至106之间，多94人天", 188),
        ("第2轮0人天，应在90至106之间，少90人天", 180),
    ]
    assert [price for _, price in said("band", replace(even, band_binds=True), ("a", 1), ("b", 1))] == [
        None,
        None,
    ]


def test_a_weaker_round_has_a_lower_band() -> None:
    half = problem(A, B, rounds=2, band=Band(100, 100, False, 1), strength=((2, 50),))
    assert [half.band(number) for number in (1, 2)] == [(134, 133), (67, 66)]


def test_too_many_targets_and_too_many_townships() -> None:
    assert said("most_targets", problem(A, B, most=1), ("a", 1), ("b", 1)) == [
        ("第1轮列了2个对象，超过每轮1个", None)
    ]
    towns = [target(key, sort=Sort.TOWNSHIP) for key in "ab"]
    assert said("townships", problem(*towns, townships=1), ("a", 1), ("b", 1)) == [
        ("第1轮有2个镇（街道），超过1个", None)
    ]


@pytest.mark.parametrize(("risk", "points"), [(1, 2), (2, 4), (3, 8)])
def test_waiting_costs_by_the_grade_of_risk(risk: int, points: int) -> None:
    grade = BOOK.grade(risk).name.zh
    assert said("risk_first", problem(target("a", risk=risk)), ("a", 3)) == [
        (f"单位a（风险{grade}）再等2轮", points)
    ]


def test_past_the_interval_each_round_costs() -> None:
    due = target("a", due=2, since="2021-05")
    assert said("overdue", problem(due), ("a", 2)) == []
    assert said("overdue", problem(due), ("a", 4)) == [("单位a距上次巡察（2021-05）满5年后又晚2轮", 12)]


def test_a_sector_in_three_rounds_pays_for_two() -> None:
    three = [target(key, sector="教育") for key in "abc"]
    assert said("sectors", problem(*three), ("a", 1), ("b", 2), ("c", 4)) == [
        ("教育系统分散在3轮（第1、2、4轮）", 60)
    ]


def test_settled_and_joint_rounds_and_shut_ones() -> None:
    assert said("pinned", problem(target("a", pinned=2)), ("a", 3)) == [
        ("单位a已定在第2轮，现列在第3轮", None)
    ]
    assert said("joint", problem(target("a", joint=2)), ("a", 3)) == [
        ("单位a要与上级在第2轮联动，现列在第3轮", None)
    ]
    shut = target("a", closed=(Window(2, 3, "机构改革"),))
    assert said("windows", problem(shut), ("a", 3)) == [("单位a列在第3轮，该轮不宜安排（机构改革）", None)]
    assert said("windows", problem(shut), ("a", 4)) == []


def test_what_is_done_is_not_planned_again() -> None:
    assert said("done", problem(target("a", done=1), following=2), ("a", 2)) == [
        ("单位a第1轮已经巡察，不再列入（再去请用回头看）", None)
    ]


def test_a_second_visit_too_early_missing_and_twice() -> None:
    wished = problem(target("a", look_back=True))
    assert said("look_back", wished, ("a", 1)) == [("单位a的回头看没有安排", 40)]
    assert said("look_back", wished, ("a", 2), ("a", 4, True)) == [
        ("单位a第4轮回头看，与首次巡察相隔不足3轮", None)
    ]
    assert said("look_back", wished, ("a", 1), ("a", 4, True)) == []
    assert said("look_back", wished, ("a", 1), ("a", 4, True), ("a", 4, True)) == [
        ("单位a的回头看列了不止一次", None)
    ]


def test_a_second_visit_takes_forty_per_cent_of_the_work() -> None:
    plan = Arrangement(problem(target("a", 101, look_back=True)), (Placed("a", 1), Placed("a", 4, True)))
    assert dict(plan.load) == {1: 101, 2: 0, 3: 0, 4: 41}


def test_villages_go_with_their_township() -> None:
    both = problem(target("t", sort=Sort.TOWNSHIP), target("v", sort=Sort.VILLAGES, town="t"))
    assert said("villages", both, ("t", 1), ("v", 2)) == [("单位v列在第2轮，单位t在第1轮，应当同轮", None)]
    alone = problem(target("t", sort=Sort.TOWNSHIP, done=1), target("v", town="t"), following=2)
    assert said("villages", alone, ("v", 3)) == []


def test_a_fault_says_which_card_or_round_it_is_about() -> None:
    plan = Arrangement(problem(target("a", pinned=2), most=0), (Placed("a", 3),))
    about = {
        one.rule.key: (one.broken.targets, one.broken.round)
        for one in check_plan(plan)
        if isinstance(one.broken, Fault)
    }
    assert about["pinned"] == (("a",), None)
    assert about["most_targets"] == ((), 3)
