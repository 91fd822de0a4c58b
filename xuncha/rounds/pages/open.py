"""开启新一轮: kind, entry day, targets; number and settings follow from the last round."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.coverage.facts import current_term
from xuncha.coverage.models import Target, Term
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.rounds.actions.open_round import open_round
from xuncha.rounds.core.opening import next_number, starting_settings
from xuncha.rounds.core.wording import round_title
from xuncha.rounds.facts import kinds_on, target_choices
from xuncha.rounds.models import Round
from xuncha.rounds.pages._forms import OpenForm, offered
from xuncha.rulebook.models import value
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

TITLE = Sentence("开启新一轮", "Open a round")


@page("rounds/open/", title=TITLE, roles=OFFICE)
def open_page(request: HttpRequest) -> HttpResponse:
    """The form, filled from the last round; a kept draft goes before."""
    today = clock.today()
    term = current_term(today)
    if term is None:
        shown = tabs(request, "rounds-picture", None)
        return show(request, "coverage/no_term.html", tabs=shown, says=NO_TERM, remedy=SET_UP)
    before = list(see(Round, request.user).filter(term=term).order_by("number"))
    settings = starting_settings(value("rounds.settings", today), [one.settings for one in before])
    kept = drafts.take(request) if request.method == "GET" else None
    form = OpenForm(
        request.POST or kept or None,
        kinds=kinds_on(today),
        choices=offered(target_choices(request.user, term, today)),
        initial={name: settings.get(name) for name in (*OpenForm.SETTINGS, "stay_days")},
    )
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            row = _opened(request, term, dict(form.cleaned_data))
            drafts.drop(request)
            done = Sentence(f"{row.title}已开启。", f"{row.title} is open.")
            return go(request, "rounds-round", round=row.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "rounds/open.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        title=round_title(term.name, next_number(one.number for one in before), "常规"),
        last=before[-1] if before else None,
        draft_key=request.path,
        draft_found=bool(kept),
        submit=TITLE,
        back_url=reverse("rounds-rounds"),
        crumbs=[Crumb(Sentence("轮次", "Rounds"), reverse("rounds-rounds"))],
    )


def _opened(request: HttpRequest, term: Term, given: dict[str, Any]) -> Round:
    targets = list(see(Target, request.user).filter(pk__in=given.pop("targets")))
    settings = {name: given.pop(name) for name in OpenForm.SETTINGS}
    return open_round(by=request.user, term=term, targets=targets, settings=settings, **given)
