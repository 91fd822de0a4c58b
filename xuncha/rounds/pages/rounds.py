"""轮次: the rounds of the term with their days and state."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Link, Mark, Table
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.access import see
from xuncha.trust.core.roles import INSIDE, OFFICE

TITLE = Sentence("轮次", "Rounds")
COLUMNS = (
    Column("title", Sentence("轮次", "Round"), width=34),
    Column("kind", Sentence("方式", "Kind"), width=10),
    Column("entry_day", Sentence("进驻", "Entry"), "date"),
    Column("leaves_day", Sentence("撤离", "Leaving"), "date"),
    Column("inspections", Sentence("巡察任务", "Inspections"), "int"),
    Column("state", Sentence("状态", "State"), "mark"),
)
STATES = {
    "planned": Mark(Sentence("计划中", "planned"), "plain"),
    "open": Mark(Sentence("进行中", "open"), "go"),
    "closed": Mark(Sentence("已结束", "closed"), "off"),
}
EMPTY = Sentence("还没有轮次。点“开启新一轮”。", "No round yet. Open one.")


@page("rounds/", title=TITLE, roles=INSIDE, menu=Menu("plan", 30))
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, the latest first. The number of inspections is that of those the account may see."""
    counts = Counter(see(Inspection, request.user).values_list("round_id", flat=True))
    rows = [
        {
            "title": Link(one.title, reverse("rounds-round", args=[one.pk])),
            "kind": one.kind,
            "entry_day": one.entry_day,
            "leaves_day": one.leaves_day,
            "inspections": counts[one.pk],
            "state": STATES[one.state],
        }
        for one in see(Round, request.user).order_by("-term__starts", "-number")
    ]
    return show(
        request,
        "rounds/rounds.html",
        table=Table("rounds", TITLE, COLUMNS, rows, EMPTY),
        may_open=request.user.sight.has(OFFICE),
    )
