"""疑似重复: letters that share most of their words, side by side. Links only; a person decides what they mean."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Link, Table
from xuncha.letters.actions.read import read_words
from xuncha.letters.core.duplicates import near_duplicates
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import READERS, Letter
from xuncha.letters.pages._words import crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one

COLUMNS = (
    Column("later", Sentence("信访件", "Letter"), "int"),
    Column("later_on", Sentence("收到日期", "Received"), "date"),
    Column("earlier", Sentence("与先前的", "Resembles"), "int"),
    Column("earlier_on", Sentence("收到日期", "Received"), "date"),
    Column("share", Sentence("相同的文字", "Words in common")),
)
EMPTY = Sentence("没有发现文字相近的信访件。", "No letters share most of their words.")


@page(
    "inspections/<uuid:inspection>/letters/similar/",
    title=Sentence("疑似重复", "Near duplicates"),
    roles=READERS,
    where="inspection",
)
def similar(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """Every pair of letters of one inspection whose words are nearly the same; neither is merged nor deleted."""
    one = see_one(Inspection, request.user, inspection)
    words = read_words(by=request.user, inspection=one)
    limits = triage_lists().limits
    links = near_duplicates([text for _, text in words], limits.grams, limits.similarity)
    rows = [_row(words[link.earlier][0], words[link.later][0], link.similarity) for link in links]
    table = Table("", Sentence("疑似重复", "Near duplicates"), COLUMNS, rows, empty=EMPTY)
    return show(request, "letters/similar.html", inspection=one, pairs=table, crumbs=crumbs_to(one))


def _row(earlier: Letter, later: Letter, share: float) -> dict[str, Any]:
    return {
        "later": Link(later.serial, reverse("letters-letter", args=[later.pk])),
        "later_on": later.received_on,
        "earlier": Link(earlier.serial, reverse("letters-letter", args=[earlier.pk])),
        "earlier_on": earlier.received_on,
        "share": f"{share:.0%}",
    }
