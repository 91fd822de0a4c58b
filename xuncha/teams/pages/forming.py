"""组队: which inspections one team makes, who is set by hand; then the solver works beside the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.progress import Progress, start
from xuncha.desk.table import Link, Mark, Table
from xuncha.rounds.models import Inspection, Round
from xuncha.teams.actions.propose import form as form_round
from xuncha.teams.asking import Answer, formed
from xuncha.teams.core.facts import Pin
from xuncha.teams.core.forming import Forming
from xuncha.teams.differences import changes
from xuncha.teams.facts import Group
from xuncha.teams.models import Proposal, Team
from xuncha.teams.pages._forming_form import FormingForm, begun
from xuncha.teams.pages._working import waited
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account

TITLE = Sentence("正在组队", "Forming the teams")
COMPARING = Sentence("正在比较人选", "comparing people")
TEAM_COLUMNS = (
    Column("name", Sentence("巡察组", "Team"), width=16),
    Column("targets", Sentence("巡察任务", "Inspections"), width=40),
    Column("state", Sentence("状态", "State"), "mark", width=12),
)
STATES = {
    "formed": Mark(Sentence("已组队，未授权", "formed, not authorised"), "wait"),
    "authorised": Mark(Sentence("已授权", "authorised"), "ok"),
    "dissolved": Mark(Sentence("已离组", "dissolved"), "off"),
}
PROPOSAL_COLUMNS = (
    Column("name", Sentence("方案", "Proposal"), width=14),
    Column("made_on", Sentence("日期", "Day"), "date"),
    Column("says", Sentence("结果", "Result"), width=30),
    Column("parent", Sentence("由来", "From"), width=40),
    Column("state", Sentence("状态", "State"), "mark", width=16),
)


@page("rounds/<uuid:around>/teams/", title=Sentence("组队", "Form teams"), roles=OFFICE)
def forming(request: HttpRequest, around: UUID) -> HttpResponse:
    """The form, the teams as they stand, and every proposal made before."""
    row = see_one(Round, request.user, around)
    inspections = list(see(Inspection, request.user).filter(round=row).order_by("title"))
    kept = drafts.take(request) if request.method == "GET" else None
    last = see(Proposal, request.user).filter(round=row).order_by("-number").first()
    form = FormingForm(
        request.POST or kept or None,
        inspections=inspections,
        by=request.user,
        initial=begun(last.plan) if last else None,
    )
    if request.method == "POST" and form.is_valid():
        drafts.drop(request)
        asked = form.cleaned_data
        work = _work(request.user, row, form.groups(), asked["pins"], asked["strict"])
        job = start(request.user, TITLE, work)
        return redirect("desk-progress", job=job.id)
    return show(
        request,
        "teams/forming.html",
        around=row,
        form=form,
        draft_key=request.path,
        draft_found=bool(kept),
        inspections=inspections,
        authorised=see(Team, request.user).filter(round=row, state="authorised").exists(),
        teams=_teams(request.user, row),
        proposals=_proposals(request.user, row),
        crumbs=[Crumb(Sentence("组建巡察组", "Teams"), reverse("teams-teams"))],
    )


def _work(
    by: Account, around: Round, groups: Sequence[Group], pins: Sequence[Pin], strict: bool
) -> Callable[[Progress], str]:
    def work(progress: Progress) -> str:
        progress.at(10, Sentence("正在读取人才库和回避事实", "reading the pool"))

        def solve(forming: Forming) -> Answer:
            return waited(progress, COMPARING, formed, forming, strict=strict)

        proposal = form_round(by=by, around=around, groups=groups, pins=pins, solve=solve)
        return reverse("teams-proposal", kwargs={"proposal": proposal.pk})

    return work


def _teams(by: Account, row: Round) -> Table:
    rows = [
        {
            "name": Link(team.name, reverse("teams-team", kwargs={"team": team.pk})),
            "targets": "、".join(see(Inspection, by).filter(teams=team).values_list("title", flat=True)),
            "state": STATES[team.state],
        }
        for team in see(Team, by).filter(round=row).order_by("number")
    ]
    empty = Sentence("还没有组队。先在上面选定各任务的组别，再生成方案。", "No teams yet: form them above.")
    return Table("", Sentence("本轮巡察组", "Teams of the round"), TEAM_COLUMNS, rows, empty, numbered=False)


def _proposals(by: Account, row: Round) -> Table:
    rows = [
        {
            "name": Link(
                Sentence(f"方案{one.number}", f"proposal {one.number}"),
                reverse("teams-proposal", kwargs={"proposal": one.pk}),
            ),
            "made_on": one.made_on,
            "says": Sentence(**one.plan["says"]),
            "parent": _from(one),
            "state": _state(one),
        }
        for one in see(Proposal, by).filter(round=row).select_related("parent").order_by("-number")
    ]
    empty = Sentence("还没有方案。", "No proposal yet.")
    return Table("", Sentence("历次方案", "Proposals"), PROPOSAL_COLUMNS, rows, empty, numbered=False)


def _from(one: Proposal) -> Any:
    if one.parent is None:
        return None
    moved = len(changes(one.parent.plan, one.plan))
    says = Sentence(
        f"方案{one.parent.number}，变动{moved}人：{one.reason}",
        f"{one.parent.number}, {moved} moved: {one.reason}",
    )
    return Link(says, reverse("teams-compare", kwargs={"one": one.parent_id, "other": one.pk}))


def _state(one: Proposal) -> Mark | None:
    if one.edition is None:
        return None
    if one.accepted:
        return Mark(Sentence(f"第{one.edition}版，现行", f"edition {one.edition}, in force"), "ok")
    return Mark(Sentence(f"第{one.edition}版", f"edition {one.edition}"), "off")
