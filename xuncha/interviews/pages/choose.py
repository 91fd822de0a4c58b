"""Which inspection's talks; the only one at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Link, Table
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.core.roles import TEAM

COLUMNS = (
    Column("title", Sentence("巡察任务", "Inspection"), width=40),
    Column("starts", Sentence("进驻", "From"), "date"),
    Column("ends", Sentence("撤离", "To"), "date"),
)
NONE = Sentence("您目前不在任何巡察组。", "You are in no team now.")


@page("interviews/", title=Sentence("谈话", "Talks"), roles=TEAM, menu=Menu("site", 20))
def choose(request: HttpRequest) -> HttpResponse:
    """The inspections at which this account is in the team; a single one is opened."""
    mine = request.user.sight.inspections(TEAM)
    rows = list(see(Inspection, request.user).filter(pk__in=mine).order_by("-starts", "title"))
    if len(rows) == 1:
        return redirect("interviews-table", inspection=rows[0].pk)
    listed = [
        {"title": Link(r.title, reverse("interviews-table", args=[r.pk])), "starts": r.starts, "ends": r.ends}
        for r in rows
    ]
    table = Table("", Sentence("巡察任务", "Inspections"), COLUMNS, listed, empty=NONE)
    return show(request, "interviews/choose.html", inspections=table)
