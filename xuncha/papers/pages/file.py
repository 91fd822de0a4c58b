"""下载: one copy of a paper for the account that asks; a sheet on which it is signed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import download, page
from xuncha.papers.actions.print_paper import print_paper, print_sign_off_sheet
from xuncha.papers.models import Paper
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import BUSINESS


@page("papers/<uuid:paper>/file/", title=Sentence("下载文书", "Download a paper"), roles=BUSINESS)
def file(request: HttpRequest, paper: UUID) -> HttpResponse:
    """The paper as Word or Excel; `?sheet=1` gives its 文件签批单 instead."""
    row = see_one(Paper, request.user, paper)
    act = print_sign_off_sheet if request.GET.get("sheet") else print_paper
    printed = act(by=request.user, paper=row)
    return download(printed.name, printed.content, row)
