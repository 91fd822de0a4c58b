"""账套调取函: choose what the body is asked for and the program it uses; the letter is drafted with the steps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import fields
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.ask_for_books import ask_for_books
from xuncha.screening.facts import exports
from xuncha.screening.pages._forms import Plain
from xuncha.screening.pages._ways import crumbs_to
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

DRAFTED = Sentence(
    "账套调取函已拟好，请核对后送签。", "The request is drafted; check it and send it for signature."
)
YEARS_BACK = 3
DAYS_TO_ANSWER = 3


def _year(zh: str, en: str) -> forms.IntegerField:
    return forms.IntegerField(label=said(Sentence(zh, en)), min_value=1990, max_value=2100)


class AskForm(Plain):
    """Tables, programs, years and the day to answer by."""

    tables = fields.several("调取哪些资料", "What is asked for")
    programs = fields.several(
        "单位用什么软件记账", "Programs that the body uses", "函后附上所选软件的导出步骤；不清楚就多选几种。",
        "The steps are annexed for each; choose several if it is not known.", required=False,
    )  # fmt: skip
    first_year = _year("从哪一年", "From the year")
    last_year = _year("到哪一年", "To the year")
    reply_by = fields.day("提供时限", "To be handed over by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tables"].choices = [(one.key, one.title) for one in exports().tables]
        self.fields["programs"].choices = [(one.key, one.title) for one in exports().programs]


@page(
    "inspections/<uuid:inspection>/books/ask/",
    title=Sentence("拟制账套调取函", "Ask for the books"),
    roles=TEAM,
    where="inspection",
)
def ask(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST drafts the letter. All tables are ticked at first, and the last full years are filled in."""
    one = see_one(Inspection, request.user, inspection)
    today = clock.today()
    initial = {
        "tables": [table.key for table in exports().tables], "first_year": today.year - YEARS_BACK,
        "last_year": today.year, "reply_by": today + timedelta(days=DAYS_TO_ANSWER),
    }  # fmt: skip
    form, no = AskForm(request.POST or None, initial=initial), None
    if request.method == "POST" and form.is_valid():
        try:
            paper = ask_for_books(by=request.user, inspection=one, **form.cleaned_data)
            return go(request, "papers-paper", paper=paper.pk, done=DRAFTED)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "screening/ask.html",
        status=no.status if no else 200,
        inspection=one,
        form=form,
        no=no,
        submit=Sentence("拟制调取函", "Draft the request"),
        back_url=reverse("screening-books", args=[one.pk]),
        crumbs=crumbs_to(one, "screening-books"),
    )
