"""Where a half-written form is sent every few seconds (htmx); it answers with the time it was kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import language, page
from xuncha.trust.core.roles import EVERYONE

KEPT = Sentence("草稿已于 {at} 自动保存", "draft kept at {at}")


@page("desk/draft/", title=Sentence("暂存", "Keep a draft"), roles=EVERYONE)
def draft(request: HttpRequest) -> HttpResponse:
    """POST only: the form's fields and ``draft_key``, its address."""
    if request.method != "POST" or not request.POST.get("draft_key", "").startswith("/"):
        return HttpResponse(status=405)
    kept = drafts.keep(request, request.POST["draft_key"])
    return HttpResponse(
        KEPT.in_(language()).format(at=timezone.localtime(kept.saved_at).strftime("%H:%M:%S"))
    )
