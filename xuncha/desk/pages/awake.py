"""Whether a page's owner is still logged in. A page asks while somebody reads or types, which keeps the session in use."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import page
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.refusal import NotSeen


@page("desk/awake/<uuid:owner>/", title=Sentence("是否仍在登录", "Still logged in"), roles=EVERYONE)
def awake(request: HttpRequest, owner: UUID) -> HttpResponse:
    """204 for the account that the page was made for; anybody else is told nothing."""
    if owner != request.user.pk:
        raise NotSeen
    return HttpResponse(status=204)
