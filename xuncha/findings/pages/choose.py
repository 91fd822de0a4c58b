"""Which inspection's observations; the only one at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Link, Table
from xuncha.findings.pages._place import READERS
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see

COLUMNS = (
    Column("title", Sentence("巡察任务", "Inspection"), width=40),
    Column("starts", Sentence("进驻", "From"), "date"),
    Column("ends", Sentence("撤离", "To"), "date"),
)
NONE = Sentence("您目前不在任何巡察组。", "You are in no team now.")


@page("findings/", title=Sentence("底稿与问题", "Findings"), roles=READERS, menu=Menu("result", 10))
def choose(request: HttpRequest) -> HttpResponse:
    """The inspections of this account's teams; a single one is opened."""
    mine = request.user.sight.inspections(READERS)
    rows = list(see(Inspection, request.user).filter(pk__in=mine).order_by("-starts", "title"))
    if len(rows) == 1:
        return redirect("findings-board", inspection=rows[0].pk)
    listed = [
        {
            "title": Link(row.title, reverse("findings-board", args=[row.pk])),
            "starts": row.starts,
            "ends": row.ends,
        }
        for row in rows
    ]
    table = Table("", Sentence("巡察任务", "Inspections"), COLUMNS, listed, empty=NONE)
    return show(request, "findings/choose.html", inspections=table)
