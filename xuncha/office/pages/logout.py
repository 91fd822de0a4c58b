"""Logging out: a form on every page posts here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page
from xuncha.trust.actions.enter import log_out


@page("logout/", title=Sentence("退出登录", "Log out"), open_to_all=True)
def logout(request: HttpRequest) -> HttpResponse:
    """End the session on POST; any other way only leads home."""
    if request.method != "POST":
        return go(request, "office-home")
    log_out(request)
    answer = go(request, "office-login", done=Sentence("已退出登录。", "You are logged out."))
    answer["Clear-Site-Data"] = (
        '"storage"'  # cookies end by themselves; "cache" makes browsers wait, and nothing is cached
    )
    return answer
