"""How a rule's value is told, and which new value the programs could not read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.rulebook.core.shape import mismatch, told
from xuncha.rulebook.models import shipped_rules

LIMIT = {"number": 6, "unit": "月"}
WHOLE_LIMIT = "应当是不小于0的整数加“工作日”“日”或者“月”，请改正。"
VALUES = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "zh"),
    [
        ({"number": 6, "unit": "月"}, "6个月"),
        ({"number": 15, "unit": "工作日"}, "15工作日"),
        (2000000, "2,000,000"),
        (True, "是"),
        ("巡办", "巡办"),
        ("", "—"),
        (["甲", "乙"], "甲、乙"),
        ([{"a": 1}, {"a": 2}], "共 2 项"),
        ({"a": 1, "b": 2, "c": 3}, "共 3 项"),
    ],
)
def test_a_value_is_told_in_one_line(value, zh):
    assert told(value).zh == zh


@given(VALUES)
def test_every_value_fits_itself(value):
    assert mismatch(value, value) is None


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.key)
def test_every_shipped_value_fits_itself_and_can_be_told(rule):
    assert mismatch(rule.value, rule.value) is None
    assert told(rule.value).zh


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (6, "六", "值应当是整数，请改正。"),
        (6, True, "值应当是整数，请改正。"),
        (True, 1, "值应当是是或否，请改正。"),
        ("月", 3, "值应当是文字，请改正。"),
        ({"number": 6, "unit": "月"}, {"number": 6}, "值缺少“unit”，程序要用到，请补上。"),
        ({"number": 6}, {"number": "六"}, "number应当是整数，请改正。"),
        (LIMIT, {"number": 6, "unit": "个月"}, f"值{WHOLE_LIMIT}"),
        (LIMIT, {"number": -1, "unit": "月"}, f"值{WHOLE_LIMIT}"),
        ({"plan": LIMIT}, {"plan": {"number": 6, "unit": "天"}}, f"plan{WHOLE_LIMIT}"),
        (["甲"], "甲", "值应当是一个清单，请改正。"),
        ([{"key": "常规"}], [{"key": "常规"}, {"名": "专项"}], "值[2]缺少“key”，程序要用到，请补上。"),
    ],
)
def test_a_value_of_another_shape_is_refused_with_its_place(old, new, said):
    assert mismatch(old, new).zh == said


def test_lists_may_grow_and_shrink():
    assert mismatch([{"key": "常规"}], [{"key": "常规"}, {"key": "专项"}]) is None
    assert mismatch(["甲", "乙"], []) is None
