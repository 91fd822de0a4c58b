"""找回密钥: the first share is typed here; a second person types another when approving."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.fields import passage
from xuncha.desk.page import Menu, go, page, show
from xuncha.stewards.actions.recover_keys import PROPOSERS, propose_recovery
from xuncha.trust.refusal import Refusal

TITLE = Sentence("找回密钥", "Recover keys")


class RecoverForm(forms.Form):
    use_required_attribute = False
    digits = passage(
        "第一份恢复码",
        "The first share",
        "照纸上抄，每组六位数字，空格可有可无",
        "As on paper, six digits a group",
        rows=3,
    )
    reason = passage("理由", "Reason", "如：组长忘记密码，组内没有别人持有密钥", "Why", rows=2)


@page("keys/recover/", title=TITLE, roles=PROPOSERS, menu=Menu("settings", 65))
def recover(request: HttpRequest) -> HttpResponse:
    """The form proposes; the share is sealed for those who may approve."""
    form, no = RecoverForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_recovery(by=request.user, **form.cleaned_data)
            done = Sentence(
                "已提议，请另一人输入第二份恢复码批准。", "Proposed; another types the second share."
            )
            return go(request, "stewards-two_act", act=made.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "stewards/recover.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        submit=Sentence("提议", "Propose"),
    )
