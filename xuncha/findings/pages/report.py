"""巡察报告: the draft and what it will say, names taken out; submitted by a head of the team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import spoken
from xuncha.desk.steps import Step, take_step
from xuncha.findings import facts
from xuncha.findings.actions.draft_report import read_report, save_report, submit_report
from xuncha.findings.actions.print_papers import draft_report_paper
from xuncha.findings.actions.read_draft import read_draft
from xuncha.findings.models import Report
from xuncha.findings.pages._forms import ReportForm, ReportPaperForm
from xuncha.findings.pages._place import tabs
from xuncha.papers.models import Paper
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.refusal import Refusal

PAPER = Step(
    "paper",
    Sentence("拟制报告文书", "Draft the report's paper"),
    lambda by, place, said: draft_report_paper(
        by=by, inspection=place, **{key: said[key] for key in ("organ", "to", "signer")}
    ),
    ReportPaperForm,
)
SUBMIT = Step(
    "submit",
    Sentence("报送领导小组", "Submit to the leading group"),
    lambda by, place, said: submit_report(by=by, inspection=place),
    lead=Sentence(
        "报送后报告和问题不能再改，巡察办可以看到。", "Nothing can be changed afterwards; the office sees it."
    ),
)


@page(
    "inspections/<uuid:inspection>/report/",
    title=Sentence("巡察报告", "Report"),
    roles=TEAM | {Role.OFFICE},
    where="inspection",
)
def report(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The draft's form for the team, and the report as it stands for everybody who may read it."""
    see_one(Inspection, request.user, inspection)
    place = see(Inspection, request.user).select_related("round", "target").get(pk=inspection)
    row = see(Report, request.user).filter(inspection=place).first()
    team = request.user.sight.has(TEAM, place.pk) and not request.user.sight.wide & {Role.OFFICE}
    taken = take_step(request, _steps(request, row), place)
    if taken.done is PAPER:
        made = (
            see(Paper, request.user)
            .filter(about_id=place.pk, form="inspection_report")
            .order_by("serial")
            .last()
        )
        return redirect("papers-paper", paper=made.pk)
    if taken.done:
        return go(request, "findings-report", inspection=place.pk, done=Sentence("已报送。", "Submitted."))
    form, saved = None, False
    if team and (row is None or row.state == Report.DRAFT):
        form, saved = _form(request, place, row)
    if saved:
        return go(request, "findings-report", inspection=place.pk, done=Sentence("已保存。", "Saved."))
    made, no = _outline(request, place, row)
    return show(
        request, "findings/report.html", status=taken.status, inspection=place, report=row, form=form, outline=made, no=no,
        boxes=taken.boxes, tabs=tabs(place.pk, request.user, "findings-report"), draft_key=request.path,
        crumbs=[] if team else [Crumb(Sentence("巡察任务", "Inspection"), reverse("rounds-inspection", args=[place.pk]))],
    )  # fmt: skip


def _steps(request: HttpRequest, row: Report | None) -> list[Step]:
    if row is None or not request.user.sight.has(TEAM, row.inspection_id):
        return []
    heads = request.user.sight.has(HEADS, row.inspection_id)
    return [PAPER, SUBMIT] if heads and row.state == Report.DRAFT else [PAPER]


def _form(request: HttpRequest, place: Inspection, row: Report | None) -> tuple[ReportForm, bool]:
    posted = request.POST if request.method == "POST" and "do" not in request.POST else None
    initial: dict[str, Any] = read_draft(by=request.user, report=row) if row else {}
    form = ReportForm(posted or drafts.take(request), initial=initial)
    form.fields["areas"].choices = [(key, one.title) for key, one in facts.areas().items()]
    if posted is None or not form.is_valid():
        return form, False
    said = form.cleaned_data
    version = request.POST.get("version", "")
    try:
        save_report(
            by=request.user, inspection=place, areas=said["areas"], overall=said["overall"],
            suggestions=said["suggestions"].splitlines(), version=int(version) if version.isdigit() else None,
        )  # fmt: skip
    except Refusal as no:
        drafts.keep(request)
        form.add_error(None, spoken(no.says))
        return form, False
    drafts.drop(request)
    return form, True


def _outline(request: HttpRequest, place: Inspection, row: Report | None) -> tuple[Any, Refusal | None]:
    if row is None:
        return None, None
    try:
        return read_report(by=request.user, inspection=place), None
    except Refusal as no:
        return None, no
