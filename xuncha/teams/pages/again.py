"""有人退出怎么补: three ways to go on, from everybody else staying to forming anew, with what each changes and costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.progress import Progress, start
from xuncha.planning.rule import Grade
from xuncha.teams.actions.adopt import adopt
from xuncha.teams.actions.drop_out import offer
from xuncha.teams.asking import replanned
from xuncha.teams.core.pool import key_of
from xuncha.teams.differences import changes, costs
from xuncha.teams.kept import formation_in, seats_in
from xuncha.teams.models import Cadre, Proposal, TeamMember
from xuncha.teams.pages._laid import crumbs
from xuncha.teams.pages._working import waited
from xuncha.teams.pages.compare import GRADES
from xuncha.teams.standing import members_of
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import NotSeen, Refusal

COMPARING = Sentence("正在比较替补办法", "comparing the ways to go on")


@page("teams/again/<uuid:member>/", title=Sentence("有人退出怎么补", "Somebody drops out"), roles=OFFICE)
def again(request: HttpRequest, member: UUID) -> HttpResponse:
    """``do``: ask (three plans are kept), or adopt one of them."""
    row = (
        see(TeamMember, request.user).select_related("team__round", "cadre__person").filter(pk=member).first()
    )
    current = _current(request.user, row) if row else None
    if row is None or current is None:
        raise NotSeen
    no = None
    if request.method == "POST" and request.POST.get("do") == "ask":
        job = start(request.user, COMPARING, _work(request.user, row, current))
        return redirect("desk-progress", job=job.id)
    if request.method == "POST":
        try:
            chosen = see_one(Proposal, request.user, request.POST.get("proposal"))
            adopt(by=request.user, proposal=chosen)
            done = Sentence("已采用，人员已调整，新版已发布。", "Adopted and published.")
            return go(request, "teams-proposal", proposal=chosen.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "teams/again.html",
        member=row,
        current=current,
        ways=[_way(current, one) for one in _offered(request.user, row, current)],
        no=no,
        crumbs=crumbs(row.team.round),
    )


def _current(by: Account, row: TeamMember) -> Proposal | None:
    """The edition in force."""
    found = see(Proposal, by).select_related("round").filter(round=row.team.round_id, accepted=True)
    return found.first()


def _key(cadre: Cadre) -> str:
    return key_of((cadre.person.name, cadre.person.code))


def _offered(by: Account, row: TeamMember, current: Proposal) -> list[Proposal]:
    """The last three plans offered for this drop-out."""
    rows = see(Proposal, by).filter(parent=current, way=Proposal.STANDIN).order_by("-number")
    return [one for one in rows if one.plan["gone"] == [_key(row.cadre)]][:3][::-1]


def _way(current: Proposal, one: Proposal) -> dict[str, Any]:
    moved = [change for change in changes(current.plan, one.plan) if change.cadre not in one.plan["gone"]]
    return {
        "proposal": one,
        "title": Sentence(**one.plan["says"]),
        "changes": moved,
        "costs": [(Grade[name].value, old, new) for name, old, new in costs(current.plan, one.plan, GRADES)],
    }


def _work(by: Account, row: TeamMember, current: Proposal) -> Callable[[Progress], str]:
    def work(progress: Progress) -> str:
        progress.at(10, Sentence("正在读取人才库", "reading the pool"))
        serving = {_key(one.cadre) for one in members_of(by, row.team.round)} - {_key(row.cadre)}
        seats = [one for one in seats_in(current.plan) if one.cadre in serving]
        previous = formation_in(by, current, seats)
        ways = waited(progress, COMPARING, replanned, previous, [_key(row.cadre)])
        offer(by=by, proposal=current, gone=row.cadre, ways=ways)
        return reverse("teams-again", kwargs={"member": row.pk})

    return work
