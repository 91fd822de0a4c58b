"""Frozen facts and their code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.papers.core.freeze import ALPHABET, NotPlain, facts_code, freeze, thaw

FACTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def test_the_code_of_known_facts_never_changes():
    assert facts_code("notice", {"to": "县农业农村局党组", "days": 45}) == "9AXP-Z4WL"


@given(st.dictionaries(st.text(max_size=4), FACTS, max_size=4))
def test_order_of_the_facts_does_not_matter(facts):
    turned = dict(reversed(list(facts.items())))
    assert facts_code("notice", facts) == facts_code("notice", turned)


@given(st.dictionaries(st.text(max_size=4), FACTS, max_size=4))
def test_thawed_facts_freeze_to_the_same_text(facts):
    assert freeze(thaw(freeze(facts))) == freeze(facts)


def test_one_character_changes_the_code():
    assert facts_code("notice", {"to": "甲"}) != facts_code("notice", {"to": "乙"})


def test_the_form_is_part_of_the_code():
    assert facts_code("notice", {"to": "甲"}) != facts_code("letter", {"to": "甲"})


def test_a_key_changes_the_code_so_that_a_guess_cannot_be_tested():
    assert facts_code("lead", {"to": "甲"}, key=b"k1") != facts_code("lead", {"to": "甲"})
    assert facts_code("lead", {"to": "甲"}, key=b"k1") != facts_code("lead", {"to": "甲"}, key=b"k2")


@given(st.text(max_size=20))
def test_a_code_holds_only_letters_that_cannot_be_mistaken(text):
    code = facts_code("notice", {"text": text})
    assert len(code) == 9
    assert code[4] == "-"
    assert set(code.replace("-", "")) <= set(ALPHABET)


def test_a_date_is_refused_with_its_place_and_the_remedy():
    with pytest.raises(NotPlain) as no:
        freeze({"people": [{"since": date(2026, 3, 5)}]})
    assert "facts.people[0].since" in no.value.says.zh
    assert "2026-03-05" in no.value.says.zh


def test_a_float_is_refused():
    with pytest.raises(NotPlain, match="float"):
        freeze({"amount": 1.5})


def test_composed_and_decomposed_letters_are_one():
    assert facts_code("notice", {"name": "é"}) == facts_code("notice", {"name": "e\u0301"})
