"""组建巡察组: chooses the round; goes on by itself where only one is not closed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Link, Table
from xuncha.rounds.models import Round
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE

COLUMNS = (
    Column("title", Sentence("轮次", "Round"), width=40),
    Column("entry_day", Sentence("进驻", "Entry"), "date"),
    Column("leaves_day", Sentence("撤离", "Leaves"), "date"),
    Column("drafting", Sentence("抽调", "Drafting"), width=16),
)
EMPTY = Sentence("还没有轮次。请先在“轮次”页面开启新一轮。", "No round yet. Open one first.")


@page("teams/", title=Sentence("组建巡察组", "Teams"), roles=OFFICE, menu=Menu("plan", 50))
def teams(request: HttpRequest) -> HttpResponse:
    """The rounds, the latest first."""
    rounds = list(see(Round, request.user).order_by("-entry_day"))
    going_on = [one for one in rounds if one.state != "closed"]
    if len(going_on) == 1 and len(rounds) == 1:
        return redirect("teams-forming", around=going_on[0].pk)
    rows = [
        {
            "title": Link(one.title, reverse("teams-forming", kwargs={"around": one.pk})),
            "entry_day": one.entry_day,
            "leaves_day": one.leaves_day,
            "drafting": Link(
                Sentence("抽调台账", "register"), reverse("teams-drafting", kwargs={"around": one.pk})
            ),
        }
        for one in rounds
    ]
    return show(
        request, "teams/teams.html", table=Table("", Sentence("轮次", "Rounds"), COLUMNS, rows, EMPTY)
    )
