"""A sheet of codes for rooms without telephones: shown once, to be printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.office.pages._passwords import Confirmed, refused_in
from xuncha.trust import clock
from xuncha.trust.actions.enter import settle
from xuncha.trust.actions.factors import print_sheet
from xuncha.trust.core.codes import SHEET
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.refusal import Refusal


@page("account/factors/sheet/", title=Sentence("打印纸质备用码", "Print codes on paper"), roles=EVERYONE)
def sheet(request: HttpRequest) -> HttpResponse:
    """The password is asked for; the answer is the sheet itself, which no address shows again."""
    form = Confirmed(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            codes = print_sheet(by=request.user, password=form.cleaned_data["password"])
            settle(request)
            return show(
                request, "office/sheet_printed.html", codes=[_apart(one) for one in codes], at=timezone.localtime(clock.now())
            )  # fmt: skip
        except Refusal as no:
            status = refused_in(form, "password", no)
    return show(request, "office/sheet.html", status=status, form=form, number=SHEET)


def _apart(code: str) -> str:
    """02 4827 1930: the number, then the digits in groups."""
    return f"{code[:2]} {code[2:6]} {code[6:]}"
