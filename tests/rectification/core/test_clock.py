"""Deadlines, countdown, extension, and states that never are overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base.workdays import Calendar, Clock
from xuncha.rectification.core.clock import (
    Deadline,
    Extension,
    State,
    countdown,
    extension_problems,
    next_report,
    options,
    shown,
)

CALENDAR = Calendar.official()
FEEDBACK = date(2026, 1, 20)
TODAY = date(2026, 6, 1)
GOOD = Extension(
    date(2026, 9, 30), "县委巡察工作领导小组", date(2026, 5, 28), "第7次会议纪要", "汛期施工停工"
)


def test_two_limits_on_record_both_ship():
    made = options([Clock(6, "月", "条例(2024)"), Clock(2, "月", "条例(2017)")], FEEDBACK, CALENDAR)
    assert [(one.due, one.clock.basis) for one in made] == [
        (date(2026, 3, 20), "条例(2017)"),
        (date(2026, 7, 20), "条例(2024)"),
    ]
    assert shown(made[0]).zh == "2026-03-20(2个月，依据：条例(2017))"


@pytest.mark.parametrize(
    ("today", "days", "overdue", "says"),
    [
        (date(2026, 3, 18), 2, False, "还有2天"),
        (date(2026, 3, 20), 0, False, "今天到期"),
        (date(2026, 3, 21), -1, True, "逾期1天"),
    ],
)
def test_countdown(today, days, overdue, says):
    found = countdown(Deadline(date(2026, 3, 20)), State.RUNNING, today)
    assert (found.days, found.overdue, found.says.zh) == (days, overdue, says)


def test_no_deadline_is_said():
    assert countdown(None, State.NEW, TODAY).says.zh == "未定期限"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
@settings(deadline=None)
def test_law_lasting_and_closed_items_are_never_overdue(due, today):
    for state in (State.LONG, State.DONE):
        assert not countdown(Deadline(due), state, today).overdue


@given(st.sampled_from(State), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
@settings(deadline=None)
def test_law_overdue_exactly_when_the_clock_runs_and_the_due_day_is_past(state, due, offset):
    found = countdown(Deadline(due), state, due + timedelta(days=offset))
    assert found.overdue == (offset > 0 and not state.at_rest)


def test_extension_moves_the_due_day_and_keeps_the_first():
    deadline = Deadline(date(2026, 7, 20), (GOOD,))
    assert (deadline.first, deadline.due) == (date(2026, 7, 20), date(2026, 9, 30))


def test_good_extension_passes():
    assert extension_problems(Deadline(date(2026, 7, 20)), GOOD, TODAY) == ()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"paper": ""}, "批准文书"),
        ({"decided_by": " "}, "批准机关"),
        ({"reason": ""}, "延期理由"),
        ({"decided_on": date(2026, 6, 2)}, "在今天之后"),
        ({"until": date(2026, 7, 20)}, "晚于现期限2026-07-20"),
    ],
)
def test_extension_without_a_decision_is_refused(change, word):
    problems = extension_problems(Deadline(date(2026, 7, 20)), replace(GOOD, **change), TODAY)
    assert len(problems) == 1
    assert word in problems[0].zh


def test_lasting_item_reports_each_half_year():
    every = Clock(6, "月")
    assert next_report(date(2025, 8, 31), every, date(2025, 9, 1), CALENDAR) == date(2026, 2, 28)
    assert next_report(date(2025, 8, 31), every, date(2026, 3, 1), CALENDAR) == date(2026, 8, 31)


def test_interval_of_nothing_is_refused():
    with pytest.raises(ValueError, match="longer than nothing"):
        next_report(FEEDBACK, Clock(0, "月"), TODAY, CALENDAR)
