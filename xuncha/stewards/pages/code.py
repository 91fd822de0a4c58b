"""A one-time code for somebody's first log-in, or after a forgotten password: a slip to be printed and handed over in person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.trust import limits
from xuncha.trust.access import see_one
from xuncha.trust.actions.codes import issue_code
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account


@page("accounts/<uuid:account>/code/", title=Sentence("一次性登录码", "One-time code"), roles={Role.SYSTEM})
def code(request: HttpRequest, account: UUID) -> HttpResponse:
    """Asks first; the answer to POST is the slip itself, which no address shows again."""
    owner = see_one(Account, request.user, account)
    if request.method == "POST":
        slip = issue_code(by=request.user, account=owner)
        return show(request, "stewards/code_slip.html", slip=slip, until=timezone.localtime(slip.expires))
    crumbs = [
        Crumb(Sentence("账号", "Accounts"), reverse("stewards-accounts")),
        Crumb(Sentence(owner.name, owner.name), reverse("stewards-account", args=[owner.pk])),
    ]
    hours = round(limits.code_lasts().total_seconds() / 3600)
    return show(
        request,
        "stewards/code.html",
        owner=owner,
        hours=hours,
        crumbs=crumbs,
        first=not owner.has_usable_password(),
    )
