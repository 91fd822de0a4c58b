"""派出单位负担: people lent over the term, this round apart, and how often units refused, as a chart and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.spoken import spoken
from xuncha.desk.table import Table
from xuncha.rounds.models import Round
from xuncha.teams.burden import Burden, burdens
from xuncha.teams.pages._laid import crumbs, drafting_tabs
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import OFFICE

COLUMNS = (
    Column("unit", Sentence("派出单位", "Lending unit"), width=26),
    Column("staff", Sentence("人数", "Staff"), "int"),
    Column("before", Sentence("本届以前各轮", "Earlier rounds"), "int"),
    Column("now", Sentence("本轮", "This round"), "int"),
    Column("percent", Sentence("累计占人数", "Share of staff"), width=12),
    Column("refused", Sentence("不同意", "Refused"), "int"),
    Column("unfit", Sentence("推荐不合条件", "Unfit recommended"), "int"),
    Column("reasons", Sentence("不同意的理由", "Reasons given"), width=50),
)
EMPTY = Sentence("本届还没有抽调。", "Nobody was drafted in this term.")


@dataclass(frozen=True)
class Bar:
    """A unit's bars, people lent above what it refused: how long each part is, in per cent of the longest."""

    unit: str
    before: int
    now: int
    refused: int
    before_share: str
    now_share: str
    refused_share: str


@page(
    "rounds/<uuid:around>/lenders/", title=Sentence("派出单位负担", "Burden of lending units"), roles=OFFICE
)
def lenders(request: HttpRequest, around: UUID) -> HttpResponse:
    """Units stand by the people they lent, never by what they refused."""
    row = see_one(Round, request.user, around)
    shares = burdens(request.user, row)
    title = Sentence("派出单位负担和答复", "Burden and answers of lending units")
    return show(
        request,
        "teams/lenders.html",
        around=row,
        bars=_bars([one for one in shares if one.total or one.refused]),
        table=Table("burden", title, COLUMNS, [_row(one) for one in shares], EMPTY),
        tabs=drafting_tabs(row, "lenders"),
        crumbs=crumbs(row),
    )


def _bars(shares: list[Burden]) -> list[Bar]:
    most = max((number for one in shares for number in (one.total, one.refused)), default=1) or 1
    return [
        Bar(
            one.unit,
            one.before,
            one.now,
            one.refused,
            *(f"{100 * number / most:.2f}" for number in (one.before, one.now, one.refused)),
        )
        for one in shares
    ]


def _row(one: Burden) -> dict[str, Any]:
    unknown = spoken(Sentence("人数未填", "not known"))
    return {
        "unit": one.unit,
        "staff": one.staff,
        "before": one.before,
        "now": one.now,
        "percent": unknown if one.percent is None else f"{one.percent:.1f}%",
        "refused": one.refused,
        "unfit": one.unfit,
        "reasons": [reason for reason in one.reasons if reason],
    }
