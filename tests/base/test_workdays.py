from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base.workdays import Calendar, Clock, Year, YearUnknown, years_from_toml

OFFICIAL = Calendar.official()
NEXT_YEAR = """
[[year]]
year = 2027
basis = "虚构通知"
off = [2027-01-01]
worked = [2027-01-03]
"""


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
    calendar = Calendar.official(years_from_toml(NEXT_YEAR))
    assert calendar.add(date(2026, 12, 31), 1) == date(2027, 1, 3)
    assert calendar.add(date(2026, 12, 31), 2) == date(2027, 1, 4)


def test_entered_year_replaces_the_published_one():
    calendar = Calendar.official([Year(2026, frozenset({date(2026, 3, 2)}), frozenset())])
    assert calendar.is_workday(date(2026, 3, 2)) is False


def test_day_of_another_year_is_refused():
    with pytest.raises(ValueError, match="2028"):
        years_from_toml("[[year]]\nyear = 2027\noff = [2028-01-01]")


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
    assert sum(worked) == number == OFFICIAL.between(day, end)


@settings(deadline=None, max_examples=60)
@given(days, st.integers(1, 40))
def test_back_undoes_add_from_a_workday(day, number):
    start = OFFICIAL.on_or_after(day)
    assert OFFICIAL.back(OFFICIAL.add(start, number), number) == start
