"""谈话条件: what a person's talk needs; for the leader besides, the request to talk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.interviews.actions.needs import set_needs
from xuncha.interviews.actions.read import read_talk
from xuncha.interviews.actions.release import draft_clearance
from xuncha.interviews.core.stages import PLACEABLE
from xuncha.interviews.core.timetable import Talk
from xuncha.interviews.models import Interview
from xuncha.interviews.pages._plan_forms import ClearanceForm, NeedsForm
from xuncha.interviews.pages._words import crumb_of, crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.refusal import NotSeen, Refusal

DONE = Sentence("谈话条件已保存。", "Saved.")


@page("interviews/<uuid:interview>/needs/", title=Sentence("谈话条件", "What a talk needs"), roles=TEAM)
def needs(request: HttpRequest, interview: UUID) -> HttpResponse:
    """`do` is needs or clearance; the latter is the leader's."""
    row = see_one(Interview, request.user, interview)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    talk, _, _ = read_talk(by=request.user, interview=row)
    leads = request.user.sight.has({Role.LEADER}, inspection.pk)
    made, no = _forms(request, row, talk, leads), None
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in made:
            raise NotSeen
        try:
            if made[do].is_valid():
                answer = _take(request, do, row, made[do].cleaned_data)
                return answer or go(request, "interviews-needs", interview=row.pk, done=DONE)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "interviews/needs.html",
        status=no.status if no else 200,
        interview=row,
        name=talk.name,
        forms=made,
        no=no,
        crumbs=[*crumbs_to(inspection), crumb_of(row)],
    )


def _forms(request: HttpRequest, row: Interview, talk: Talk, leads: bool) -> dict[str, Any]:
    def data(do: str) -> Any:
        return request.POST if request.POST.get("do") == do else None

    if row.stage not in PLACEABLE:
        return {}
    initial = {
        "away": "、".join(sorted(map(str, talk.away))),
        "barred": "、".join(sorted(talk.barred)),
        "woman": talk.woman,
    }
    made: dict[str, Any] = {"needs": NeedsForm(data("needs"), initial=initial)}
    if leads:
        made["clearance"] = ClearanceForm(data("clearance"))
    return made


def _take(request: HttpRequest, do: str, row: Interview, said: dict[str, Any]) -> HttpResponse | None:
    by, posted = request.user, request.POST.get("version", "")
    version = int(posted) if posted.isdigit() else 0
    if do == "clearance":
        paper = draft_clearance(by=by, interview=row, **said)
        return go(
            request,
            "papers-paper",
            paper=paper.pk,
            done=Sentence("已拟出草稿，请核对。", "Drafted: check it."),
        )
    set_needs(by=by, interview=row, version=version, **said)
    return None
