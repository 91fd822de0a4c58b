"""提出待核事项: by hand, or from a source's page, whose kind and row stand in the address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import spoken
from xuncha.findings import facts
from xuncha.findings.actions.raise_observation import SOURCES, raise_observation
from xuncha.findings.models import LETTER_READERS
from xuncha.findings.pages._forms import ObservationForm
from xuncha.findings.pages._from_doubt import words_of_doubt
from xuncha.findings.pages._place import READERS, crumbs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.refusal import Refusal

TITLE = Sentence("提出待核事项", "Raise an observation")


@page("inspections/<uuid:inspection>/observations/new/", title=TITLE, roles=READERS, where="inspection")
def raise_new(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The form; `?source=hit&source_id=…` fills in where it came from, and what the doubt says."""
    place = see_one(Inspection, request.user, inspection)
    kept = None if request.method == "POST" else drafts.take(request)
    given = {name: request.GET.get(name, "") for name in ("source", "source_id")}
    if given["source"] == "hit" and request.method == "GET":
        given |= words_of_doubt(request.user, place, given["source_id"])
    form = ObservationForm(request.POST or kept, initial=given)
    form.fields["source"].choices = _sources(request, place)
    form.fields["area"].choices = [("", ""), *facts.area_titles().items()]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = raise_observation(
                by=request.user, inspection=place, **{**said, "evidence": said["evidence"].splitlines()}
            )
        except Refusal as no:
            form.add_error(None, spoken(no.says))
        else:
            drafts.drop(request)
            return go(
                request, "findings-observation", observation=row.pk, done=Sentence("已提出。", "Raised.")
            )
    return show(
        request, "findings/form.html", title=TITLE, form=form, draft_key=request.path, draft_found=bool(kept),
        crumbs=crumbs(place, "findings-board", Sentence("待核事项", "Observations")),
        back_url=reverse("findings-board", args=[place.pk]), submit=Sentence("提出", "Raise"),
    )  # fmt: skip


def _sources(request: HttpRequest, place: Inspection) -> list[tuple[str, str]]:
    may_read_letters = request.user.sight.has(LETTER_READERS, place.pk)
    known = [(key, spoken(says)) for key, says in SOURCES.items() if key != "letter" or may_read_letters]
    return [("", ""), *known]
