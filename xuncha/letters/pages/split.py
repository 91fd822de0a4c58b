"""拆分事项: the writer's own marks are offered as a first cut; the clerk moves it and saves."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.letters.actions.read import read_letter
from xuncha.letters.actions.split import split_letter
from xuncha.letters.core.suggest import read_letter as read_matters
from xuncha.letters.facts import known, triage_lists
from xuncha.letters.models import READERS, Letter
from xuncha.letters.pages._forms import SplitForm
from xuncha.letters.pages._words import back_to, crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.refusal import Refusal

_BETWEEN = re.compile(r"^\s*-{3,}\s*$", re.MULTILINE)


@page("letters/<uuid:letter>/split/", title=Sentence("拆分事项", "Split into matters"), roles=READERS)
def split(request: HttpRequest, letter: UUID) -> HttpResponse:
    """One text per matter, parted by lines of hyphens."""
    row = see_one(Letter, request.user, letter)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    form = SplitForm(request.POST or None)
    version, no = row.version, None
    if request.method == "POST":
        posted = request.POST.get("version", "")
        version = int(posted) if posted.isdigit() else 0
        if form.is_valid():
            try:
                texts = _BETWEEN.split(form.cleaned_data["texts"])
                split_letter(by=request.user, letter=row, version=version, texts=texts)
                return go(request, "letters-letter", letter=row.pk, done=Sentence("已拆分。", "Split."))
            except Refusal as refusal:
                no, version = refusal, row.version
    else:
        form = SplitForm(initial={"texts": _first_cut(request, row, inspection)})
    return show(
        request,
        "letters/split.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        letter=row,
        version=version,
        submit=Sentence("按此拆分", "Split so"),
        back_url=reverse("letters-letter", args=[row.pk]),
        crumbs=crumbs_to(inspection, back_to(row)),
    )


def _first_cut(request: HttpRequest, row: Letter, inspection: Inspection) -> str:
    opened = read_letter(by=request.user, letter=row)
    if len(opened.matters) > 1:
        return "\n---\n".join(one.text for one in opened.matters)
    found = read_matters(
        opened.heading, opened.text, triage_lists(), channel=row.channel, known=known(inspection)
    )
    return "\n---\n".join(one.text.strip() for one in found)
