"""列入巡察对象: take targets into a round that is open."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.coverage.models import Target
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.rounds.actions.open_round import open_inspections
from xuncha.rounds.facts import target_choices
from xuncha.rounds.models import Inspection, Round
from xuncha.rounds.pages._forms import TargetsForm, offered
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

TITLE = Sentence("列入巡察对象", "Add targets")


@page("rounds/<uuid:round>/targets/", title=TITLE, roles=OFFICE)
def add(request: HttpRequest, round: UUID) -> HttpResponse:
    """The targets that are not yet in this round."""
    row = see_one(Round, request.user, round)
    here = set(see(Inspection, request.user).filter(round=row).values_list("target_id", flat=True))
    found = [
        (one, taken)
        for one, taken in target_choices(request.user, row.term, clock.today())
        if one.pk not in here
    ]
    form = TargetsForm(request.POST or None, choices=offered(found))
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            targets = list(see(Target, request.user).filter(pk__in=form.cleaned_data["targets"]))
            open_inspections(by=request.user, round=row, targets=targets)
            done = Sentence(f"已列入{len(targets)}个巡察对象。", f"{len(targets)} targets were added.")
            return go(request, "rounds-round", round=row.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "rounds/add.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        submit=TITLE,
        round=row,
        back_url=reverse("rounds-round", args=[row.pk]),
        crumbs=[
            Crumb(Sentence("轮次", "Rounds"), reverse("rounds-rounds")),
            Crumb(Sentence(row.title, row.title), reverse("rounds-round", args=[row.pk])),
        ],
    )
