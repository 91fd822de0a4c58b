"""A rule's value taken apart for a form and put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.rulebook.core.leaves import Unreadable, is_table, is_texts, leaf_text, leaves, read_leaf, rebuilt
from xuncha.rulebook.core.shape import is_plain
from xuncha.rulebook.models import shipped_rules

KINDS = [{"key": "常规", "counts": True, "days": 45}, {"key": "专项", "counts": False, "days": 20}]
PLAIN = st.booleans() | st.integers() | st.text(max_size=4)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_taking_apart_and_putting_together_changes_nothing(value):
    assert rebuilt(value, dict(leaves(value))) == value


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: f"{rule.key}{rule.name}")
def test_every_leaf_of_every_shipped_rule_is_read_back_as_it_was_shown(rule):
    for _, leaf in leaves(rule.value):
        if not is_plain(leaf):
            assert read_leaf(leaf, leaf_text(leaf)) == leaf


@given(
    st.lists(
        st.text(alphabet="县委组织部 甲乙", min_size=1).filter(lambda text: text == text.strip()),
        min_size=1,
        max_size=4,
    )
)
def test_texts_are_one_a_line(texts):
    assert is_texts(texts)
    assert read_leaf(texts, leaf_text(texts)) == texts


def test_a_table_is_one_entry_a_line():
    assert is_table(KINDS)
    assert leaf_text(KINDS) == "常规 | 是 | 45\n专项 | 否 | 20"
    assert read_leaf(KINDS, "常规|是|45\n\n机动｜否｜10 ") == [
        {"key": "常规", "counts": True, "days": 45},
        {"key": "机动", "counts": False, "days": 10},
    ]


def test_several_texts_in_one_column_are_apart_by_a_chinese_comma():
    skills = [{"name": "财务", "any": ["会计", "审计"]}]
    assert leaf_text(skills) == "财务 | 会计、审计"
    assert read_leaf(skills, "财务 | 会计、审计、财政") == [{"name": "财务", "any": ["会计", "审计", "财政"]}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("常规 | 是", "第 1 行有 2 栏，应当是 3 栏（key、counts、days），各栏用 | 隔开。"),
        ("常规 | 是 | 45\n专项 | 也许 | 20", "第 2 行的“counts”应当是“是”或者“否”。"),
        ("常规 | 是 | 许多", "第 1 行的“days”应当是数字。"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_what_was_expected(text, said):
    with pytest.raises(Unreadable) as no:
        read_leaf(KINDS, text)
    assert no.value.says.zh == said


def test_what_is_built_otherwise_is_json():
    odd = [[1, 2], {"a": 1}]
    assert read_leaf(odd, leaf_text(odd)) == odd
    with pytest.raises(Unreadable):
        read_leaf(odd, "[[1,")
