"""Template words, numbers and pieces look the same on every page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from xuncha.base.sheets_out import Column
from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.desk.table import Link, Mark, Table
from xuncha.templatetags import cells

BODY = Sentence("<县> & 局", "<County> & bureau")


def rendered(text: str, language: str = "zh-hans", **context: object) -> str:
    request = RequestFactory().get(context.pop("address", "/"))
    with translation.override(language):
        return Template("{% load house %}" + text).render(Context({"request": request, **context}))


def test_t_speaks_the_language_of_the_request() -> None:
    assert rendered('{% t "信访件" "Letters" %}') == "信访件"
    assert rendered('{% t "信访件" "Letters" %}', "en") == "Letters"


def test_t_fills_places_and_escapes_them() -> None:
    assert rendered('{% t "共 {n} 件" "{n} letters" n=name %}', name="<3>") == "共 &lt;3&gt; 件"


def test_t_fills_a_sentence_in_the_language_of_the_request() -> None:
    assert rendered('{% t "到{x}" "to {x}" x=words %}', "en", words=Sentence("县", "county")) == "to county"


def test_say_escapes() -> None:
    assert (
        rendered("{% say words %}|{{ words|say }}", words=BODY) == "&lt;县&gt; &amp; 局|&lt;县&gt; &amp; 局"
    )


def test_say_takes_plain_text_and_nothing() -> None:
    assert rendered("{{ a|say }}|{{ b|say }}", a="第2组", b=None) == "第2组|"


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("{{ v|yuan }}", 123450, "1,234.50"),
        ("{{ v|yuan }}", None, ""),
        ("{{ v|wan }}", 123450, "0.12"),
        ("{{ v|number }}", 12345, "12,345"),
        ("{{ v|day }}", date(2024, 3, 5), "2024-03-05"),
        ("{{ v|day }}", Day.parse("2024.03"), "2024-03"),
        ("{{ v|day }}", None, ""),
        ("{{ v|papers_date }}", date(2024, 3, 5), "2024年3月5日"),
        ("{{ v|papers_date }}", Day.parse("2024-03"), "2024年3月"),
        ("{{ v|papers_date }}", None, ""),
        ("{{ v|moment }}", datetime(2026, 11, 20, 6, 30, tzinfo=UTC), "2026-11-20 14:30"),
    ],
)
def test_numbers_and_days(text: str, value: object, shown: str) -> None:
    assert rendered(text, v=value) == shown


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (30, '<span class="chip tone-plain">还有 30 天</span>'),
        (7, '<span class="chip tone-wait">还有 7 天</span>'),
        (0, '<span class="chip tone-wait">今天到期</span>'),
        (-3, '<span class="chip tone-late">已超 3 天</span>'),
        (None, '<span class="chip tone-off">不设期限</span>'),
    ],
)
def test_countdown_is_red_only_when_overdue(days: int | None, shown: str) -> None:
    assert rendered("{% countdown days %}", days=days) == shown


def test_a_tone_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="no tone 'pink'"):
        rendered('{% mark "x" "pink" %}')


def test_stack_takes_no_room_for_empty_parts() -> None:
    shown = rendered("{% stack parts %}", parts=[("a", 1, "ok"), ("b", 0, "wait"), ("c", 3, "off")])
    assert shown.count("<rect") == 2
    assert 'x="25.000" y="0" width="75.000"' in shown


def test_stack_of_nothing_is_an_empty_bar() -> None:
    assert "<rect" not in rendered("{% stack parts %}", parts=[("a", 0, "ok")])


def test_a_long_fact_takes_the_whole_line() -> None:
    shown = rendered("{% facts pairs %}", pairs=[("概述", "很长" * 30), ("金额", 100, "money")])
    assert shown.count('class="wide"') == 1
    assert "<dd>1.00</dd>" in shown


COLUMNS = (Column("name", BODY), Column("paid", Sentence("金额", "Paid"), "money"))


def test_a_cell_is_escaped_and_carries_the_title_of_its_column() -> None:
    table = Table("t", Sentence("表", "table"), COLUMNS, [{"name": "<b>", "paid": 123450}])
    shown = rendered("{% table table %}", table=table)
    assert '<td class="k-text keep" data-label="&lt;县&gt; &amp; 局">&lt;b&gt;</td>' in shown
    assert '<td class="k-money" data-label="金额">1,234.50</td>' in shown


def test_links_and_marks_in_cells() -> None:
    row = {"name": [Link("甲<", "/a?x=1&y=2"), Mark(Sentence("超期", "late"), "late")], "paid": None}
    shown = rendered("{% table table %}", table=Table("t", Sentence("表", "table"), COLUMNS, [row]))
    assert '<div><a href="/a?x=1&amp;y=2">甲&lt;</a></div>' in shown
    assert '<div><span class="mark tone-late">超期</span></div>' in shown


def test_an_empty_table_says_what_to_do_and_offers_no_excel() -> None:
    table = Table(
        "t", Sentence("表", "table"), COLUMNS, [], empty=Sentence("先登记来信。", "Enter a letter.")
    )
    shown = rendered("{% table table %}", table=table)
    assert "先登记来信。" in shown
    assert "xlsx" not in shown


def test_the_excel_address_keeps_the_filters() -> None:
    table = Table("t", Sentence("表", "table"), COLUMNS, [{"name": "甲"}])
    assert 'href="?state=open&amp;xlsx=t"' in rendered(
        "{% table table %}", table=table, address="/?state=open"
    )


def test_a_head_turns_the_order_round() -> None:
    table = Table("t", Sentence("表", "table"), COLUMNS, [{"name": "甲"}, {"name": "乙"}])
    shown = rendered("{% table table %}", table=table, address="/?sort=t:name")
    assert 'href="?sort=t%3A-name" class="up"' in shown


@pytest.mark.parametrize(
    ("value", "width"),
    [
        ("党委工作部门", "keep"), ("2026-11-02—2026-11-27", "keep"), ("A4GH-RUEJ", "keep"), (Link("主任", "/"), "keep"),
        ("中共明川县委党校", ""), ("", ""), (None, ""), (12, ""), ("明川县教育体育局党组、机关党支部和所属学校党总支部", "much"),
    ],
)  # fmt: skip
def test_short_texts_days_and_codes_are_not_broken_and_long_ones_get_room(value: object, width: str) -> None:
    assert cells.text_width(value) == width


def test_a_long_badge_may_take_two_lines() -> None:
    assert cells.badge("仅按未确认的规定符合，待领导小组确定", "wait").startswith(
        '<span class="mark tone-wait long">'
    )
    assert cells.badge("符合组长条件", "ok") == '<span class="mark tone-ok">符合组长条件</span>'
