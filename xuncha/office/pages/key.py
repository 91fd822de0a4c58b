"""Registering a security key (FIDO2): the browser's own dialogue, started by a button of this page's script."""

from __future__ import annotations

import json
import secrets

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said
from xuncha.office.pages._entering import site_of
from xuncha.office.pages._passwords import Confirmed, refused_in
from xuncha.trust import factors
from xuncha.trust.actions.enter import settle
from xuncha.trust.actions.factors import add_key
from xuncha.trust.core import passkeys
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.refusal import Refusal

ASKED = "key_challenge"
DONE = Sentence(
    "安全密钥已登记。下次登录时可以使用。", "The security key is registered; use it at the next log-in."
)
NOT_ASKED = Sentence(
    "请先填写密码，再点按钮并触碰安全密钥。", "Type your password, then press the button and touch the key."
)


class KeyForm(Confirmed):
    name = forms.CharField(
        label=said(Sentence("给这个密钥起个名字", "A name for this key")), max_length=20, required=False,
        help_text=said(Sentence("例如“钥匙串上的”“抽屉里备用的”。", "Such as “on my key ring”.")),
    )  # fmt: skip
    answer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)
    field_order = ("name", "password", "answer")


@page("account/factors/key/", title=Sentence("登记安全密钥", "Register a security key"), roles=EVERYONE)
def key(request: HttpRequest) -> HttpResponse:
    """A challenge is given out with the page and holds for one answer."""
    site = site_of(request)
    challenge = bytes.fromhex(request.session.pop(ASKED, ""))
    form = KeyForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            if not (challenge and told["answer"] and site.works):
                raise Refusal("not-asked", NOT_ASKED)
            add_key(
                by=request.user, password=told["password"], site=site, challenge=challenge, answer=told["answer"], name=told["name"]
            )  # fmt: skip
            settle(request)
            return go(request, "office-factors", done=DONE)
        except Refusal as no:
            status = refused_in(form, None, no)
    return show(
        request, "office/key.html", status=status, form=form, works=site.works,
        options=_asked(request) if site.works else None,
    )  # fmt: skip


def _asked(request: HttpRequest) -> object:
    challenge = secrets.token_bytes(passkeys.CHALLENGE_BYTES)
    request.session[ASKED] = challenge.hex()
    held = factors.keys_of(request.user)
    owner = request.user
    return json.loads(passkeys.asked_to_register(site_of(request), challenge, owner.pk, owner.login, held))
