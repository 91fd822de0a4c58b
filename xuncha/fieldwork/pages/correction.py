"""One 立行立改: its notice, the body's answer, the team's check."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.fieldwork.actions.correct import answer_correction, check_correction, read_corrections
from xuncha.fieldwork.actions.print_papers import print_correction
from xuncha.fieldwork.models import Correction
from xuncha.fieldwork.pages._forms import AnswerForm, CheckForm, NoticeForm
from xuncha.fieldwork.pages._ways import crumbs_to
from xuncha.fieldwork.pages.corrections import state_marks
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import HEADS, TEAM
from xuncha.trust.refusal import Refusal

DONE = {
    "answer": Sentence("单位回复已登记。", "The answer is recorded."),
    "check": Sentence("核查意见已登记。", "The check is recorded."),
    "notice": Sentence("通知书已拟好，可以送签。", "The notice is drafted."),
}
FORMS = {"answer": AnswerForm, "check": CheckForm, "notice": NoticeForm}


@page("corrections/<uuid:correction>/", title=Sentence("立行立改事项", "An immediate correction"), roles=TEAM)
def correction(request: HttpRequest, correction: UUID) -> HttpResponse:
    """POST `do`: answer, check or notice."""
    row = see_one(Correction, request.user, correction)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    plain = read_corrections(by=request.user, corrections=[row])[0]
    heads = request.user.sight.has(HEADS, inspection.pk)
    do = request.POST.get("do", "")
    initial = {
        "answer": {"answer": plain["answer"], "on": clock.today()},
        "notice": {"body": _body(inspection)},
    }
    forms = {
        key: kind(request.POST if key == do else None, initial=initial.get(key))
        for key, kind in FORMS.items()
    }
    no = None
    if do in forms and forms[do].is_valid():
        try:
            return _do(request, row, do, forms[do].cleaned_data)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "fieldwork/correction.html",
        status=no.status if no else 200,
        correction=row,
        inspection=inspection,
        marks=state_marks(row, clock.today()),
        facts=_facts(row, plain),
        answer=forms["answer"] if row.state in ("open", "replied") else None,
        check=forms["check"] if heads and row.state == "replied" else None,
        notice=forms["notice"] if heads else None,
        no=no,
        back_url=reverse("fieldwork-corrections", args=[inspection.pk]),
        crumbs=crumbs_to(inspection, "fieldwork-corrections"),
    )


def _do(request: HttpRequest, row: Correction, do: str, given: dict[str, Any]) -> HttpResponse:
    version = int(request.POST.get("version", row.version))
    if do == "notice":
        paper = print_correction(by=request.user, correction=row, **given)
        return go(request, "papers-paper", paper=paper.pk, done=DONE[do])
    act = {"answer": answer_correction, "check": check_correction}[do]
    act(by=request.user, correction=row, version=version, **given)
    return go(request, "fieldwork-correction", correction=row.pk, done=DONE[do])


def _body(inspection: Inspection) -> str:
    """The inspected body as the inspection's title names it."""
    return inspection.title.removeprefix("巡察")


def _facts(row: Correction, plain: dict[str, str]) -> list[tuple[Sentence, object]]:
    return [
        (Sentence("存在问题", "Problem"), plain["problem"]),
        (Sentence("整改要求", "What is demanded"), plain["demand"]),
        (Sentence("提出日期", "Given on"), row.given_on),
        (Sentence("完成时限", "Time limit"), row.due),
        (Sentence("单位整改情况", "The body's answer"), plain["answer"]),
        (Sentence("回复日期", "Answered on"), row.answered_on),
        (Sentence("核查看到的情况", "What was seen"), plain["seen"]),
        (Sentence("核查日期", "Checked on"), row.checked_on),
    ]
