"""谈话人选: everybody of the body by layer, why, and who is on the list; others by hand. Nobody is ranked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.interviews.actions.add import add_person
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.candidates import Candidate, share_by_layer
from xuncha.interviews.facts import candidates_of, layers
from xuncha.interviews.pages._forms import OutsiderForm
from xuncha.interviews.pages._words import tabs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

DONE = Sentence("已列入谈话名单。", "Put on the list.")


@page(
    "inspections/<uuid:inspection>/interviews/people/",
    title=Sentence("谈话人选", "People to talk to"),
    roles=TEAM,
    where="inspection",
)
def people(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST `person` puts a candidate on the list, POST `name` somebody outside the registry."""
    one = see_one(Inspection, request.user, inspection)
    form, no = OutsiderForm(), None
    if request.method == "POST":
        try:
            if request.POST.get("person"):
                add_person(
                    by=request.user,
                    inspection=one,
                    kind=request.POST.get("kind", ""),
                    person=request.POST["person"],
                )
                return go(request, "interviews-people", inspection=one.pk, done=DONE)
            form = OutsiderForm(request.POST)
            if form.is_valid():
                add_person(by=request.user, inspection=one, **form.cleaned_data)
                return go(request, "interviews-people", inspection=one.pk, done=DONE)
        except Refusal as refusal:
            no = refusal
    wanted = candidates_of(one)
    planned = {talk.person for _, talk in read_talks(by=request.user, inspection=one)}
    return show(
        request,
        "interviews/people.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "people"),
        groups=_groups(wanted, planned),
        form=form,
        no=no,
        submit=Sentence("列入名单", "Put on the list"),
    )


def _groups(wanted: tuple[Candidate, ...], planned: set[str]) -> list[dict[str, Any]]:
    """Layer by layer: how many are on the list, and everybody with his reasons, in a neutral order."""
    shares = share_by_layer(wanted, planned)
    return [
        {
            "title": layer.title,
            "planned": shares[layer.key][0],
            "all": shares[layer.key][1],
            "people": [(one, one.person in planned) for one in wanted if one.layer == layer.key],
        }
        for layer in layers()
        if layer.key in shares
    ]
