"""What stands before every page: a session in use is noted, what an account owes comes first, a form sent too late is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from xuncha.desk import unsent
from xuncha.desk.page import PAGES
from xuncha.trust.actions.enter import OWED

#: What an account owes, and the page on which it gives it.
WHERE = {"password": "office-password", "factor": "office-factors"}
#: Pages that open all the same: those on which it is given, and the way out.
OPEN = frozenset({
    "office-password", "office-factors", "office-totp", "office-sheet", "office-key", "office-login", "office-logout",
    "set_language",
})  # fmt: skip


class Gate:
    """Between the log-in and the pages."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.session.note_use()
        response = self.answer(request)
        if (
            request.method == "POST"
            and response.status_code in (302, 303)
            and not getattr(request, "held", False)
        ):
            unsent.sent_again(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if request.user.is_authenticated:
            owed = request.session.get(OWED)
            if owed and name not in OPEN:
                request.held = True  # type: ignore[attr-defined]
                return redirect(WHERE[owed])
            return None
        page = PAGES.get(name)
        if request.method == "POST" and page is not None and not page.open:
            return _kept(request)
        return None


def _kept(request: HttpRequest) -> HttpResponse | None:
    """A form that arrived after its session had ended: sealed for whose session it was, who logs in again and decides."""
    account = unsent.whose(request)
    if account is None:
        return None
    if request.POST.get("draft_key", "").startswith("/"):
        return unsent.keep_typed(request, account)
    if not unsent.keep(request, account):
        return None
    return redirect(f"{reverse('office-login')}?{urlencode({'next': reverse('desk-unsent')})}")
