"""修改问题: texts and period of a finding that is not approved yet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import page
from xuncha.findings.actions import merge
from xuncha.findings.actions.write_paper import PaperText
from xuncha.findings.models import Finding
from xuncha.findings.pages._revision import revision
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM

TITLE = Sentence("修改问题", "Revise a finding")
ABOVE = "findings-problems", Sentence("问题", "Findings")


@page("findings/<uuid:finding>/edit/", title=TITLE, roles=TEAM)
def revise_finding(request: HttpRequest, finding: UUID) -> HttpResponse:
    """The texts and the version that was read."""
    row = see_one(Finding, request.user, finding)

    def save(written: PaperText, version: int) -> None:
        merge.revise_finding(by=request.user, finding=row, written=written, version=version)

    return revision(request, row, save, title=TITLE, above=ABOVE, onward="findings-finding")
