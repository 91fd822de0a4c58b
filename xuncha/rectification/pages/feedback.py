"""反馈登记: the day, the body, and the limits that the office chooses among those on record."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.base.workdays import YearUnknown
from xuncha.desk.fields import choice, day
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import spoken
from xuncha.desk.steps import Step, take_step
from xuncha.findings.models import Finding
from xuncha.papers.models import Paper
from xuncha.rectification import facts
from xuncha.rectification.actions.feed_back import feed_back
from xuncha.rectification.actions.print_papers import draft_feedback, draft_plan
from xuncha.rectification.core.clock import options, shown
from xuncha.rectification.models import Feedback
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

TITLE = Sentence("反馈", "Feedback")


class FeedbackForm(forms.Form):
    use_required_attribute = False
    organisation = choice("反馈对象", "Body")
    on = day("反馈日期", "Fed back on", "反馈会议当天，期限从次日起算", "The limits run from the next day")
    plan_clock = choice(
        "整改方案期限",
        "Limit for the plan",
        "在册的期限都列出，由巡察办选定",
        "Every limit on record; choose",
        radio=True,
    )
    report_clock = choice(
        "整改报告期限",
        "Limit for the report",
        "同上；未核对原文的请先核对",
        "Check the official text",
        radio=True,
    )


OPINION = Step(
    "opinion",
    Sentence("拟制反馈意见", "Draft the feedback"),
    lambda by, row, said: draft_feedback(by=by, feedback=row),
)
PLAN = Step(
    "plan",
    Sentence("拟制整改方案空白表", "Draft the plan's blank"),
    lambda by, row, said: draft_plan(by=by, feedback=row),
)


@page("inspections/<uuid:inspection>/feedback/", title=TITLE, roles=OFFICE, where="inspection")
def feedback(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The form while a reported finding waits, and what was fed back already with its papers."""
    see_one(Inspection, request.user, inspection)
    place = see(Inspection, request.user).select_related("round").get(pk=inspection)
    given = list(
        see(Feedback, request.user).filter(inspection=place).select_related("organisation").order_by("on")
    )
    chosen = next(
        (row for row in given if str(row.pk) == request.POST.get("feedback")), given[0] if given else None
    )
    taken = take_step(request, (OPINION, PLAN) if chosen else (), chosen)
    if taken.done:
        made = see(Paper, request.user).filter(about_id=chosen.pk).order_by("serial").last()
        return redirect("papers-paper", paper=made.pk)
    form = _form(request, place)
    if form and form.is_bound and form.is_valid() and _record(request, place, form):
        done = Sentence("已登记反馈，整改事项已逐项列出。", "Recorded; the items are open.")
        return go(request, "rectification-feedback", inspection=place.pk, done=done)
    return show(
        request, "rectification/feedback.html", inspection=place, form=form, given=given, boxes=taken.boxes,
        back_url=reverse("rectification-ledger"),
        crumbs=[Crumb(Sentence("整改台账", "Rectification"), reverse("rectification-ledger"))],
    )  # fmt: skip


def _form(request: HttpRequest, place: Inspection) -> FeedbackForm | None:
    waiting = (
        see(Finding, request.user)
        .filter(inspection=place, state=Finding.REPORTED)
        .values_list("organisation_id", flat=True)
    )
    bodies = see(Organisation, request.user).filter(pk__in=set(waiting)).order_by("name")
    if not bodies:
        return None
    form = FeedbackForm(request.POST if request.method == "POST" and "do" not in request.POST else None)
    form.fields["organisation"].choices = [("", ""), *((str(one.pk), one.name) for one in bodies)]
    for name, key in (("plan_clock", "rectification.plan"), ("report_clock", "rectification.report")):
        form.fields[name].choices = [(limit, _limit(clock_)) for limit, clock_ in facts.clocks(key).items()]
    return form


def _limit(limit: facts.Clock) -> str:
    """The limit with the day that it would give from today."""
    try:
        return spoken(shown(options([limit], clock.today(), calendar.official())[0]))
    except YearUnknown:
        return f"{spoken(limit.shown())}，{limit.basis}"


def _record(request: HttpRequest, place: Inspection, form: FeedbackForm) -> bool:
    said = dict(form.cleaned_data)
    organisation = see(Organisation, request.user).get(pk=said.pop("organisation"))
    try:
        feed_back(by=request.user, inspection=place, organisation=organisation, **said)
    except Refusal as no:
        form.add_error(None, f"{spoken(no.says)}。{spoken(no.remedy)}")
        return False
    return True
