"""立行立改: what the body was asked to put right at once, and how far it is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Link, Mark, Table
from xuncha.fieldwork.actions.correct import give_correction, read_corrections
from xuncha.fieldwork.core.corrections import STATES, days_late
from xuncha.fieldwork.facts import given_of
from xuncha.fieldwork.models import Correction
from xuncha.fieldwork.pages._forms import GiveForm
from xuncha.fieldwork.pages._ways import tabs
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import HEADS, TEAM
from xuncha.trust.refusal import Refusal

TONES = {"open": "go", "replied": "wait", "done": "ok", "carried": "off"}
COLUMNS = (
    Column("serial", Sentence("编号", "No."), "int"),
    Column("problem", Sentence("存在问题", "Problem"), width=44),
    Column("given_on", Sentence("提出", "Given"), "date"),
    Column("due", Sentence("完成时限", "Due"), "date"),
    Column("state", Sentence("状态", "State")),
)
EMPTY = Sentence("还没有立行立改事项。", "Nothing was asked to be put right at once.")
GIVEN = Sentence("已登记，可以拟制立行立改通知书。", "Recorded; the notice can be drafted.")


@page(
    "inspections/<uuid:inspection>/corrections/",
    title=Sentence("立行立改", "Corrections"),
    roles=TEAM,
    where="inspection",
)
def corrections(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST gives a new one (heads of the team)."""
    one = see_one(Inspection, request.user, inspection)
    form, no = GiveForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            row = give_correction(by=request.user, inspection=one, **form.cleaned_data)
            return go(request, "fieldwork-correction", correction=row.pk, done=GIVEN)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "fieldwork/corrections.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "fieldwork-corrections"),
        corrections=_table(request, one, clock.today()),
        may_give=request.user.sight.has(HEADS, one.pk),
        form=form,
        no=no,
        submit=Sentence("提出立行立改", "Ask for it"),
    )


def _table(request: HttpRequest, inspection: Inspection, today: date) -> Table:
    rows = list(see(Correction, request.user).filter(inspection=inspection).order_by("serial"))
    opened = read_corrections(by=request.user, corrections=rows) if rows else []
    listed = [
        {
            "serial": row.serial,
            "problem": Link(plain["problem"], reverse("fieldwork-correction", args=[row.pk])),
            "given_on": row.given_on,
            "due": row.due,
            "state": state_marks(row, today),
        }
        for row, plain in zip(rows, opened, strict=True)
    ]
    return Table(
        "corrections",
        Sentence("立行立改事项", "Immediate corrections"),
        COLUMNS,
        listed,
        empty=EMPTY,
        numbered=False,
    )


def state_marks(row: Correction, today: date) -> list[Mark]:
    """The state, and beside it how long it is overdue."""
    marks = [Mark(STATES[row.state], TONES[row.state])]  # type: ignore[index]
    late = days_late(given_of(row), today)
    if late is not None and late > 0:
        marks.append(Mark(Sentence(f"已超 {late} 天", f"{late} days overdue"), "late"))
    return marks
