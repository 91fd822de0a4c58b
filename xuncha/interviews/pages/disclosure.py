"""中止谈话的记录: what was written when a person began to own up; for the team leader alone."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.interviews.actions.read import read_disclosure
from xuncha.interviews.actions.talk import draft_disclosure_report
from xuncha.interviews.facts import outlines
from xuncha.interviews.models import Interview
from xuncha.interviews.pages._plan_forms import ReportForm
from xuncha.interviews.pages._words import crumb_of, crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import NotSeen, Refusal


@page(
    "interviews/<uuid:interview>/disclosure/",
    title=Sentence("中止谈话的记录", "What was written when a talk was stopped"),
    roles={Role.LEADER},
)
def disclosure(request: HttpRequest, interview: UUID) -> HttpResponse:
    """Opening it is journalled like every opening; a lead is made of it in the room of leads."""
    row = see_one(Interview, request.user, interview)
    sealed = read_disclosure(by=request.user, interview=row)
    if not sealed:
        raise NotSeen
    inspection = see_one(Inspection, request.user, row.inspection_id)
    kept = json.loads(sealed)
    answers = kept["record"].get("answers", {})
    form, no = ReportForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            paper = draft_disclosure_report(by=request.user, interview=row, **form.cleaned_data)
            done = Sentence("已拟出报告草稿，请核对、送签。", "Drafted: check it and submit it.")
            return go(request, "papers-paper", paper=paper.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "interviews/disclosure.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        submit=Sentence("拟制报告", "Draft the report"),
        interview=row,
        words=kept["words"],
        answers=[
            (q.ask, answers[q.key]["answer"]) for q in outlines()[row.outline].questions if q.key in answers
        ],
        free=kept["record"].get("free", ""),
        crumbs=[*crumbs_to(inspection), crumb_of(row)],
    )
