"""问题线索: for the team leader alone. Nobody else can open this page, and nothing elsewhere tells that it is not empty."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Link, Mark, Table
from xuncha.findings.models import Lead
from xuncha.findings.pages._place import tabs
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import Role

COLUMNS = (
    Column("serial", Sentence("编号", "No."), width=10),
    Column("sealed_on", Sentence("密封日期", "Sealed"), "date"),
    Column("transferred_on", Sentence("移交日期", "Transferred"), "date"),
    Column("due", Sentence("应反馈日期", "Result due"), "date"),
    Column("state", Sentence("状态", "State"), "mark"),
)
STATES = {
    Lead.SEALED: Mark(Sentence("待移交", "sealed"), "wait"),
    Lead.KEPT: Mark(Sentence("留存备查", "kept"), "off"),
    Lead.TRANSFERRED: Mark(Sentence("已移交", "transferred"), "go"),
    Lead.ANSWERED: Mark(Sentence("已反馈结果", "answered"), "ok"),
}
CLEARED_MARK = Mark(Sentence("已澄清", "cleared"), "ok")
LATE = Mark(Sentence("结果逾期未反馈", "result overdue"), "late")
EMPTY = Sentence("没有在办的问题线索。", "No lead is open.")


@page(
    "inspections/<uuid:inspection>/leads/",
    title=Sentence("问题线索", "Leads"),
    roles={Role.LEADER},
    where="inspection",
)
def leads(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The open ones without their content; a cleared person stands on no list."""
    place = see_one(Inspection, request.user, inspection)
    rows = see(Lead, request.user).filter(inspection=place).exclude(state=Lead.CLEARED).order_by("serial")
    today = clock.today()
    listed = [
        {
            "serial": Link(f"第{row.serial}号", reverse("findings-lead", args=[row.pk])),
            "sealed_on": row.sealed_on,
            "transferred_on": row.transferred_on,
            "due": row.due,
            "state": LATE
            if row.state == Lead.TRANSFERRED and row.due and row.due < today
            else STATES[row.state],
        }
        for row in rows
    ]
    table = Table("", Sentence("问题线索", "Leads"), COLUMNS, listed, empty=EMPTY, numbered=False)
    return show(
        request,
        "findings/leads.html",
        inspection=place,
        leads=table,
        tabs=tabs(place.pk, request.user, "findings-leads"),
    )
