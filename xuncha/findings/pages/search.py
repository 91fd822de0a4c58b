"""查找: one word in everything of an inspection that the account may read. The word is posted: it stands in no address."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import line
from xuncha.desk.page import page, show
from xuncha.findings.actions.search import Found, search
from xuncha.findings.pages._place import READERS, crumbs, tabs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one

TITLE = Sentence("查找", "Search")
#: Kind of row → what it is called, and its page with the name of its argument.
PAGES = {
    "letter": (Sentence("信访件", "Letter"), "letters-letter"),
    "interview": (Sentence("谈话", "Talk"), "interviews-interview"),
    "note": (Sentence("调阅走访记录", "Note"), "fieldwork-note"),
    "observation": (Sentence("待核事项", "Observation"), "findings-observation"),
    "workingpaper": (Sentence("问题底稿", "Working paper"), "findings-paper"),
    "finding": (Sentence("问题", "Finding"), "findings-finding"),
}


class WordForm(forms.Form):
    use_required_attribute = False
    word = line(
        "关键词",
        "Word",
        "只在您有权阅读的内容里查找；查找的词不留存",
        "Looks only into what you may read; the word is not kept",
    )


@page("inspections/<uuid:inspection>/search/", title=TITLE, roles=READERS, where="inspection")
def search_page(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The form, and after it was posted what was found."""
    place = see_one(Inspection, request.user, inspection)
    form = WordForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = [
            _hit(one) for one in search(by=request.user, inspection=place, word=form.cleaned_data["word"])
        ]
    return show(
        request, "findings/search.html", inspection=place, form=form, found=found,
        crumbs=crumbs(place, "findings-board", Sentence("待核事项", "Observations")),
        tabs=tabs(inspection, request.user, "findings-search"),
    )  # fmt: skip


def _hit(one: Found) -> dict[str, object]:
    called, name = PAGES[one.row._meta.model_name]
    return {
        "called": called,
        "number": one.row.serial,
        "href": reverse(name, args=[one.row.pk]),
        "passage": one.passage,
    }
