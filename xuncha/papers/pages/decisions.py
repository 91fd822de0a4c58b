"""决定登记: what bodies decided outside, with document and day; a second person confirms each."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, go, page, show
from xuncha.desk.spoken import said
from xuncha.desk.table import Mark, Table
from xuncha.papers.actions.record_decision import confirm_decision, record_decision
from xuncha.papers.models import Decision
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE, TEAM
from xuncha.trust.refusal import NotSeen, Refusal

COLUMNS = (
    Column("decided_on", Sentence("决定日期", "Decided on"), "date"),
    Column("body", Sentence("决定机构", "Body"), width=24),
    Column("kind", Sentence("决定事项", "Matter"), width=20),
    Column("document", Sentence("文号、会议纪要或原件存放处", "Document"), width=30),
    Column("says", Sentence("决定内容", "What was decided"), width=44),
    Column("recorded_by", Sentence("登记人", "Recorded by")),
    Column("confirmed_by", Sentence("复核", "Confirmed by"), "mark"),
)
EMPTY = Sentence("还没有登记决定。", "No decision on record yet.")
OPEN = Mark(Sentence("待另一人复核", "waits for another person"), "wait")


class DecisionForm(forms.Form):
    """What the original says."""

    use_required_attribute = False
    kind = forms.CharField(
        label=said(Sentence("决定事项", "Matter")), max_length=40,
        help_text=said(Sentence("例如：第三轮巡察对象、授权任职、整改延期。", "e.g. targets of the round, extension.")),
    )  # fmt: skip
    body = forms.CharField(
        label=said(Sentence("决定机构", "Body")), max_length=80,
        help_text=said(Sentence("例如：县委常委会会议、书记专题会、领导小组会议。", "e.g. the standing committee.")),
    )  # fmt: skip
    decided_on = forms.DateField(
        label=said(Sentence("决定日期", "Decided on")),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    document = forms.CharField(
        label=said(Sentence("文号、会议纪要或原件存放处", "Document")), max_length=120,
        help_text=said(Sentence("使别人能找到原件。", "So that somebody else can find the original.")),
    )  # fmt: skip
    says = forms.CharField(
        label=said(Sentence("决定内容", "What was decided")),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


@page(
    "papers/decisions/", title=Sentence("决定登记", "Decisions"), roles=TEAM | OFFICE, menu=Menu("paper", 30)
)
def decisions(request: HttpRequest) -> HttpResponse:
    """The register; below it the form for a new one and the ones that wait for this account to confirm."""
    no = None
    may_record = request.user.sight.has(OFFICE)
    form = DecisionForm(request.POST if "kind" in request.POST else None)
    if request.method == "POST":
        try:
            if "confirm" in request.POST:
                return _confirmed(request)
            if form.is_valid():
                record_decision(by=request.user, **form.cleaned_data)
                done = Sentence(
                    "已登记，请另一名工作人员对照原件复核。", "Recorded; another person must confirm it."
                )
                return go(request, "papers-decisions", done=done)
        except Refusal as refusal:
            no = refusal
    seen = (
        see(Decision, request.user)
        .select_related("recorded_by", "confirmed_by")
        .order_by("-decided_on", "-id")
    )
    waiting = [one for one in seen if one.confirmed_by is None and one.recorded_by_id != request.user.pk]
    table = Table(
        "decisions", Sentence("决定登记簿", "Decisions"), COLUMNS, [_row(one) for one in seen], EMPTY
    )
    return show(
        request,
        "papers/decisions.html",
        status=no.status if no else 200,
        no=no,
        table=table,
        form=form if may_record else None,
        waiting=waiting,
    )


def _confirmed(request: HttpRequest) -> HttpResponse:
    try:
        key = UUID(request.POST["confirm"])
    except ValueError:
        raise NotSeen from None
    confirm_decision(by=request.user, decision=see_one(Decision, request.user, key))
    return go(request, "papers-decisions", done=Sentence("已复核。", "Confirmed."))


def _row(one: Decision) -> dict[str, object]:
    return {
        "decided_on": one.decided_on,
        "body": one.body,
        "kind": one.kind,
        "document": one.document,
        "says": one.says,
        "recorded_by": one.recorded_by.name,
        "confirmed_by": Mark(Sentence(one.confirmed_by.name, one.confirmed_by.name), "ok")
        if one.confirmed_by
        else OPEN,
    }
