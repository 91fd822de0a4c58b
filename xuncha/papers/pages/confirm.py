"""复核签批: the second person types the code from the footer of the signed original."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, go, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.papers.actions.confirm_signoff import confirm_signoff
from xuncha.trust.core.roles import INSIDE
from xuncha.trust.refusal import Refusal


class CodeForm(forms.Form):
    """The code alone: it finds the paper."""

    use_required_attribute = False
    code = forms.CharField(
        label=said(Sentence("事实码", "Code")),
        max_length=20,
        help_text=said(
            Sentence(
                "在签批原件每页的页脚，共8位，例如 K7M2-9QXD。请对照手中的原件填写，不要照屏幕抄。",
                "In the footer of every page of the signed original, eight characters. Copy it from the original in hand.",
            )
        ),
        widget=forms.TextInput({"autocomplete": "off", "autofocus": True}),
    )


@page(
    "papers/confirm/", title=Sentence("复核签批", "Confirm a signature"), roles=INSIDE, menu=Menu("paper", 20)
)
def confirm(request: HttpRequest) -> HttpResponse:
    """One code, one original; what it confirms is said afterwards."""
    form = CodeForm(request.POST or None)
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            confirmed = confirm_signoff(by=request.user, code=form.cleaned_data["code"])
            names = "、".join(one.step for one in confirmed)
            done = Sentence(f"已复核：{names}。", f"Confirmed: {names}.")
            return go(request, "papers-confirm", done=done)
        except Refusal as refusal:
            no = refusal
    words = spoken(Sentence("原件与登记一致，确认", "The original agrees; confirm"))
    return show(
        request, "papers/confirm.html", status=no.status if no else 200, form=form, no=no, submit=words
    )
