"""先看这些: the doubts to begin with, each with what to pull and what else points at the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import NOTHING, Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Mark, Table
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.read_hits import OpenedHit, read_hits, read_run
from xuncha.screening.actions.tell_run import draft_summary
from xuncha.screening.models import STATES, Hit, Screening
from xuncha.screening.pages._ways import TONES, tabs
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM

COLUMNS = (
    Column("serial", Sentence("疑点号", "Doubt"), "int"),
    Column("says", Sentence("疑点", "What is pointed at"), width=50),
    Column("look", Sentence("调取并核对", "Pull and check"), width=40),
    Column("amount", Sentence("金额（元）", "Amount (yuan)"), "money"),
    Column("others", Sentence("同时指到这些行的疑点", "Others at these rows"), width=14),
    Column("state", Sentence("状态", "State"), "mark"),
)
SUMMARISED = Sentence("数据筛查情况已拟好，可以打印。", "The summary is drafted and can be printed.")


@dataclass(frozen=True)
class First:
    """One doubt of the list; `others` are those that point at the same rows."""

    opened: OpenedHit
    state: Mark
    others: tuple[Hit, ...]

    @property
    def row(self) -> Hit:
        return self.opened.row


@page(
    "inspections/<uuid:inspection>/look-first/",
    title=Sentence("先看这些", "Look at these first"),
    roles=TEAM,
    where="inspection",
)
def first(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The list that the last run made; the doubts left out of it are on the next tab. POST drafts the summary in Word."""
    one = see_one(Inspection, request.user, inspection)
    if request.method == "POST":
        paper = draft_summary(by=request.user, inspection=one)
        return go(request, "papers-paper", paper=paper.pk, done=SUMMARISED)
    ran = see(Screening, request.user).filter(inspection=one).order_by("-serial").first()
    lines = _lines(request, ran) if ran else []
    every = see(Hit, request.user).filter(inspection=one)
    return show(
        request,
        "screening/first.html",
        inspection=one,
        tabs=tabs(one, "screening-first"),
        ran=ran,
        lines=lines,
        listed=_table(lines),
        waiting=every.filter(state="open").count(),
        answered=sum(line.row.state not in ("open", "gone") for line in lines),
    )


def _lines(request: HttpRequest, ran: Screening) -> list[First]:
    told = read_run(by=request.user, screening=ran).get("first", [])
    rows = {hit.serial: hit for hit in see(Hit, request.user).filter(inspection_id=ran.inspection_id)}
    looks = [look for look in told if look["serial"] in rows]
    opened = read_hits(by=request.user, hits=[rows[look["serial"]] for look in looks]) if looks else []
    return [
        First(
            one,
            Mark(STATES[one.row.state], TONES[one.row.state]),
            tuple(rows[serial] for serial in look["with_it"] if serial in rows),
        )
        for look, one in zip(looks, opened, strict=True)
    ]


def _table(lines: list[First]) -> Table:
    """The same list for Excel; the page shows it with what can be ticked."""
    rows = [
        {
            "serial": line.row.serial,
            "says": line.opened.says,
            "look": line.opened.screen.look if line.opened.screen else NOTHING,
            "amount": line.row.amount or None,
            "others": "、".join(str(other.serial) for other in line.others),
            "state": line.state,
        }
        for line in lines
    ]
    return Table("first", Sentence("先看这些", "Look at these first"), COLUMNS, rows)
