"""The second step of the log-in: a code of the app, a code from the printed sheet, or a security key."""

from __future__ import annotations

import json

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.spoken import said, spoken
from xuncha.office.pages._entering import onward, site_of, start_again
from xuncha.trust.actions.enter import Next, next_step, show_code, show_key
from xuncha.trust.half_open import ask_key, factor_kinds
from xuncha.trust.models import FactorKind
from xuncha.trust.refusal import Refusal


class CodeForm(forms.Form):
    use_required_attribute = False
    code = forms.CharField(
        label=said(Sentence("验证码", "Code")),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


@page("login/factor/", title=Sentence("双重验证", "Second factor"), open_to_all=True)
def factor(request: HttpRequest) -> HttpResponse:
    """``code`` is typed; ``answer`` is what a security key gave to the script of this page."""
    step = next_step(request)
    if step is Next.START:
        return start_again(request)
    if step is not Next.FACTOR:
        return onward(request, step)
    answer = request.POST.get("answer", "")
    form = CodeForm(request.POST if request.method == "POST" and not answer else None)
    no = None
    if answer or (form.is_bound and form.is_valid()):
        try:
            taken = (
                show_key(request, site_of(request), answer)
                if answer
                else show_code(request, form.cleaned_data["code"])
            )
            return start_again(request) if taken is Next.START else onward(request, taken)
        except Refusal as refusal:
            no = refusal
    if no and not answer:
        form.add_error("code", f"{spoken(no.says)}{spoken(no.remedy)}")
    kinds = factor_kinds(request)
    options = ask_key(request, site_of(request))
    status = no.status if no else 422 if form.is_bound else 200
    return show(
        request, "office/factor.html", status=status, form=form, key_no=no if answer else None,
        next=request.POST.get("next") or request.GET.get("next", ""), by_app=FactorKind.TOTP in kinds,
        by_sheet=FactorKind.CODES in kinds, by_key=FactorKind.KEY in kinds, options=json.loads(options or "null"),
    )  # fmt: skip
