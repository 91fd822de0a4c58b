"""谈话文书: the two timetables, one for the body and one for the team."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.interviews.actions.draft_papers import draft_for_body, draft_for_team
from xuncha.interviews.pages._forms import ContactForm
from xuncha.interviews.pages._words import tabs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

DONE = Sentence("已拟出草稿，请核对、送签。", "Drafted: check it and submit it.")


@page(
    "inspections/<uuid:inspection>/interviews/papers/",
    title=Sentence("谈话文书", "Papers of talks"),
    roles=TEAM,
    where="inspection",
)
def print(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """`do` is body or team; the paper goes on to its own page."""
    one = see_one(Inspection, request.user, inspection)
    form, no = ContactForm(), None
    try:
        if request.method == "POST" and request.POST.get("do") == "team":
            paper = draft_for_team(by=request.user, inspection=one)
            return go(request, "papers-paper", paper=paper.pk, done=DONE)
        if request.method == "POST":
            form = ContactForm(request.POST)
            if form.is_valid():
                paper = draft_for_body(by=request.user, inspection=one, **form.cleaned_data)
                return go(request, "papers-paper", paper=paper.pk, done=DONE)
    except Refusal as refusal:
        no = refusal
    return show(
        request,
        "interviews/print.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "print"),
        form=form,
        no=no,
    )
