"""待核事项: everything that a team is to look into, whatever it came from."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Link, Table
from xuncha.findings.actions.raise_observation import SOURCES
from xuncha.findings.actions.read import read
from xuncha.findings.models import Observation
from xuncha.findings.pages._place import OBSERVATION_STATES, READERS, tabs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM

COLUMNS = (
    Column("text", Sentence("要核实什么", "To look into"), width=48),
    Column("source", Sentence("来源", "Source"), width=12),
    Column("raised_on", Sentence("提出日期", "Raised"), "date"),
    Column("state", Sentence("状态", "State"), "mark"),
)
EMPTY = Sentence(
    "还没有待核事项。从谈话、筛查、调阅等页面提出，或在这里直接提出。",
    "Nothing yet. Raise one here or from a source's page.",
)
SHORT = 60


@page(
    "inspections/<uuid:inspection>/observations/",
    title=Sentence("待核事项", "Observations"),
    roles=READERS,
    where="inspection",
)
def board(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The observations that this account may see, open ones first; without their serials, whose gaps would tell of the others."""
    place = see_one(Inspection, request.user, inspection)
    rows = list(see(Observation, request.user).filter(inspection=place).order_by("serial"))
    rows.sort(key=lambda row: (row.state not in (Observation.OPEN, Observation.CONTINUED), row.serial))
    texts = read(by=request.user, rows=rows, columns=["text"])
    listed = [
        {
            "text": Link(_short(plain["text"]), reverse("findings-observation", args=[row.pk])),
            "source": SOURCES[row.source],
            "raised_on": row.raised_on,
            "state": OBSERVATION_STATES[row.state],
        }
        for row, plain in zip(rows, texts, strict=True)
    ]
    table = Table("observations", Sentence("待核事项", "Observations"), COLUMNS, listed, empty=EMPTY)
    return show(
        request,
        "findings/board.html",
        inspection=place,
        tabs=tabs(place.pk, request.user, "findings-board"),
        observations=table,
        team=request.user.sight.has(TEAM, place.pk),
    )


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
