from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base.workdays import Calendar, Clock, Year, YearUnknown

OFFICIAL = Calendar.official()
NEXT_YEAR = Year(2027, frozenset({date(2027, 1, 1)}), frozenset({date(2027, 1, 3)}), "虚构通知")


def test_made_up_workday_is_worked_and_holiday_is_off():
    assert OFFICIAL.is_workday(date(2026, 10, 10)) is True
    assert OFFICIAL.is_workday(date(2026, 10, 1)) is False


def test_national_day_week_is_stepped_over():
    assert OFFICIAL.add(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert OFFICIAL.back(date(2026, 10, 8), 1) == date(2026, 9, 30)


def test_unknown_year_is_never_guessed():
    with pytest.raises(YearUnknown) as refused:
        OFFICIAL.add(date(2026, 12, 31), 1)
    assert refused.value.year == 2027
    assert "2027年" in refused.value.says.zh
    assert "补录" in refused.value.remedy.zh


def test_entered_year_is_used():
    calendar = Calendar.official([NEXT_YEAR])
    assert calendar.add(date(2026, 12, 31), 1) == date(2027, 1, 3)
    assert calendar.add(date(2026, 12, 31), 2) == date(2027, 1, 4)


def test_entered_year_replaces_the_published_one():
    calendar = Calendar.official([Year(2026, frozenset({date(2026, 3, 2)}), frozenset())])
    assert calendar.is_workday(date(2026, 3, 2)) is False


@pytest.mark.parametrize(
    ("off", "worked"), [({date(2028, 1, 1)}, set()), ({date(2027, 1, 3)}, {date(2027, 1, 3)})]
)
def test_day_of_another_year_or_in_both_lists_is_refused(off, worked):
    with pytest.raises(ValueError, match="another year or to both lists"):
        Year(2027, frozenset(off), frozenset(worked))


def test_clock_in_working_days_days_and_months():
    start = date(2026, 9, 29)
    assert Clock(2, "工作日").due(start, OFFICIAL) == date(2026, 10, 8)
    assert Clock(10, "日").due(start, OFFICIAL) == date(2026, 10, 9)
    assert Clock(6, "月").due(start, OFFICIAL) == date(2027, 3, 29)


def test_month_without_that_day_ends_on_its_last():
    assert Clock(3, "月").due(date(2026, 11, 30), OFFICIAL) == date(2027, 2, 28)


def test_clock_shown():
    assert Clock(15, "工作日").shown().zh == "15个工作日"


@pytest.mark.parametrize(("number", "unit"), [(-1, "日"), (3, "周")])
def test_senseless_clock_is_refused(number, unit):
    with pytest.raises(ValueError):
        Clock(number, unit)


days = st.dates(date(2010, 1, 1), date(2025, 6, 30))


@settings(deadline=None, max_examples=60)
@given(days, st.integers(1, 40))
def test_add_lands_on_a_workday_and_counts_right(day, number):
    end = OFFICIAL.add(day, number)
    assert OFFICIAL.is_workday(end)
    worked = [OFFICIAL.is_workday(day + timedelta(n)) for n in range(1, (end - day).days + 1)]
    assert sum(worked) == number


@settings(deadline=None, max_examples=60)
@given(days, st.integers(1, 40))
def test_back_undoes_add_from_a_workday(day, number):
    start = OFFICIAL.add(day, 1)
    assert OFFICIAL.back(OFFICIAL.add(start, number), number) == start
