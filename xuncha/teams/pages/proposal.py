"""One proposal: teams with a reason at each name, what is left to be wished for, or why there are no teams."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import spoken
from xuncha.desk.table import Table
from xuncha.planning.rule import Grade
from xuncha.rounds.models import Round
from xuncha.teams.actions.accept import accept
from xuncha.teams.models import Proposal
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("team", Sentence("组别", "Team"), width=14),
    Column("role", Sentence("职务", "Role"), width=12),
    Column("name", Sentence("姓名", "Name"), width=12),
    Column("unit", Sentence("派出单位", "Lending unit"), width=22),
    Column("reasons", Sentence("理由", "Reasons"), width=70),
)


@page("teams/proposals/<uuid:proposal>/", title=Sentence("组队方案", "Proposal"), roles=OFFICE)
def proposal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Posting accepts it."""
    row = see_one(Proposal, request.user, proposal)
    around = see_one(Round, request.user, row.round_id)
    no = None
    if request.method == "POST":
        try:
            accept(by=request.user, proposal=row)
            return go(
                request, "teams-forming", around=around.pk, done=Sentence("已采用，各组已建立。", "Accepted.")
            )
        except Refusal as refusal:
            no = refusal
    plan = row.plan
    excel = Table("plan", Sentence("组队方案", "Proposal"), COLUMNS, _flat(plan))
    return show(
        request,
        "teams/proposal.html",
        proposal=row,
        around=around,
        says=Sentence(**plan["says"]),
        teams=[_team(team) for team in plan["teams"]],
        broken=[Sentence(**one["says"]) for one in plan["broken"]],
        costs=[(Grade[name].value, cost) for name, cost in plan["by_grade"].items() if name != "MUST"],
        reasons=[_reason(one) for one in plan["reasons"]],
        excel=excel,
        no=no,
        crumbs=[
            Crumb(Sentence("组建巡察组", "Teams"), reverse("teams-teams")),
            Crumb(
                Sentence(around.title, around.title), reverse("teams-forming", kwargs={"around": around.pk})
            ),
        ],
    )


def _team(team: dict[str, Any]) -> dict[str, Any]:
    rows = [_row(team, one) for one in team["people"]]
    title = Sentence(f"{team['name']}（{len(rows)}人）", f"{team['name']} ({len(rows)})")
    return {
        "targets": team["targets"],
        "size": Sentence(**team["size"]),
        "table": Table("", title, COLUMNS[1:], rows),
    }


def _row(team: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    return {
        "team": team["name"],
        "role": Role(one["role"]).called,
        "name": one["name"],
        "unit": one["unit"],
        "reasons": [Sentence(**says) for says in one["reasons"]],
    }


def _flat(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """One line a person with the reasons in one cell, for Excel."""
    rows = [_row(team, one) for team in plan["teams"] for one in team["people"]]
    return [{**row, "reasons": "；".join(spoken(says) for says in row["reasons"])} for row in rows]


def _reason(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "says": Sentence(**one["says"]),
        "basis": one["basis"],
        "lists": [(Sentence(**names["title"]), names["names"]) for names in one["lists"]],
    }
