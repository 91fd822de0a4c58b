"""导出全部疑点: one Excel of all doubts, with rows and cells."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import download, language, page
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.tell_run import export_doubts
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM


@page(
    "inspections/<uuid:inspection>/doubts/book/",
    title=Sentence("导出全部疑点", "All doubts as Excel"),
    roles=TEAM,
    where="inspection",
)
def doubts_book(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The workbook as it stands now."""
    one = see_one(Inspection, request.user, inspection)
    return download("疑点.xlsx", export_doubts(by=request.user, inspection=one, language=language()), one)
