"""Which inspection's fieldwork; the only one at once."""

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
NONE = Sentence("您目前不在巡察组中，没有调阅走访可记。", "You are in no team now.")


@page("fieldwork/", title=Sentence("调阅走访", "Fieldwork"), roles=TEAM, menu=Menu("site", 50))
def choose(request: HttpRequest) -> HttpResponse:
    """The inspections whose team this account is in; a single one is opened."""
    mine = request.user.sight.inspections(TEAM)
    rows = list(see(Inspection, request.user).filter(pk__in=mine).order_by("-starts", "title"))
    if len(rows) == 1:
        return redirect("fieldwork-files", inspection=rows[0].pk)
    listed = [
        {
            "title": Link(row.title, reverse("fieldwork-files", args=[row.pk])),
            "starts": row.starts,
            "ends": row.ends,
        }
        for row in rows
    ]
    table = Table("", Sentence("巡察任务", "Inspections"), COLUMNS, listed, empty=NONE)
    return show(request, "fieldwork/choose.html", inspections=table)
