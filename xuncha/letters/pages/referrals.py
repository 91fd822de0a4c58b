"""转办台账: what went where, when its answer is due, what came back; with Excel."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Link, Table
from xuncha.letters.actions.read_referrals import read_referrals
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import READERS, Referral
from xuncha.letters.pages._words import crumbs_to, due_mark
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see_one

COLUMNS = (
    Column("serial", Sentence("信访件", "Letter"), "int"),
    Column("matter", Sentence("第几件事", "Matter"), "int"),
    Column("way", Sentence("去向", "Way"), width=18),
    Column("to", Sentence("收文单位", "Sent to"), width=26),
    Column("sent_on", Sentence("转出", "Sent"), "date"),
    Column("due", Sentence("期限", "Due"), "mark"),
    Column("answered_on", Sentence("回复", "Answered"), "date"),
    Column("answer", Sentence("回复内容", "Answer"), width=40),
)


@page(
    "inspections/<uuid:inspection>/letters/referrals/",
    title=Sentence("转办台账", "Referrals"),
    roles=READERS,
    where="inspection",
)
def referrals(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The register; its Excel holds no reporter and no text of a letter."""
    one = see_one(Inspection, request.user, inspection)
    opened = read_referrals(by=request.user, inspection=one)
    rows = [_row(row, to, answer, clock.today()) for row, to, answer in opened]
    empty = Sentence("还没有转办的事项。", "Nothing was referred yet.")
    table = Table("referrals", Sentence("转办台账", "Referrals"), COLUMNS, rows, empty=empty)
    return show(request, "letters/referrals.html", inspection=one, referrals=table, crumbs=crumbs_to(one))


def _row(row: Referral, to: str, answer: str, today: date) -> dict[str, Any]:
    matter = row.matter
    return {
        "serial": Link(matter.letter.serial, reverse("letters-letter", args=[matter.letter_id])),
        "matter": matter.number,
        "way": triage_lists().ways[matter.way].title,
        "to": to,
        "sent_on": row.sent_on,
        "due": None if row.answered_on else due_mark(row.due, today),
        "answered_on": row.answered_on,
        "answer": answer,
    }
