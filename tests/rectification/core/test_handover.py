"""A change of head creates tasks and moves the duty, not the deadline."""

from __future__ import annotations

from datetime import date

from xuncha.base.span import Span
from xuncha.base.workdays import Calendar, Clock
from xuncha.rectification.core.duty import ACTING, FULL, InPost, duty
from xuncha.rectification.core.handover import Clocks, Kind, OpenItem, head_change

CALENDAR = Calendar.official()
ON = date(2026, 5, 6)
CLOCKS = Clocks(
    handover=None, refeedback=Clock(20, "工作日", "青铜峡做法"), explanation=Clock(1, "月", "本办规定")
)
OLD = InPost("t1", "p1", "前任甲", FULL, Span.of("2021-03-01", "2026-05-06"))
NEW = InPost("t2", "p2", "现任乙", FULL, Span.of("2026-05-06", ""))
ITEMS = [
    OpenItem("i1", "1", (("p1", "前任甲"),)),
    OpenItem("i2", "2", (("p0", "再前任丙"),)),
    OpenItem("i3", "3", ()),
]


def change(tenures, items=ITEMS, outgoing=OLD):
    return head_change(outgoing, duty("post", "局长", tenures, ON), items, ON, CLOCKS, CALENDAR)


def test_tasks_of_an_ordinary_change():
    made = [(one.kind, one.person_name, one.items) for one in change([OLD, NEW])]
    assert made == [
        (Kind.HANDOVER_LIST, "前任甲", ("i1", "i2", "i3")),
        (Kind.FORMER_FEEDBACK, "前任甲", ("i1",)),
        (Kind.EXPLAIN, "前任甲", ("i1",)),
        (Kind.ASSIST, "前任甲", ("i1",)),
        (Kind.FORMER_FEEDBACK, "再前任丙", ("i2",)),
        (Kind.EXPLAIN, "再前任丙", ("i2",)),
        (Kind.ASSIST, "再前任丙", ("i2",)),
        (Kind.BRIEFING, "现任乙", ("i1", "i2", "i3")),
        (Kind.REFEEDBACK, "现任乙", ("i1", "i2", "i3")),
    ]


def test_refeedback_is_due_in_twenty_working_days_with_its_basis():
    task = next(one for one in change([OLD, NEW]) if one.kind is Kind.REFEEDBACK)
    assert (task.due, task.basis) == (CALENDAR.add(ON, 20), "青铜峡做法")


def test_task_without_a_limit_has_no_due_day():
    assert next(one for one in change([OLD, NEW]) if one.kind is Kind.HANDOVER_LIST).due is None


def test_vacancy_asks_for_an_acting_head_instead_of_briefing_nobody():
    kinds = {one.kind for one in change([OLD])}
    assert Kind.NAME_ACTING in kinds
    assert not kinds & {Kind.BRIEFING, Kind.REFEEDBACK}


def test_no_open_item_no_task():
    assert change([OLD, NEW], items=[]) == ()


def test_acting_head_who_is_appointed_is_no_change():
    acting = InPost("t2", "p2", "现任乙", ACTING, Span.of("2026-01-01", "2026-05-06"))
    assert change([acting, NEW], outgoing=acting) == ()


def test_present_holder_is_never_asked_to_explain_as_a_former_one():
    mine = [OpenItem("i1", "1", (("p2", "现任乙"),))]
    assert not [one for one in change([OLD, NEW], items=mine) if one.kind is Kind.EXPLAIN]
