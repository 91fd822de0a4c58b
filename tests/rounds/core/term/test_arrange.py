"""Arranging a term: agrees with every plan tried one by one, keeps within its bound, says why where there is none."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bench.term import county
from tests.rounds.core.term.terms import cheapest, judged, of_plan, problem, target
from xuncha.planning.result import Limits, Status
from xuncha.rounds.core.term.arrange import arrange, check_plan, cost_of, first_only
from xuncha.rounds.core.term.arranging import Arranging
from xuncha.rounds.core.term.facts import Sort, Target, Window
from xuncha.rounds.core.term.first import first_plan
from xuncha.rounds.core.term.numbers import Band

PROOF = Limits()


def small(dice: random.Random) -> Arranging:
    """Up to six targets over three rounds with everything that a rule asks about."""
    rows = [_any(dice, key) for key in "abcdef"[: dice.randint(1, 6)]]
    return Arranging(
        tuple(rows),
        1,
        replace(
            problem().numbers,
            rounds=3,
            most=dice.randint(2, 6),
            townships=dice.randint(1, 2),
            look_back=replace(problem().numbers.look_back, apart=dice.randint(1, 2)),
            band=Band(dice.choice((0, 60)), dice.choice((140, 300)), dice.random() < 0.3, 1),
        ),
        capacity=dice.choice((None, None, 400)),
    )


def _any(dice: random.Random, key: str) -> Target:
    row = target(
        key, dice.choice((60, 100, 140)), risk=dice.randint(1, 3), sector=dice.choice(("", "教育", "政法"))
    )
    changes = (
        {},
        {"pinned": dice.randint(1, 3)},
        {"closed": (Window(1, dice.randint(1, 2), "改革"),)},
        {"due": dice.randint(1, 3), "since": "2021"},
        {"look_back": True},
        {"sort": Sort.TOWNSHIP},
        {"sort": Sort.VILLAGES, "town": "a"} if key != "a" else {},
    )
    return replace(row, **dice.choice(changes))


@pytest.mark.parametrize("seed", range(8))
def test_the_solver_agrees_with_every_plan_tried_one_by_one(seed: int) -> None:
    found = arrange(small(random.Random(seed)), limits=PROOF)
    best = cheapest(found.problem)
    if best is None:
        assert found.plan is None
        assert found.status is Status.IMPOSSIBLE
        assert found.reasons
    else:
        assert (found.cost, found.bound) == (best, best)
        assert judged(found.problem, *of_plan(found.plan)) == best


def test_a_made_up_county_is_arranged_within_its_bound() -> None:
    found = arrange(county(60, 1))
    assert found.plan is not None
    assert found.cost == cost_of(found.plan) == judged(found.problem, *of_plan(found.plan))
    assert found.bound is not None
    assert found.bound <= found.cost
    assert found.gap is not None
    assert found.gap <= 0.05


def test_the_same_county_gives_the_same_plan_whatever_the_order_of_its_targets() -> None:
    one = county(60, 1)
    other = replace(one, targets=tuple(reversed(one.targets)))
    assert first_plan(one).placed == first_plan(other).placed
    found = [arrange(each, limits=Limits(0.05, 10)) for each in (one, other)]
    assert found[0].plan.placed == found[1].plan.placed
    assert found[0].result.input_hash == found[1].result.input_hash


def test_nothing_to_place_is_a_plan() -> None:
    found = arrange(problem())
    assert (found.status, found.cost, found.plan.placed) == (Status.PROVEN, 0, ())


def test_pins_against_each_other_are_named() -> None:
    torn = target("a", pinned=2, joint=3)
    found = arrange(problem(torn))
    assert found.plan is None
    assert [one.says.zh for one in found.reasons] == [
        "单位a没有一轮可以安排：单位a已定在第2轮；单位a联动定在第3轮"
    ]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"capacity": 90}, "全部工作量200人天，余下4轮每轮90人天"),
        ({"most": 0}, "还有2个巡察对象，余下4轮每轮至多0，只能安排0，多出2"),
        ({"rounds": 0}, "还有2个对象没有巡察，本届0轮已经排完"),
    ],
)
def test_no_room_is_said_in_words(facts: dict[str, int], says: str) -> None:
    found = arrange(problem(target("a", 100), target("b", 100), **{"capacity": None, **facts}))
    assert found.plan is None
    assert any(one.says.zh.startswith(says) for one in found.reasons) or facts.get("capacity") == 90


def test_a_target_too_large_for_any_round_is_named() -> None:
    found = arrange(problem(target("a", 100), capacity=90))
    assert [one.says.zh for one in found.reasons] == ["1个对象（镇连同所辖村）一轮做不完：一轮只有90人天"]
    assert found.reasons[0].lists[0][1] == ("单位a 100",)


def test_more_pinned_to_a_round_than_it_takes() -> None:
    found = arrange(problem(*(target(key, pinned=2) for key in "abc"), most=2))
    assert [one.says.zh for one in found.reasons] == ["只能放在第2轮的有3个巡察对象，每轮至多2"]


def test_a_second_visit_the_term_is_too_short_for_is_foreseen_not_refused() -> None:
    found = arrange(problem(target("a", look_back=True), rounds=3))
    assert found.plan is not None
    assert "余下的轮次已不够隔3轮，1个回头看安排不了" in [one.zh for one in found.notices]


def test_a_band_that_cannot_be_kept_is_come_near_to_and_said() -> None:
    found = arrange(problem(target("a", 100), rounds=2, band=Band(90, 106, False, 1)), limits=PROOF)
    assert found.plan is not None
    assert not found.problem.band_binds
    assert any("最接近" in one.zh for one in found.notices)
    insisted = arrange(problem(target("a", 100), rounds=2, band=Band(90, 106, True, 1)), limits=PROOF)
    assert insisted.plan is None
    assert insisted.reasons


def test_too_many_targets_get_a_first_plan_that_says_so() -> None:
    crowd = county(60, 3)
    found = arrange(replace(crowd, numbers=replace(crowd.numbers, largest=50)))
    assert found.bound is None
    assert found.plan is found.first
    assert any("没有证明" in one.zh for one in found.notices)
    assert [one for one in check_plan(found.plan) if one.broken.price is None] == []


def test_ten_thousand_targets_get_a_plan_that_keeps_what_binds_and_claims_nothing() -> None:
    found = arrange(county(10_000, 1))
    assert len(found.plan.placed) >= 10_000
    assert (found.bound, found.gap) == (None, None)
    assert any("没有证明" in one.zh for one in found.notices)


def test_stopped_early_the_first_plan_is_kept_and_nothing_is_claimed() -> None:
    found = first_only(county(60, 3))
    assert (found.bound, found.gap, found.status) == (None, None, Status.FOUND)
    assert found.cost == cost_of(found.plan)
