"""登记来信: a clerk types in one letter; what was typed survives a closed window."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.letters.actions.register import register_letter
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.models import READERS
from xuncha.letters.pages._forms import LetterForm
from xuncha.letters.pages._words import crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.refusal import Refusal


@page(
    "inspections/<uuid:inspection>/letters/enter/",
    title=Sentence("登记来信", "Register a letter"),
    roles=READERS,
    where="inspection",
)
def enter(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """One letter; the draft is kept while one types and dropped when it is registered."""
    one = see_one(Inspection, request.user, inspection)
    kept = drafts.take(request) if request.method == "GET" else None
    form = LetterForm(request.POST or kept or None, initial={"day": clock.today()})
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            row = LetterRow("", 0, **form.cleaned_data)
            letter = register_letter(by=request.user, inspection=one, row=row)
            drafts.drop(request)
            says = Sentence(f"已登记为第{letter.serial}号。", f"Registered as No. {letter.serial}.")
            return go(request, "letters-letter", letter=letter.pk, done=says)
        except Refusal as refusal:
            drafts.keep(request)
            no = refusal
    return show(
        request,
        "letters/enter.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        inspection=one,
        draft_key=request.path,
        draft_found=bool(kept),
        submit=Sentence("登记", "Register"),
        back_url=reverse("letters-desk", args=[one.pk]),
        crumbs=crumbs_to(one),
    )
