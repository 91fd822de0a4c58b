"""One's own second factors: which there are, setting one up, ending one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import NOTHING, Sentence
from xuncha.desk.page import go, page, show
from xuncha.office.pages._entering import site_of
from xuncha.office.pages._passwords import Confirmed, refused_in
from xuncha.trust import factors as at_work
from xuncha.trust.actions.enter import OWED, settle
from xuncha.trust.actions.factors import end_factor
from xuncha.trust.core.codes import SHEET
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import Factor, FactorKind
from xuncha.trust.refusal import NotSeen, Refusal

ENDED = Sentence("已停用。", "It counts no more.")
LEFT = Sentence("还剩{n}个", "{n} left")


@page("account/factors/", title=Sentence("双重验证", "Second factors"), roles=EVERYONE)
def factors(request: HttpRequest) -> HttpResponse:
    """``factor`` and the password are posted to end one."""
    form = Confirmed(request.POST or None)
    status, wrong = 200, None
    held = list(at_work.active(request.user))
    if request.method == "POST":
        factor, status = _named(held, request.POST.get("factor", "")), 422
        wrong = factor.pk
        if form.is_valid():
            try:
                end_factor(by=request.user, password=form.cleaned_data["password"], factor=factor)
                settle(request)
                return go(request, "office-factors", done=ENDED)
            except Refusal as no:
                status = refused_in(form, "password", no)
    rows = [
        {
            "factor": one,
            "title": FactorKind(one.kind).called,
            "left": _left(one),
            "form": form if one.pk == wrong else Confirmed(auto_id=f"id_{one.pk}_%s"),
            "open": one.pk == wrong,
        }
        for one in held
    ]
    return show(
        request, "office/factors.html", status=status, rows=rows, owed=request.session.get(OWED) == "factor",
        works=site_of(request).works, kinds={one.kind for one in held}, sheet=SHEET,
    )  # fmt: skip


def _named(held: list[Factor], typed: str) -> Factor:
    try:
        wanted = UUID(typed)
    except ValueError:
        raise NotSeen from None
    found = next((one for one in held if one.pk == wanted), None)
    if found is None:
        raise NotSeen
    return found


def _left(one: Factor) -> Sentence:
    return LEFT.filled(n=at_work.codes_left(one)) if one.kind == FactorKind.CODES else NOTHING
