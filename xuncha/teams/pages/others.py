"""谁还能当: everybody who could take a seat of a plan, and what that would cost, with bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, joined
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.progress import Progress, start
from xuncha.desk.table import Link, Table
from xuncha.planning.model import WEIGHT
from xuncha.planning.rule import Grade
from xuncha.teams.actions.inquire import inquire
from xuncha.teams.asking import others as ask
from xuncha.teams.core.forming import Seat
from xuncha.teams.core.pool import key_of
from xuncha.teams.facts import cadre_keys
from xuncha.teams.kept import formation_in, seats_in
from xuncha.teams.models import Cadre, Inquiry, Proposal
from xuncha.teams.pages._laid import SHORT, crumbs
from xuncha.teams.pages._working import waited
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import NotSeen

COMPARING = Sentence("正在逐个试算", "trying one after the other")
NOT_SO = Sentence("不可行", "not possible")
SAME = Sentence("代价相同", "costs the same")
COLUMNS = (
    Column("name", Sentence("人选", "Candidate"), width=14),
    Column("unit", Sentence("派出单位", "Lending unit"), width=26),
    Column("rank", Sentence("层次职级", "Rank"), width=16),
    Column("stays", Sentence("其他人都不动", "All others stay"), width=28),
    Column("moves", Sentence("其他人可以动", "Others may move"), width=28),
)
NOBODY = Sentence("没有别人能担任。", "Nobody else could.")


@page(
    "teams/proposals/<uuid:proposal>/others/<uuid:cadre>/",
    title=Sentence("谁还能当", "Who else could"),
    roles=OFFICE,
)
def others(request: HttpRequest, proposal: UUID, cadre: UUID) -> HttpResponse:
    """The last answer; ``do`` asks: stay (quick) or move (everybody may move, slower)."""
    row = see(Proposal, request.user).select_related("round").filter(pk=proposal).first()
    holder = see(Cadre, request.user).select_related("person", "unit").filter(pk=cadre).first()
    seat = _seat(row, holder) if row and holder else None
    if row is None or holder is None or seat is None:
        raise NotSeen
    if request.method == "POST":
        job = start(
            request.user, COMPARING, _work(request.user, row, holder, seat, request.POST.get("do") == "move")
        )
        return redirect("desk-progress", job=job.id)
    asked = see(Inquiry, request.user).filter(proposal=row, cadre=holder).order_by("-pk").first()
    team = next(one["name"] for one in row.plan["teams"] if one["team"] == seat.team)
    return show(
        request,
        "teams/others.html",
        proposal=row,
        holder=holder,
        team=team,
        role=SHORT[seat.role],
        asked=asked,
        table=_table(request.user, asked) if asked else None,
        crumbs=[
            *crumbs(row.round),
            Crumb(
                Sentence(f"方案{row.number}", f"proposal {row.number}"),
                reverse("teams-proposal", kwargs={"proposal": row.pk}),
            ),
        ],
    )


def _seat(row: Proposal, holder: Cadre) -> Seat | None:
    key = key_of((holder.person.name, holder.person.code))
    return next((one for one in seats_in(row.plan) if one.cadre == key), None)


def _work(by: Account, row: Proposal, holder: Cadre, seat: Seat, moving: bool) -> Callable[[Progress], str]:
    def work(progress: Progress) -> str:
        progress.at(10, Sentence("正在读取人才库", "reading the pool"))
        plan = formation_in(by, row)
        answer = waited(progress, COMPARING, ask, plan, seat, moving=moving)
        inquire(by=by, proposal=row, cadre=holder, moving=moving, answer=answer)
        return reverse("teams-others", kwargs={"proposal": row.pk, "cadre": holder.pk})

    return work


def _table(by: Account, asked: Inquiry) -> Table:
    pool = cadre_keys(by)
    rows = [_row(one, pool) for one in asked.answer if one["stays"] or one["moves"]]
    columns = COLUMNS if asked.moving else COLUMNS[:-1]
    return Table("others", Sentence("可以担任的人选", "Candidates"), columns, rows, NOBODY)


def _row(one: Mapping[str, Any], pool: Mapping[str, Cadre]) -> dict[str, Any]:
    cadre = pool.get(one["key"])
    name = one["key"] if cadre is None else cadre.person.name
    return {
        "name": name if cadre is None else Link(name, reverse("teams-cadre", kwargs={"cadre": cadre.pk})),
        "unit": cadre.unit.name if cadre and cadre.unit else "",
        "rank": (cadre.rank or cadre.grade) if cadre else "",
        "stays": cost_says(one["stays"]),
        "moves": cost_says(one["moves"]) if one["moves"] or not one["stays"] else SAME,
    }


def cost_says(cost: Mapping[str, Any] | None) -> Sentence:
    """A cost in the units of the rules' grades; where it is not proven, between which two."""
    if cost is None:
        return NOT_SO
    parts = [
        Sentence(f"{Grade[name].value.zh}{more:+d}", f"{Grade[name].value.en} {more:+d}")
        for name, more in cost["by_grade"].items()
    ]
    told = joined(parts, "，", ", ") if parts else SAME
    if cost["least"] == cost["most"]:
        return told
    least = _least(cost["least"])
    return Sentence(f"至多{told.zh}；{least.zh}", f"at most {told.en}; {least.en}")


def _least(weighted: int) -> Sentence:
    """A proven lower bound in the unit of the heaviest grade that it fills."""
    for grade in (one for one in Grade if one is not Grade.MUST):
        if weighted >= WEIGHT[grade]:
            units = weighted // WEIGHT[grade]
            return Sentence(f"至少{grade.value.zh}+{units}", f"at least {grade.value.en} +{units}")
    return Sentence("可能不增加", "perhaps no more")
