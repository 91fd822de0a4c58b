"""届次: the terms of five years, and setting one up."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.actions.start_term import start_term
from xuncha.coverage.facts import current_term
from xuncha.coverage.models import Term
from xuncha.coverage.pages._tabs import tabs
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said
from xuncha.desk.table import Mark, Table
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

TITLE = Sentence("届次", "Terms")
COLUMNS = (
    Column("name", Sentence("届次", "Term"), width=20),
    Column("starts", Sentence("开始", "From"), "date"),
    Column("ends", Sentence("截止（不含当日）", "Until"), "date"),
    Column("now", Sentence("本届", "Current"), "mark"),
)
EMPTY = Sentence("还没有届次，请在下面设立。", "No term yet; set one up below.")


class TermForm(forms.Form):
    """Name and days of a term."""

    use_required_attribute = False
    name = forms.CharField(
        label=said(Sentence("届次名称", "Name")),
        max_length=40,
        help_text=said(Sentence("写法与文件一致，例如：第十五届。", "As documents write it, e.g. 第十五届.")),
    )
    starts = forms.DateField(
        label=said(Sentence("开始日期", "From")), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    ends = forms.DateField(
        label=said(Sentence("截止日期", "Until")),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=said(
            Sentence("一般为五年后的同一天；当日不含在本届内。", "Usually five years later; not included.")
        ),
    )


@page("coverage/terms/", title=TITLE, roles=OFFICE)
def terms(request: HttpRequest) -> HttpResponse:
    """The terms; below them the form for a new one."""
    form = TermForm(request.POST or None)
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            start_term(by=request.user, **form.cleaned_data)
            return go(request, "coverage-terms", done=Sentence("届次已设立。", "The term is set up."))
        except Refusal as refusal:
            no = refusal
    now = current_term(clock.today())
    rows = [
        {
            "name": one.name,
            "starts": one.starts,
            "ends": one.ends,
            "now": Mark(Sentence("本届", "current"), "ok") if one == now else None,
        }
        for one in see(Term, request.user)
    ]
    return show(
        request,
        "coverage/terms.html",
        status=no.status if no else 200,
        tabs=tabs(request, "coverage-terms", None),
        table=Table("terms", TITLE, COLUMNS, rows, EMPTY),
        form=form,
        no=no,
        submit=Sentence("设立届次", "Set up the term"),
    )
