"""调整时间和设置: the days of an open round, and what its papers print."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.rounds.actions.change_round import change_round
from xuncha.rounds.models import Round
from xuncha.rounds.pages._forms import DaysForm, posted_version
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal, Stale

TITLE = Sentence("调整时间和设置", "Change days and settings")


@page("rounds/<uuid:round>/change/", title=TITLE, roles=OFFICE)
def change(request: HttpRequest, round: UUID) -> HttpResponse:
    """The form as the round stands; a save by somebody else in between keeps what was typed."""
    row = see_one(Round, request.user, round)
    days = (row.leaves_day - row.entry_day).days + 1
    kept = drafts.take(request) if request.method == "GET" else None
    form = DaysForm(
        request.POST or kept or None,
        initial={"entry_day": row.entry_day, "stay_days": days}
        | {name: row.settings.get(name, "") for name in DaysForm.SETTINGS},
    )
    no: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        settings = {name: given.pop(name) for name in DaysForm.SETTINGS}
        try:
            change_round(
                by=request.user, round=row, settings=settings, version=posted_version(request), **given
            )
            drafts.drop(request)
            return go(
                request, "rounds-round", round=row.pk, done=Sentence("已调整，倒排工期随之更新。", "Changed.")
            )
        except Stale as stale:
            drafts.keep(request)
            no, row = stale, see_one(Round, request.user, round)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "rounds/change.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        round=row,
        version=row.version,
        submit=TITLE,
        draft_key=request.path,
        draft_found=bool(kept),
        back_url=reverse("rounds-round", args=[row.pk]),
        crumbs=[
            Crumb(Sentence("轮次", "Rounds"), reverse("rounds-rounds")),
            Crumb(Sentence(row.title, row.title), reverse("rounds-round", args=[row.pk])),
        ],
    )
