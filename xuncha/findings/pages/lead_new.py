"""密封上交: what points at a person's breach goes under seal to the leader; who hands it in sees it no more."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import spoken
from xuncha.findings import facts
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.core.fork import ABOUT_PERSON
from xuncha.findings.models import Observation
from xuncha.findings.pages._forms import LeadForm
from xuncha.findings.pages._place import READERS, crumbs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.refusal import Refusal

TITLE = Sentence("密封上交组长", "Hand in under seal")


@page("inspections/<uuid:inspection>/leads/new/", title=TITLE, roles=READERS, where="inspection")
def lead_new(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The form; `?observation=…` puts that under the same seal. No draft is kept of it."""
    place = see_one(Inspection, request.user, inspection)
    wanted = request.GET.get("observation", "")
    source = see_one(Observation, request.user, UUID(wanted)) if wanted else None
    form = LeadForm(request.POST or None)
    form.fields["discipline"].choices = [
        ("", ""),
        *((one, one) for one in facts.shipped("disciplines")["disciplines"]),
    ]
    if source is None:
        del form.fields["keep_open"]
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        keep_open = said.pop("keep_open", False)
        try:
            make_lead(
                by=request.user,
                inspection=place,
                written=LeadText(**said),
                observation=source,
                keep_open=keep_open,
            )
        except Refusal as no:
            form.add_error(None, spoken(no.says))
        else:
            done = Sentence("已密封，只有组长能够查阅。", "Sealed: the team leader alone can read it.")
            return go(request, "findings-board", inspection=place.pk, done=done)
    return show(
        request, "findings/form.html", title=TITLE, form=form, lead=ABOUT_PERSON, submit=Sentence("密封上交", "Seal and hand in"),
        crumbs=crumbs(place, "findings-board", Sentence("待核事项", "Observations")), back_url=reverse("findings-board", args=[place.pk]),
    )  # fmt: skip
