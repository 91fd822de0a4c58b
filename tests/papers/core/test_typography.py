"""Punctuation beside Chinese is set full width; everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.papers.core.days import chinese, span_written, written
from xuncha.papers.core.typography import full_width, room_to_write


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("附件:名单", "附件：名单"),
        ("共46天(含周末),请支持", "共46天（含周末），请支持"),
        ("金额1,234.50元", "金额1,234.50元"),
        ("时间:9:00至11:30", "时间：9:00至11:30"),
        ("GB/T 9704-2012 (A4)", "GB/T 9704-2012 (A4)"),
        ('所谓"一拖二"方式', "所谓“一拖二”方式"),
        ("见 https://example.cn/a?b=1", "见 https://example.cn/a?b=1"),
        ("是否属实?", "是否属实？"),
    ],
)
def test_punctuation_beside_chinese_is_full_width(typed, set_):
    assert full_width(typed) == set_


@given(st.text(alphabet='明川县党组1234ab,;:!?()"。、 '))
def test_only_the_width_changes(text):
    back = str.maketrans("，；：！？（）“”", ',;:!?()""')
    assert full_width(text).translate(back) == text


@given(st.text(alphabet='明川县1a,;:!?()"。'))
def test_setting_twice_changes_nothing_more(text):
    assert full_width(full_width(text)) == full_width(text)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-05", "2026年3月5日"),
        ("2026-03", "2026年3月"),
        ("2026", "2026年"),
        ("", "　　　　年　　月　　日"),
    ],
)
def test_days_are_written_without_noughts_and_without_guessing(day, said):
    assert written(day) == said


def test_a_span_says_its_year_once():
    assert span_written("2026-03-05", "2026-04-30") == "2026年3月5日至4月30日"
    assert span_written("2025-12-05", "2026-04-30") == "2025年12月5日至2026年4月30日"
    assert span_written("2026-03-05", "") == "2026年3月5日至今"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三")]
)
def test_headings_count_in_chinese(number, said):
    assert chinese(number) == said


def test_a_missing_fact_leaves_room_to_write_it():
    assert room_to_write("（联系人：，电话：）") == "（联系人：　　　　，电话：　　　　）"
    assert room_to_write("如下：\n一、甲：乙。") == "如下：\n一、甲：乙。"
