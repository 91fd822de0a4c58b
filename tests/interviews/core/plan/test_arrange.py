"""The plan of talks: must-talks are blind to everything else, what binds is kept, days are laid out, and it is the same each time."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interviews.core.plan.builders import (
    DAYS,
    GRID,
    ONE,
    TWO,
    as_talks,
    flaws,
    random_wanted,
    wanted,
    wish,
)
from xuncha.base.words import Sentence
from xuncha.interviews.core.notice import rows_for_body
from xuncha.interviews.core.plan.arrange import arrange
from xuncha.interviews.core.plan.facts import Busy, Share
from xuncha.interviews.core.timetable import Slot
from xuncha.planning.rule import Grade
from xuncha.planning.solve import Status

SEEDS = st.integers(0, 10**6)
BINDING = (Grade.MUST, Grade.LEGAL)


def days_of(plan):
    return {one.wish: one.day for one in plan.placed}


def test_everybody_on_the_list_gets_a_place_and_the_rest_by_worth():
    people = (wish("a", "asked"), wish("b", "picked"), wish("c", worth=3), wish("d", worth=9))
    plan = arrange(wanted(*people, at_most=3))
    assert sorted(days_of(plan)) == ["a", "b", "d"]
    assert plan.left == ()
    assert plan.spare == ("c",)


@given(SEEDS)
@settings(deadline=None, max_examples=12)
def test_what_binds_is_kept_by_the_judge_who_shares_no_code(seed):
    task = random_wanted(random.Random(seed))
    plan = arrange(task)
    wrong = [flaw for flaw in flaws(task, plan) if flaw.grade in BINDING and flaw.rule != "equal"]
    assert wrong == []
    bound = [(one.day, one.slot, set(one.inspectors)) for one in task.busy]
    for talk in (one for one in as_talks(task, plan) if one.kind != "must"):
        assert not any(d == talk.day and s.meets(talk.slot) and who & talk.team for d, s, who in bound)


@given(SEEDS)
@settings(deadline=None, max_examples=12)
def test_the_bodys_paper_is_the_same_with_and_without_any_other_talk(seed):
    dice = random.Random(seed)
    task = random_wanted(dice)
    musts = replace(task, wishes=tuple(one for one in task.wishes if one.kind == "must"), busy=())

    def paper(one):
        return repr(rows_for_body(as_talks(one, arrange(one)), {}, {}))

    assert paper(task) == paper(musts)


def test_a_must_talk_goes_round_must_talks_alone():
    there = Busy(DAYS[0], Slot(480, 540), ONE.inspectors, ONE.room, "x", 0)
    task = wanted(wish("m", "must", "leading"), pairs=(ONE,), grid=replace(GRID, days=DAYS[:1]))
    alone = arrange(task)
    blind = arrange(replace(task, busy=(there,)))
    seen = arrange(replace(task, busy=(replace(there, must=True),)))
    assert blind.placed == alone.placed
    assert seen.placed != alone.placed


def test_the_same_task_gives_the_same_plan_in_any_order():
    task = random_wanted(random.Random(4))
    plan = arrange(task)
    turned = replace(task, wishes=task.wishes[::-1], pairs=task.pairs[::-1], busy=task.busy[::-1])
    assert arrange(turned).placed == plan.placed


def test_superiors_come_after_subordinates_of_their_office():
    people = [
        wish(str(n), "asked", layer, office="o")
        for n, layer in enumerate(("head", "middle", "staff", "leading"))
    ]
    day = days_of(arrange(wanted(*people)))
    assert day["2"] <= day["1"] <= day["3"] <= day["0"]
    assert len(set(day.values())) == 4


def test_people_of_one_office_on_one_day_do_not_follow_each_other():
    people = [wish(str(n), "asked", office="o") for n in range(3)]
    plan = arrange(wanted(*people, grid=replace(GRID, days=DAYS[:1])))
    slots = sorted(one.slot for one in plan.placed)
    assert all(after.starts - before.ends > 15 for before, after in pairwise(slots))


def test_a_barred_pair_and_one_without_a_woman_are_not_taken():
    plan = arrange(wanted(wish("a", "asked", barred=frozenset("1")), wish("b", "asked", woman=True)))
    assert {one.wish: one.pair for one in plan.placed} == {"a": "2", "b": "1"}


def test_a_pair_without_anybody_who_has_led_talks_holds_none():
    plan = arrange(
        wanted(*(wish(str(n), "asked") for n in range(3)), pairs=(replace(ONE, experienced=False), TWO))
    )
    assert {one.pair for one in plan.placed} == {"2"}


def test_who_cannot_be_placed_is_told_and_the_others_are_placed():
    plan = arrange(wanted(wish("a", "asked", away=frozenset(DAYS)), wish("b", "asked")))
    assert plan.left == ("a",)
    assert sorted(days_of(plan)) == ["b"]


def test_an_inspector_of_two_pairs_sits_in_one_talk_at_a_time():
    both = replace(TWO, inspectors=("丙", "甲"))
    task = wanted(
        *(wish(str(n), "asked") for n in range(6)),
        pairs=(ONE, both),
        grid=replace(GRID, days=DAYS[:1], per_pair=6),
    )
    plan = arrange(task)
    assert len(plan.placed) == 6
    assert len({one.slot for one in plan.placed}) == 6


def test_a_day_that_cannot_be_laid_out_is_asked_again_and_gives_up_a_talk_at_last():
    noon = tuple(wish(str(n), "picked", length=2) for n in range(3))
    task = wanted(*noon, pairs=(ONE,), grid=replace(GRID, days=DAYS[:1], per_pair=6))
    plan = arrange(task)
    assert len(plan.placed) == 2
    assert len(plan.left) == 1


def test_a_long_talk_does_not_run_into_noon():
    (only,) = arrange(wanted(wish("a", "picked", length=2))).placed
    assert only.slot in (Slot(480, 615), Slot(555, 690), Slot(840, 975), Slot(915, 1050))


def test_shares_come_before_worth():
    people = (wish("a", worth=9), wish("b", worth=9), wish("c", layer="finance", worth=1))
    share = Share(Sentence("财务", "finance"), frozenset("c"), 1)
    plan = arrange(wanted(*people, at_most=2, shares=(share,)))
    assert "c" in days_of(plan)


def test_one_in_five_is_drawn_by_lot_whatever_it_is_worth():
    people = [wish(f"{n:02d}", worth=50 if n < 10 else 1) for n in range(30)]
    plans = [arrange(wanted(*people, at_most=10, one_in=5, seed=seed)) for seed in ("s", "t")]
    for plan in plans:
        assert len(plan.drawn) == 2
        assert plan.drawn <= set(days_of(plan))
    assert plans[0].drawn != plans[1].drawn


@pytest.mark.parametrize("people", [(), (wish("a"),)])
def test_nobody_and_no_time_are_plans_too(people):
    assert arrange(wanted(*people, at_most=0)).placed == ()


def test_a_plan_says_how_near_to_the_best_it_is():
    results = arrange(wanted(wish("m", "must", "leading"), wish("a"))).results
    assert [one.status for one in results] == [Status.PROVEN, Status.PROVEN]
