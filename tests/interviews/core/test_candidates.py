"""Must-talks come from posts and tenures alone."""

import dataclasses
import inspect
from datetime import date

import pytest

from xuncha.base.span import Span
from xuncha.interviews.core import candidates as module
from xuncha.interviews.core.candidates import Demands, candidates, missing_musts, share_by_layer
from xuncha.interviews.core.people import PostHeld, layer_of
from xuncha.interviews.facts import layers

ON = date(2026, 11, 20)
DEMANDS = Demands(frozenset({"head", "leading", "discipline", "personnel", "retired"}), 3, layers())


def held(person, post, starts="2020-01", ends="", **more):
    return PostHeld(person, f"人{person}", "o", "街道办", post, Span.of(starts, ends), **more)


def found(*tenures, must=True):
    return [(c.person, c.layer) for c in candidates(tenures, ON, DEMANDS) if c.must == must]


@pytest.mark.parametrize(
    ("post", "head", "rank", "layer"),
    [
        ("主任", True, "乡科级正职", "head"),
        ("副主任", False, "乡科级副职", "leading"),
        ("党政办公室副主任", False, "", "middle"),
        ("副主任", False, "股级", "middle"),
        ("纪工委书记", False, "乡科级副职", "discipline"),
        ("财政所会计", False, "", "finance"),
        ("某某社区党总支书记", False, "", "village"),
        ("科员", False, "", "staff"),
    ],
)
def test_a_post_belongs_to_one_layer(post, head, rank, layer):
    assert layer_of(post, head, layers(), rank).key == layer


def test_the_leading_body_is_a_must_and_ordinary_staff_is_not():
    assert found(held("1", "主任", head=True), held("2", "科员")) == [("1", "head")]


def test_who_left_the_leading_body_within_three_years_is_a_must():
    assert found(held("1", "副主任", ends="2024-02")) == [("1", "leading")]


def test_who_left_it_earlier_is_not_a_candidate():
    assert found(held("1", "副主任", ends="2022-02")) == []
    assert found(held("1", "副主任", ends="2022-02"), must=False) == []


def test_a_tenure_whose_end_is_unknown_counts():
    assert found(held("1", "副主任", ends="不详")) == [("1", "leading")]


def test_a_person_of_two_posts_is_one_candidate_with_both_reasons():
    (one,) = candidates([held("1", "副主任"), held("1", "财政所会计", over_money=True)], ON, DEMANDS)
    assert (one.must, one.post) == (True, "副主任")
    assert {reason.zh for reason in one.reasons} == {"现任班子成员", "岗位管钱"}


def test_powers_of_a_post_are_reasons_for_a_chosen_talk():
    (one,) = candidates([held("1", "财政所会计", over_money=True)], ON, DEMANDS)
    assert (one.must, [reason.zh for reason in one.reasons]) == (False, ["岗位管钱"])


def test_the_order_of_the_tenures_does_not_matter():
    tenures = [held(str(n), "副主任") for n in range(5)]
    assert candidates(tenures, ON, DEMANDS) == candidates(tenures[::-1], ON, DEMANDS)


def test_nothing_but_posts_and_the_day_enters():
    assert list(inspect.signature(module.candidates).parameters) == ["held", "on", "demands"]
    assert "letter" not in {field.name for field in dataclasses.fields(PostHeld)}


def test_missing_musts_and_shares_by_layer_are_told():
    wanted = candidates([held("1", "主任", head=True), held("2", "副主任"), held("3", "科员")], ON, DEMANDS)
    assert [one.person for one in missing_musts(wanted, {"1", "3"})] == ["2"]
    assert share_by_layer(wanted, {"1", "3"}) == {"head": (1, 1), "leading": (0, 1), "staff": (1, 1)}
