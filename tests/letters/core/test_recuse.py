"""A letter is never sent to those it complains of."""

from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.letters.core.recuse import (
    HOLDS_POST,
    IS_CONTROLLED,
    IS_REPORTED,
    RELATIVE_LEADS,
    UNDER_PERSON,
    Powers,
    barred,
)

POWERS = Powers(
    controls={
        "教育局": frozenset({"一中", "二中"}),
        "一中": frozenset({"一中食堂"}),
        "镇": frozenset({"村"}),
    },
    sits_in={"甲": frozenset({"一中"}), "乙": frozenset({"镇"})},
    ties={"甲": frozenset({"医院"})},
)


def test_the_body_reported_and_what_it_controls_are_barred():
    assert barred(["教育局"], [], POWERS) == {
        "教育局": IS_REPORTED,
        "一中": IS_CONTROLLED,
        "二中": IS_CONTROLLED,
        "一中食堂": IS_CONTROLLED,
    }


def test_the_superior_of_the_body_reported_may_receive_it():
    assert "教育局" not in barred(["一中"], [], POWERS)


def test_where_the_person_reported_sits_what_is_under_it_and_his_relatives_are_barred():
    assert barred([], ["甲"], POWERS) == {
        "一中": HOLDS_POST,
        "一中食堂": UNDER_PERSON,
        "医院": RELATIVE_LEADS,
    }


def test_a_circle_in_the_registry_ends_the_walk():
    circle = Powers(controls={"a": frozenset({"b"}), "b": frozenset({"a"})})
    assert barred(["a"], [], circle) == {"a": IS_REPORTED, "b": IS_CONTROLLED}


bodies = st.sampled_from("abcdef")
graphs = st.dictionaries(bodies, st.frozensets(bodies, max_size=3))


@settings(deadline=None)
@given(graphs, st.sets(bodies, max_size=2), bodies)
def test_reporting_more_never_unbars_a_body(controls, reported, another):
    powers = Powers(controls=controls)
    assert set(barred(reported, [], powers)) <= set(barred({*reported, another}, [], powers))


@settings(deadline=None)
@given(graphs, st.sets(bodies, max_size=2))
def test_whatever_a_barred_body_controls_is_barred(controls, reported):
    found = barred(reported, [], Powers(controls=controls))
    assert all(lower in found for body in found for lower in controls.get(body, ()))
