"""编制问题底稿: one matter, one sheet, two authors; about the body and never about a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import spoken
from xuncha.findings import facts
from xuncha.findings.actions.decide_observation import OPEN_STATES
from xuncha.findings.actions.read import read
from xuncha.findings.actions.write_paper import LABELS, PaperText, write_paper
from xuncha.findings.core.fork import ABOUT_BODY
from xuncha.findings.models import Observation
from xuncha.findings.pages._forms import NewPaperForm
from xuncha.findings.pages._place import crumbs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

TITLE = Sentence("编制问题底稿", "Write a working paper")


@page("inspections/<uuid:inspection>/working-papers/new/", title=TITLE, roles=TEAM, where="inspection")
def write(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The form; `?observation=…` ticks the one it comes from."""
    place = see_one(Inspection, request.user, inspection)
    kept = None if request.method == "POST" else drafts.take(request)
    form = NewPaperForm(
        request.POST or kept,
        initial={"observations": [request.GET.get("observation", "")], "authors": [str(request.user.pk)]},
    )
    bodies, authors, observations = (
        facts.bodies(place),
        facts.authors(place),
        _observations(request.user, place),
    )
    form.fields["organisation"].choices = [("", ""), *((str(one.pk), one.name) for one in bodies)]
    form.fields["authors"].choices = [(str(one.pk), one.name) for one in authors]
    form.fields["observations"].choices = [(str(row.pk), words[:40]) for row, words in observations]
    form.fields["area"].choices = [("", ""), *facts.area_titles().items()]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = write_paper(
                by=request.user, inspection=place, written=text_of(said),
                organisation=next(one for one in bodies if str(one.pk) == said["organisation"]),
                authors=[one for one in authors if str(one.pk) in said["authors"]],
                observations=[row for row, _ in observations if str(row.pk) in said["observations"]],
                evidence=said["evidence"].splitlines(),
            )  # fmt: skip
        except Refusal as no:
            form.add_error(None, spoken(no.says))
        else:
            drafts.drop(request)
            return go(request, "findings-paper", paper=row.pk, done=Sentence("底稿已保存。", "Saved."))
    return show(
        request, "findings/form.html", title=TITLE, form=form, lead=ABOUT_BODY, draft_key=request.path, draft_found=bool(kept),
        crumbs=crumbs(place, "findings-papers", Sentence("问题底稿", "Working papers")),
        back_url=reverse("findings-papers", args=[place.pk]), submit=Sentence("保存底稿", "Save"),
    )  # fmt: skip


def text_of(said: dict[str, Any]) -> PaperText:
    """What a form of texts holds."""
    return PaperText(
        area=said["area"], starts=said["starts"], ends=said["ends"], **{name: said[name] for name in LABELS}
    )


def _observations(by: Account, place: Inspection) -> list[tuple[Observation, str]]:
    rows = list(see(Observation, by).filter(inspection=place, state__in=OPEN_STATES).order_by("serial"))
    return [
        (row, plain["text"])
        for row, plain in zip(rows, read(by=by, rows=rows, columns=["text"]), strict=True)
    ]
