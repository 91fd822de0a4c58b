"""谈前核对: the leader looks through the talks of the coming days and releases them; what had to be asked first he alone sees."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.interviews.actions.release import coming_talks, release_talks
from xuncha.interviews.facts import last_day_of_release
from xuncha.interviews.pages._plan_forms import ReleaseForm
from xuncha.interviews.pages._words import crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import Refusal


@page(
    "inspections/<uuid:inspection>/interviews/release/",
    title=Sentence("谈前核对", "Look through the talks to come"),
    roles={Role.LEADER},
    where="inspection",
)
def release(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """Every talk that needs nothing is ticked already: one button releases them all."""
    one = see_one(Inspection, request.user, inspection)
    form = ReleaseForm(request.POST or None, coming=coming_talks(by=request.user, inspection=one))
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            number = release_talks(by=request.user, inspection=one, answers=form.answers())
            return go(
                request,
                "interviews-table",
                inspection=one.pk,
                done=Sentence(f"已放行{number}场谈话。", f"{number} talks released."),
            )
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "interviews/release.html",
        status=no.status if no else 200,
        inspection=one,
        form=form,
        until=last_day_of_release(clock.today()),
        no=no,
        crumbs=crumbs_to(one),
    )
