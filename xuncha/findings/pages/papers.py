"""问题底稿: the working papers of one inspection."""

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
from xuncha.findings.models import WorkingPaper
from xuncha.findings.pages._place import PAPER_STATES, tabs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM

COLUMNS = (
    Column("serial", Sentence("编号", "No."), "int"),
    Column("title", Sentence("问题标题", "Title"), width=36),
    Column("body", Sentence("单位", "Body"), width=18),
    Column("area", Sentence("问题归类", "Area"), width=24),
    Column("state", Sentence("状态", "State"), "mark"),
)
EMPTY = Sentence("还没有底稿。核实清楚的待核事项，一事一稿写成底稿。", "None yet. One matter, one paper.")


@page(
    "inspections/<uuid:inspection>/working-papers/",
    title=Sentence("问题底稿", "Working papers"),
    roles=TEAM,
    where="inspection",
)
def papers(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The list, by number."""
    place = see_one(Inspection, request.user, inspection)
    rows = list(
        see(WorkingPaper, request.user)
        .filter(inspection=place)
        .select_related("organisation")
        .order_by("serial")
    )
    listed = [
        {
            "serial": row.serial,
            "title": Link(plain["title"], reverse("findings-paper", args=[row.pk])),
            "body": row.organisation.name,
            "area": facts.area_titles().get(row.area),
            "state": PAPER_STATES[row.state],
        }
        for row, plain in zip(rows, read(by=request.user, rows=rows, columns=["title"]), strict=True)
    ]
    table = Table(
        "papers", Sentence("问题底稿", "Working papers"), COLUMNS, listed, empty=EMPTY, numbered=False
    )
    mergeable = any(row.state == WorkingPaper.SIGNED for row in rows)
    return show(
        request, "findings/papers.html", inspection=place, papers=table, mergeable=mergeable,
        tabs=tabs(place.pk, request.user, "findings-papers"),
    )  # fmt: skip
