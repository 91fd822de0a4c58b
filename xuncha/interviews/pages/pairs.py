"""谈话组: who sits together, where, and which of them has led talks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.interviews.actions.plan import read_plan, set_pairs
from xuncha.interviews.core.pairs import read_pairs
from xuncha.interviews.pages._plan_forms import PairsForm
from xuncha.interviews.pages._words import tabs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal


@page(
    "inspections/<uuid:inspection>/interviews/pairs/",
    title=Sentence("谈话组", "Pairs of talkers"),
    roles=TEAM,
    where="inspection",
)
def pairs(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST keeps all pairs at once."""
    one = see_one(Inspection, request.user, inspection)
    version, body = read_plan(by=request.user, inspection=one)
    kept, no = read_pairs(body.get("pairs", ())), None
    form = PairsForm(request.POST or None, pairs=kept, at_most=body.get("at_most"))
    if request.method == "POST" and form.is_valid():
        posted = request.POST.get("version", "")
        try:
            set_pairs(
                by=request.user,
                inspection=one,
                version=int(posted) if posted.isdigit() else 0,
                pairs=form.pairs(),
                at_most=form.cleaned_data["at_most"],
            )
            done = Sentence("谈话组已保存，可以编排了。", "Saved; talks can be arranged now.")
            return go(request, "interviews-arrange", inspection=one.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "interviews/pairs.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "pairs"),
        form=form,
        version=version,
        no=no,
    )
