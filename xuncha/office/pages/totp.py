"""Setting up one-time passwords: a QR code made here, and the first code that proves it was read."""

from __future__ import annotations

import segno
from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said
from xuncha.office.pages._passwords import Confirmed, refused_in
from xuncha.trust.actions.enter import settle
from xuncha.trust.actions.factors import begin_totp, prove_totp, unproved_totp
from xuncha.trust.core import totp as core
from xuncha.trust.core.codes import grouped
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.factors import secret_of
from xuncha.trust.refusal import Refusal

DONE = Sentence(
    "动态验证码已启用。下次登录时要输入。", "One-time passwords are set up; you are asked at the next log-in."
)


class ProofForm(Confirmed):
    code = forms.CharField(
        label=said(Sentence("手机上显示的6位验证码", "The six digits that the app shows")),
        max_length=10,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )
    field_order = ("code", "password")


@page("account/factors/app/", title=Sentence("设置动态验证码", "Set up one-time passwords"), roles=EVERYONE)
def totp(request: HttpRequest) -> HttpResponse:
    """A secret is made when the page is first opened, and shown again until it is proved or some minutes have passed."""
    form = ProofForm(request.POST or None)
    status = 422 if form.is_bound else 200
    factor = unproved_totp(request.user)
    if factor is None:
        factor, _ = begin_totp(by=request.user)
        form, status = ProofForm(), 200
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            prove_totp(by=request.user, password=told["password"], factor=factor, code=told["code"])
            settle(request)
            return go(request, "office-factors", done=DONE)
        except Refusal as no:
            status = refused_in(form, "code", no)
    secret = secret_of(factor)
    picture = segno.make(core.address(secret, request.user.login, "xuncha"), error="m")
    return show(
        request, "office/totp.html", status=status, form=form, secret=grouped(secret),
        picture=picture.svg_data_uri(scale=5, border=3, dark="#1e2935", encode_minimal=True),
    )  # fmt: skip
