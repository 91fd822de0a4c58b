"""A scan or another attached file, for whoever may see the record it belongs to; opening it is journalled."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import download, page
from xuncha.papers.actions.attach import open_attachment
from xuncha.papers.models import Attachment
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import BUSINESS


@page("attachments/<uuid:attachment>/", title=Sentence("附件", "Attachment"), roles=BUSINESS)
def attachment(request: HttpRequest, attachment: UUID) -> HttpResponse:
    """The working copy, or with ``?original`` the file as it came.

    Its name is neutral, for the name it came with may itself say who sent it; it tells where metadata is still in the file.
    """
    row = see_one(Attachment, request.user, attachment)
    opened = open_attachment(by=request.user, attachment=row, original="original" in request.GET)
    word = "附件" if opened.cleaned else "附件（含原始元数据）"
    return download(f"{word}{PurePath(opened.name).suffix[:8]}", opened.content, row)
