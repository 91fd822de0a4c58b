"""Forms that arrived after the session had ended: read again, then sent or dropped."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk import unsent as kept
from xuncha.desk.page import go, page, show
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.refusal import NotSeen


@page("desk/unsent/", title=Sentence("未提交的内容", "What was not sent"), roles=EVERYONE)
def unsent(request: HttpRequest) -> HttpResponse:
    """``do=drop`` with ``which`` forgets one; sending one again posts to the page it was meant for."""
    if request.method == "POST":
        try:
            which = UUID(request.POST.get("which", ""))
        except ValueError:
            raise NotSeen from None
        kept.drop(request.user, str(which))
        return go(request, "desk-unsent", done=Sentence("已放弃这份内容。", "Dropped."))
    return show(request, "desk/unsent.html", forms=kept.all_of(request.user), again=kept.AGAIN)
