"""问题: the findings of one inspection, each dated and attributed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Link, Table
from xuncha.findings import facts
from xuncha.findings.actions.read import read
from xuncha.findings.actions.sign_paper import period_written
from xuncha.findings.core.attribution import NOT_GUILT
from xuncha.findings.models import Finding
from xuncha.findings.pages._place import FINDING_STATES, tabs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM

COLUMNS = (
    Column("serial", Sentence("编号", "No."), "int"),
    Column("title", Sentence("问题", "Finding"), width=36),
    Column("body", Sentence("单位", "Body"), width=18),
    Column("area", Sentence("问题归类", "Area"), width=24),
    Column("period", Sentence("问题发生时段", "Happened"), width=22),
    Column("state", Sentence("状态", "State"), "mark"),
)
EMPTY = Sentence(
    "还没有问题。已审签的底稿在这里归并为问题。", "None yet. Signed papers are merged into findings here."
)


@page(
    "inspections/<uuid:inspection>/findings/",
    title=Sentence("问题", "Findings"),
    roles=TEAM,
    where="inspection",
)
def problems(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The list, by number."""
    place = see_one(Inspection, request.user, inspection)
    rows = list(
        see(Finding, request.user).filter(inspection=place).select_related("organisation").order_by("serial")
    )
    listed = [
        {
            "serial": row.serial,
            "title": Link(plain["title"], reverse("findings-finding", args=[row.pk])),
            "body": row.organisation.name,
            "area": facts.area_titles().get(row.area),
            "period": period_written(row.starts, row.ends),
            "state": FINDING_STATES[row.state],
        }
        for row, plain in zip(rows, read(by=request.user, rows=rows, columns=["title"]), strict=True)
    ]
    table = Table(
        "findings",
        Sentence("问题", "Findings"),
        COLUMNS,
        listed,
        empty=EMPTY,
        numbered=False,
        notes=(NOT_GUILT.zh,),
    )
    return show(
        request,
        "findings/problems.html",
        inspection=place,
        findings=table,
        tabs=tabs(place.pk, request.user, "findings-problems"),
    )
