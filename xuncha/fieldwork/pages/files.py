"""调阅资料: what was asked for, what is held, what has to go back, with the two papers that both sides sign."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_date

from xuncha.base.words import Sentence
from xuncha.base.workdays import YearUnknown
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Mark
from xuncha.fieldwork.actions.borrow import ask_files, read_files, receive_files, return_files, withdraw_files
from xuncha.fieldwork.actions.print_papers import print_files
from xuncha.fieldwork.core.files import STATES, due_day, late_files
from xuncha.fieldwork.facts import file_of, lists
from xuncha.fieldwork.models import Borrowed
from xuncha.fieldwork.pages._forms import AskForm
from xuncha.fieldwork.pages._ways import tabs
from xuncha.rounds.models import Inspection
from xuncha.rulebook.calendar import official
from xuncha.rulebook.models import look, value
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

TONES = {"asked": "wait", "held": "go", "returned": "ok", "withdrawn": "off"}
DONE = {
    "receive": Sentence("已登记收到。", "Receipt recorded."),
    "return": Sentence("已登记归还。", "Return recorded."),
    "withdraw": Sentence("已撤回调阅。", "Withdrawn."),
    "ask": Sentence("已列入调阅清单，可以打印清单送单位。", "Listed; print the list and hand it over."),
    "print": Sentence("已拟好，可以打印。", "Drafted; it can be printed."),
}
NO_DAY = Sentence("请填日期。", "Give the day.")


@page(
    "inspections/<uuid:inspection>/files/",
    title=Sentence("调阅资料", "Files"),
    roles=TEAM,
    where="inspection",
)
def files(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST `do`: ask, receive, return, withdraw, file_request or file_handover; the last five on the ticked files."""
    one = see_one(Inspection, request.user, inspection)
    form, no = AskForm(initial={"due": _usual_due()}), None
    try:
        if request.method == "POST" and request.POST.get("do") == "ask":
            form = AskForm(request.POST)
            if form.is_valid():
                given = form.cleaned_data
                ask_files(by=request.user, inspection=one, **given | {"titles": given["titles"].splitlines()})
                return go(request, "fieldwork-files", inspection=one.pk, done=DONE["ask"])
        elif request.method == "POST":
            return _on_chosen(request, one)
    except Refusal as refusal:
        no = refusal
    today = clock.today()
    rows = list(see(Borrowed, request.user).filter(inspection=one).order_by("serial"))
    late = late_files(map(file_of, rows), today, one.ends, value("fieldwork.remind_before", today))
    return show(
        request,
        "fieldwork/files.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "fieldwork-files"),
        files=_lines(request, rows, one, today),
        late=late,
        form=form,
        no=no,
        today=today,
        basics=lists(),
    )


def _on_chosen(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    do, serials = (
        request.POST.get("do", ""),
        [int(text) for text in request.POST.getlist("file") if text.isdigit()],
    )
    rows = list(
        see(Borrowed, request.user).filter(inspection=inspection, serial__in=serials).order_by("serial")
    )
    if do in ("file_request", "file_handover"):
        paper = print_files(by=request.user, inspection=inspection, files=rows, form=do)
        return go(request, "papers-paper", paper=paper.pk, done=DONE["print"])
    if do == "withdraw":
        withdraw_files(by=request.user, inspection=inspection, files=rows)
    else:
        on = _day(request.POST.get("on", ""))
        act = {"receive": receive_files, "return": return_files}.get(do)
        if act is None or on is None:
            raise Refusal("day", NO_DAY)
        act(by=request.user, inspection=inspection, files=rows, on=on)
    return go(request, "fieldwork-files", inspection=inspection.pk, done=DONE[do])


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _usual_due() -> date | None:
    """The usual time limit counted from today; None in a year whose holidays nobody entered."""
    today = clock.today()
    limit = look("fieldwork.files_due", today).clock()
    try:
        return limit.due(today, official())
    except YearUnknown:
        return None


def _lines(
    request: HttpRequest, rows: list[Borrowed], inspection: Inspection, today: date
) -> list[dict[str, Any]]:
    areas = lists().areas
    opened = read_files(by=request.user, files=rows) if rows else []
    lines = []
    for row, plain in zip(rows, opened, strict=True):
        file = file_of(row)
        due = due_day(file, inspection.ends)
        lines.append(
            {
                "row": row,
                "title": plain["title"],
                "remark": plain["remark"],
                "area": areas[row.area].title if row.area in areas else None,
                "state": Mark(STATES[file.state], TONES[file.state]),
                "days": (due - today).days if due else None,
                "open": due is not None,
            }
        )
    return lines
