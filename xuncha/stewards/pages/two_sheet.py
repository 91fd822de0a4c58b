"""The approval sheet of a two-person act as a file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import download, page
from xuncha.stewards.actions.print_two_sheet import print_two_sheet
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import DeedProposal


@page("two/<uuid:act>/sheet/", title=Sentence("批准单", "Approval sheet"), roles=EVERYONE - {Role.CONTACT})
def two_sheet(request: HttpRequest, act: UUID) -> HttpResponse:
    """A Word file; its printing is journalled."""
    sheet = print_two_sheet(by=request.user, proposal=see_one(DeedProposal, request.user, act))
    return download(sheet.name, sheet.content)
