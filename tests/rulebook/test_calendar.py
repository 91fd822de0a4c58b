"""The work calendar of the rule book: the shipped pattern agrees with the published year, and an office enters the next one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from xuncha.base.workdays import Calendar, YearUnknown
from xuncha.rulebook import calendar
from xuncha.rulebook.models import RuleRecord

pytestmark = pytest.mark.django_db


def test_shipped_year_agrees_with_the_published_arrangement():
    shipped, published = calendar.official(), Calendar.official()
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [shipped.is_workday(day) for day in days] == [published.is_workday(day) for day in days]
    assert 2026 in shipped.extra


def test_year_that_nobody_entered_is_not_guessed():
    with pytest.raises(YearUnknown):
        calendar.official().add(date(2026, 12, 31), 1)


def test_year_that_the_office_entered_counts():
    RuleRecord.objects.create(
        key="workdays.year",
        title="工作日历",
        title_en="work calendar",
        value={"year": 2027, "off": ["2027-01-01"], "worked": ["2027-01-02"]},
        basis="通知(虚构)",
    )
    assert calendar.official().add(date(2026, 12, 31), 1) == date(2027, 1, 2)
