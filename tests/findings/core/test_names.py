"""No holder's name leaves the team unless released with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.findings.core.names import Named, ReleaseNeedsReason, for_outside

PEOPLE = [Named("王平", "时任局长"), Named("王平安", "时任副局长")]


def test_name_becomes_the_post():
    out = for_outside("王平签批付款", PEOPLE)
    assert (out.text, out.removed, out.kept) == ("时任局长签批付款", ("王平",), ())


def test_longer_name_first():
    assert for_outside("王平安与王平商定", PEOPLE).text == "时任副局长与时任局长商定"


@pytest.mark.parametrize("written", ["王 平", "王　平", "王  平"])
def test_name_set_with_spaces_is_found(written):
    assert for_outside(f"{written}同意", PEOPLE).text == "时任局长同意"


def test_post_is_not_said_twice():
    assert for_outside("时任局长王平同意", PEOPLE).text == "时任局长同意"


def test_released_name_stays_and_is_listed():
    out = for_outside("王平与王平安", PEOPLE, {"王平": "县委要求点名"})
    assert (out.text, out.kept, out.removed) == ("王平与时任副局长", ("王平",), ("王平安",))


def test_release_without_reason_is_refused():
    with pytest.raises(ReleaseNeedsReason) as no:
        for_outside("王平", PEOPLE, {"王平": " "})
    assert no.value.says.zh == "写出姓名“王平”须由组长写明理由"


def test_surname_with_title_is_pointed_at():
    out = for_outside("王局长拍板", PEOPLE)
    assert out.text == "王局长拍板"
    assert [one.zh for one in out.remarks] == ["文中“王局长”可能指到具体的人，请改写为职务或单位"]


def test_nobody_known_changes_nothing():
    assert for_outside("任意文字", []).text == "任意文字"


chars = st.text(alphabet="甲乙丙丁戊己", min_size=2, max_size=3)


@given(
    st.lists(chars, min_size=1, max_size=4, unique=True),
    st.lists(chars, max_size=6),
    st.text(alphabet="甲乙的了 ", max_size=8),
)
@settings(deadline=None)
def test_law_no_unreleased_name_is_left(names, parts, tail):
    people = [Named(name, "有关负责人") for name in names]
    out = for_outside("".join([*parts, *names, tail]), people)
    squeezed = out.text.replace(" ", "")
    for piece in squeezed.split("有关负责人"):
        assert not [name for name in names if name in piece]
