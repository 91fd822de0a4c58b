"""登记密封件: a letter that is sealed on sight gets a number, a channel and a day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.letters.actions.seal_upward import register_sealed
from xuncha.letters.models import READERS
from xuncha.letters.pages._forms import SealedForm
from xuncha.letters.pages._words import crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.refusal import Refusal


@page(
    "inspections/<uuid:inspection>/letters/sealed/",
    title=Sentence("登记密封件", "Register a sealed letter"),
    roles=READERS,
    where="inspection",
)
def sealed(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """There is no field for content on this page, and none in the register."""
    one = see_one(Inspection, request.user, inspection)
    form = SealedForm(request.POST or None, initial={"received_on": clock.today()})
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            letter = register_sealed(by=request.user, inspection=one, **form.cleaned_data)
            says = Sentence(
                f"已登记为第{letter.serial}号密封件。", f"Registered as sealed letter No. {letter.serial}."
            )
            return go(request, "letters-letter", letter=letter.pk, done=says)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "letters/enter.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        inspection=one,
        sealed=True,
        submit=Sentence("登记密封件", "Register"),
        back_url=reverse("letters-desk", args=[one.pk]),
        crumbs=crumbs_to(one),
    )
