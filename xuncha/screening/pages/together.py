"""谁和谁一起投标: a picture and words that explain doubts over tenders; it raises none."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Table
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.load_tenders import who_bids_together
from xuncha.screening.actions.read_hits import read_hits
from xuncha.screening.core.network import among, circles, drawing
from xuncha.screening.models import Hit, Ledger
from xuncha.screening.pages._ways import crumbs_to
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM

EXPLAINED = (
    "co_bidding",
    "cover_bidder",
    "rotation",
    "same_phone",
    "same_address",
    "same_person",
    "same_file",
)
"""Screens whose doubts name tenderers that the picture shows."""
COLUMNS = (
    Column("one", Sentence("甲", "One"), width=28),
    Column("other", Sentence("乙", "Other"), width=28),
    Column("times", Sentence("一起投标（次）", "Met"), "int"),
    Column("one_wins", Sentence("甲中标", "One won"), "int"),
    Column("other_wins", Sentence("乙中标", "Other won"), "int"),
)
EMPTY = Sentence("没有两家一起投过两次标。", "No two tenderers met twice.")


@page(
    "inspections/<uuid:inspection>/tenders/together/",
    title=Sentence("谁和谁一起投标", "Who bids together"),
    roles=TEAM,
    where="inspection",
)
def together(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """Those whom open doubts name, and whom they met; without such doubts those who met most often."""
    one = see_one(Inspection, request.user, inspection)
    files = list(see(Ledger, request.user).filter(inspection=one, family="tenders", left_out=False))
    known = who_bids_together(by=request.user, ledgers=files) if files else []
    rows = see(Hit, request.user).filter(inspection=one, screen__in=EXPLAINED, state="open")
    opened = read_hits(by=request.user, hits=list(rows)) if known else []
    named = {line.payee for hit in opened for line in hit.evidence if line.payee}
    shown = among(known, named or {name for meeting in known for name in (meeting.one, meeting.other)})
    return show(
        request,
        "screening/together.html",
        inspection=one,
        crumbs=crumbs_to(one, "screening-tenders"),
        drawn=drawing(shown, named),
        circles=[circle.says() for circle in circles(shown)],
        pairs=Table(
            "pairs",
            Sentence("一起投标的两家", "Pairs"),
            COLUMNS,
            [
                {
                    "one": pair.one_name, "other": pair.other_name, "times": pair.times, "one_wins": pair.one_wins,
                    "other_wins": pair.other_wins,
                }
                for pair in shown
            ],
            empty=EMPTY,
        ),
    )  # fmt: skip
