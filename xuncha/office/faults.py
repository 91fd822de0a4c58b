"""What a person reads when an address is wrong, a form has expired, or the program has failed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from xuncha.base.words import Sentence
from xuncha.desk import unsent
from xuncha.desk.page import go
from xuncha.trust import clock
from xuncha.trust.refusal import Refusal

BACK = Sentence("请返回上一页重试，或从左侧菜单重新进入。", "Go back and try again, or start from the menu.")


def _say(request: HttpRequest, status: int, zh: str, en: str, remedy: Sentence = BACK) -> HttpResponse:
    no = Refusal("fault", Sentence(zh, en), remedy)
    return render(request, "desk/refused.html", {"no": no}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _say(request, 400, "提交的内容不完整或格式不对。", "What was sent is incomplete or malformed.")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _say(request, 403, "您没有打开这个页面的权限。", "You may not open this page.")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _say(request, 404, "没有这个页面。", "There is no such page.")


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is an older session's. What was typed on a page of ours is kept for whom it belongs to."""
    if request.user.is_authenticated and unsent.from_here(request) and unsent.keep(request, request.user):
        return go(request, "desk-unsent")
    return _say(
        request, 403,
        "页面停留过久或已在别处重新登录,这次提交没有生效。", "The form has expired; nothing was submitted.",
        Sentence("请返回上一页，刷新后再提交；已自动暂存的内容会还在。", "Go back, reload and submit again; drafts are kept."),
    )  # fmt: skip


def fault(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, so that it appears even when the database does not answer."""
    return HttpResponse(render_to_string("office/fault.html", {"at": clock.now()}), status=500)
