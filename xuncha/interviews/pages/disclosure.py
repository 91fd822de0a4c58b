"""中止谈话的记录: what was written when a person began to own up; for the team leader alone."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.interviews.actions.read import read_disclosure
from xuncha.interviews.facts import outlines
from xuncha.interviews.models import Interview
from xuncha.interviews.pages._words import crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import NotSeen


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
    here = Crumb(
        Sentence(f"第{row.serial}号", f"No. {row.serial}"), reverse("interviews-interview", args=[row.pk])
    )
    return show(
        request,
        "interviews/disclosure.html",
        interview=row,
        words=kept["words"],
        answers=[
            (q.ask, answers[q.key]["answer"]) for q in outlines()[row.outline].questions if q.key in answers
        ],
        free=kept["record"].get("free", ""),
        crumbs=[*crumbs_to(inspection), here],
    )
