"""外送: the packages that were put together to go outside, and what came of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Link, Mark, Table
from xuncha.stewards.actions.export_outside import READERS, SENDERS
from xuncha.stewards.models import OutsidePackage
from xuncha.stewards.pages._two_words import state_mark
from xuncha.trust import clock, two
from xuncha.trust.access import see

TITLE = Sentence("外送", "Sent outside")
EMPTY = Sentence(
    "还没有外送包。要把文书或者材料交给系统以外的单位，从这里拟制，经另一人批准后封装取走。",
    "None. What is to be handed to somebody outside is put together here, approved by another, and closed.",
)
COLUMNS = (
    Column("code", Sentence("编号", "Number"), width=14),
    Column("state", Sentence("状态", "State"), "mark"),
    Column("made_by", Sentence("拟制人", "Made by")),
    Column("made_on", Sentence("拟制日期", "Made"), "date"),
    Column("until", Sentence("期限", "Until"), "date"),
    Column("closed_on", Sentence("封装", "Closed"), "date"),
    Column("fetched_on", Sentence("取走", "Fetched"), "date"),
)


@page("outside/", title=TITLE, roles=READERS, menu=Menu("paper", 86))
def outside(request: HttpRequest) -> HttpResponse:
    """The newest first: numbers, people and days; what each holds stands on its own page."""
    seen = see(OutsidePackage, request.user).select_related("made_by", "proposal")
    rows = [_row(one, clock.today()) for one in seen.exclude(proposal=None).order_by("-id")]
    may = request.user.sight.writing.anywhere(SENDERS)
    return show(
        request, "stewards/outside.html", may=may, table=Table("outside", TITLE, COLUMNS, rows, empty=EMPTY)
    )


def _row(one: OutsidePackage, today: date) -> dict[str, Any]:
    words, tone = state_mark(one.proposal, today)
    return {
        "code": Link(two.code_of(one.proposal), reverse("stewards-outside_package", args=[one.pk])),
        "state": Mark(words, tone),
        "made_by": one.made_by.name,
        "made_on": one.made_on,
        "until": one.proposal.expires,
        "closed_on": one.closed_on,
        "fetched_on": one.fetched_on,
    }
