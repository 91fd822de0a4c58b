"""Where a step of the log-in leads: to the next step, to what the account owes, or to the page that was asked for."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from xuncha.base.words import Sentence
from xuncha.desk.page import go, language
from xuncha.desk.unsent import waiting
from xuncha.office.gate import WHERE
from xuncha.trust.actions.enter import BEFORE, OWED, Next
from xuncha.trust.core.passkeys import Site

STEPS = {Next.START: "office-login", Next.FACTOR: "office-factor", Next.PASSWORD: "office-first_password"}
FIRST_TIME = Sentence("这是您第一次登录。", "This is your first log-in.")
LAST_TIME = Sentence("上次登录：{at}。", "Last log-in: {at}.")
FAILED = Sentence(
    "这次登录之前有 {n} 次失败的尝试。如果不是您本人，请立即修改密码并告诉安全保密管理员。",
    "{n} failed attempts before this log-in. If that was not you, change your password and tell the security administrator.",
)
TOO_LATE = Sentence("登录步骤超过了时限，请重新登录。", "The log-in took too long; begin again.")


def onward(request: HttpRequest, step: Next) -> HttpResponse:
    """The answer to a step that was taken; ``next`` (the page that was asked for) goes along."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if step is not Next.IN:
        address = reverse(STEPS[step])
        return redirect(f"{address}?{urlencode({'next': wanted})}" if wanted else address)
    _tell_last_time(request)
    owed = request.session.get(OWED)
    if owed:
        return redirect(WHERE[owed])
    if waiting(request.user):
        return redirect("desk-unsent")
    return redirect(_inside(request, wanted))


def start_again(request: HttpRequest) -> HttpResponse:
    """Back to the first step, with a word why."""
    return go(request, "office-login", done=TOO_LATE)


def site_of(request: HttpRequest) -> Site:
    """The office as a security key sees it."""
    host = request.get_host()
    return Site(host.rsplit(":", 1)[0], f"{request.scheme}://{host}", "xuncha")


def _tell_last_time(request: HttpRequest) -> None:
    told = request.session.get(BEFORE, {})
    if not told.get("at"):
        messages.info(request, FIRST_TIME.in_(language()))
    else:
        messages.info(request, LAST_TIME.in_(language()).format(at=moment(told["at"])))
    if told.get("failed"):
        messages.warning(request, FAILED.in_(language()).format(n=told["failed"]))


def moment(text: str) -> str:
    """A moment that the session keeps, as people read it."""
    return timezone.localtime(datetime.fromisoformat(text)).strftime("%Y-%m-%d %H:%M")


def _inside(request: HttpRequest, wanted: str) -> str:
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)
