"""修改底稿: texts and period of a working paper that is not signed yet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import page
from xuncha.findings.actions.write_paper import PaperText, revise_paper
from xuncha.findings.models import WorkingPaper
from xuncha.findings.pages._revision import revision
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM

TITLE = Sentence("修改问题底稿", "Revise a working paper")
ABOVE = "findings-papers", Sentence("问题底稿", "Working papers")


@page("working-papers/<uuid:paper>/edit/", title=TITLE, roles=TEAM)
def revise(request: HttpRequest, paper: UUID) -> HttpResponse:
    """The texts and the version that was read."""
    row = see_one(WorkingPaper, request.user, paper)

    def save(written: PaperText, version: int) -> None:
        revise_paper(by=request.user, paper=row, written=written, version=version)

    return revision(request, row, save, title=TITLE, above=ABOVE, onward="findings-paper")
