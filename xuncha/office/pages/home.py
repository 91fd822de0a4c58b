"""待办: what waits for this account today, computed by the rooms, the late first."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.todo import Todo, all_todos
from xuncha.trust import clock
from xuncha.trust.core.roles import EVERYONE

WEEKDAYS = (
    Sentence("星期一", "Monday"), Sentence("星期二", "Tuesday"), Sentence("星期三", "Wednesday"), Sentence("星期四", "Thursday"),
    Sentence("星期五", "Friday"), Sentence("星期六", "Saturday"), Sentence("星期日", "Sunday"),
)  # fmt: skip
LATE = Sentence("已超期", "Overdue")
TODAY = Sentence("今天到期", "Due today")
WEEK = Sentence("七天之内", "Within seven days")
LATER = Sentence("以后", "Later")
ANY_DAY = Sentence("没有期限，随时可办", "Without a deadline")


@page("", title=Sentence("待办", "Due"), roles=EVERYONE, menu=Menu("", 10))
def home(request: HttpRequest) -> HttpResponse:
    """Cards in groups by day; an empty list says so."""
    today = clock.today()
    waiting = all_todos(request.user, today)
    ordered = sorted(waiting, key=lambda one: _rank(one, today))
    groups = [
        (title, [(one, (one.due - today).days if one.due else None) for one in members])
        for (_, title), members in groupby(ordered, key=lambda one: _rank(one, today))
    ]
    return show(
        request,
        "office/home.html",
        groups=groups,
        count=len(waiting),
        today=today,
        weekday=WEEKDAYS[today.weekday()],
    )


def _rank(one: Todo, today: date) -> tuple[int, Sentence]:
    if one.late or (one.due is not None and one.due < today):
        return 0, LATE
    if one.due is None:
        return 4, ANY_DAY
    if one.due == today:
        return 1, TODAY
    return (2, WEEK) if one.due <= today + timedelta(days=7) else (3, LATER)
