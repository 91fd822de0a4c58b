"""Changing one's own password."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.office.pages._passwords import ChangedPassword, refused_in
from xuncha.trust import limits, own_key, own_password
from xuncha.trust.actions.change_password import change_password
from xuncha.trust.actions.enter import OWED, settle
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.refusal import Refusal

DONE = Sentence(
    "密码已修改，其他设备上的登录已全部退出。", "The password was changed; every other session has ended."
)


@page("account/password/", title=Sentence("修改密码", "Change the password"), roles=EVERYONE)
def password(request: HttpRequest) -> HttpResponse:
    """The session goes on under a new key; all others of the account end."""
    form = ChangedPassword(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            key = request.session.session_key
            said = form.cleaned_data
            change_password(by=request.user, old=said["old"], new=said["new"], session_key=key)
            _go_on(request)
            return go(request, "office-account", done=DONE)
        except Refusal as no:
            status = refused_in(form, "new", no)
    rule = limits.password_rule()
    return show(
        request, "office/password.html", status=status, form=form, rule=rule.says(), days=rule.days,
        since=own_password.since(request.user), owed=request.session.get(OWED) == "password",
    )  # fmt: skip


def _go_on(request: HttpRequest) -> None:
    """The session gets a fresh key, and the private key in it a fresh cookie."""
    secret = own_key.found(request, request.user)
    update_session_auth_hash(request, request.user)
    if secret is not None:
        own_key.lay_down(request, request.user, secret)
    settle(request)
