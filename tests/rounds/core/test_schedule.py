"""The plan counted back from the entry day over the official calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar
from xuncha.rounds.core.schedule import BadItem, items, schedule
from xuncha.rulebook.core.rule import Rule
from xuncha.rulebook.models import shipped_rules

CALENDAR = Calendar.official()
ENTRY, LEAVES = date(2026, 10, 12), date(2026, 12, 4)


def record(number: int, unit: str, side: str, key: str = "a") -> Rule:
    value = {
        "number": number,
        "unit": unit,
        "side": side,
        "who": "巡察办",
        "who_en": "office",
        "form": "notice",
    }
    return Rule(f"rounds.schedule.{key}", Sentence("通知", "notice"), value, "某文件")


def rows(*records: Rule, entry: date = ENTRY, leaves: date = LEAVES):
    return schedule(items(records, entry, ""), entry, leaves, CALENDAR)


@pytest.mark.parametrize(
    ("number", "unit", "side", "day", "counted"),
    [
        (2, "工作日", "before_entry", date(2026, 10, 9), "进驻前2个工作日"),
        (3, "工作日", "before_entry", date(2026, 10, 8), "进驻前3个工作日"),
        (0, "工作日", "after_entry", date(2026, 10, 12), "进驻当日"),
        (15, "工作日", "after_leaving", date(2026, 12, 25), "撤离后15个工作日"),
        (1, "日", "before_entry", date(2026, 10, 10), "进驻前1日"),
        (8, "日", "before_entry", date(2026, 9, 30), "进驻前8日"),
        (1, "月", "after_leaving", date(2027, 1, 4), "撤离后1个月"),
    ],
)
def test_days_are_counted_over_the_official_calendar(number, unit, side, day, counted):
    """2026-10-10 is a Saturday that is worked; 10-01 to 10-07 is the national holiday."""
    (row,) = rows(record(number, unit, side))

    assert (row.day, row.counted.zh) == (day, counted)


def test_rows_stand_in_the_order_of_their_days():
    found = rows(
        record(0, "日", "after_leaving", "c"),
        record(3, "工作日", "before_entry", "b"),
        record(9, "工作日", "before_entry"),
    )

    assert [row.item.key for row in found] == ["a", "b", "c"]


def test_a_year_that_nobody_entered_leaves_its_rows_empty_and_says_so():
    found = rows(
        record(15, "工作日", "after_leaving"),
        record(3, "工作日", "before_entry", "b"),
        entry=date(2026, 12, 1),
        leaves=date(2026, 12, 30),
    )

    assert [(row.item.key, row.day) for row in found] == [("b", date(2026, 11, 26)), ("a", None)]
    assert found[1].remark.zh.startswith("2027年的放假调休安排尚未录入")


@pytest.mark.parametrize("value", [{"side": "sometime"}, {"unit": "周"}, {"number": -1}])
def test_a_broken_record_is_named(value):
    broken = record(1, "日", "before_entry")

    with pytest.raises(BadItem, match=r"rounds\.schedule\.a"):
        items((replace(broken, value=broken.value | value),), ENTRY, "")


def test_months_are_never_counted_back():
    with pytest.raises(BadItem):
        items((record(1, "月", "before_entry"),), ENTRY, "")


@given(st.integers(1, 40), st.dates(date(2026, 3, 1), date(2026, 9, 30)))
def test_as_many_working_days_lie_between_as_the_rule_says(number, entry):
    (row,) = rows(record(number, "工作日", "before_entry"), entry=entry, leaves=entry)

    days = [row.day + timedelta(days=n) for n in range((entry - row.day).days)]
    assert CALENDAR.is_workday(row.day)
    assert sum(map(CALENDAR.is_workday, days)) == number


@given(st.dates(date(2026, 3, 1), date(2026, 9, 30)), st.integers(1, 60))
def test_a_calendar_day_off_moves_to_the_working_day_before(entry, number):
    (row,) = rows(record(number, "日", "before_entry"), entry=entry, leaves=entry)

    assert CALENDAR.is_workday(row.day)
    assert row.day <= entry - timedelta(days=number)


def test_the_shipped_schedule_says_who_and_on_what_and_is_marked_unconfirmed():
    found = items(shipped_rules(), ENTRY, "530127")

    assert len(found) >= 12
    assert all(item.who.zh and item.who.en and item.clock.basis for item in found)
    assert not any(item.confirmed for item in found)


def test_a_row_is_late_from_the_day_after():
    (row,) = rows(record(2, "工作日", "before_entry"))

    assert [row.late(row.day), row.late(row.day + timedelta(days=1))] == [False, True]
