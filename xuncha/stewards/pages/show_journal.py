"""向外展示留痕: the auditor proposes which rows somebody outside is told of, and exports them once a second person agreed."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import line, passage
from xuncha.desk.page import download, go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said
from xuncha.stewards.actions.show_journal import SHOW, propose_showing, show_journal
from xuncha.stewards.pages.heads import TITLE as HEADS_TITLE
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.actions.approve import read_proposal
from xuncha.trust.actions.export_journal import AUDIT
from xuncha.trust.models import Account, DeedProposal
from xuncha.trust.refusal import NotSeen, Refusal

DONE = Sentence("已提议，等另一个人批准。", "Proposed; another person approves.")
NAME = "留痕核验文件（写明部分条目）.jsonl"


class ShowForm(forms.Form):
    use_required_attribute = False
    first = forms.IntegerField(label=said(Sentence("起始编号", "First row")), min_value=1)
    last = forms.IntegerField(label=said(Sentence("终止编号", "Last row")), min_value=1)
    to = line("给谁看", "To", "接收单位全称", "Who is told", longest=100)
    reason = passage("依据和理由", "Why", "来函文号、审计通知书", "The request and its basis", rows=2)


@page("journal/outside/", title=Sentence("向外展示留痕", "Show rows outside"), roles=AUDIT)
def show_journal_outside(request: HttpRequest) -> HttpResponse:
    """POST with ``proposal`` exports what was approved, once; everything else that is posted is proposed."""
    if "proposal" in request.POST:
        return _export(request.user, request.POST["proposal"])
    form, no = ShowForm(request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid():
        try:
            made = propose_showing(by=request.user, **form.cleaned_data)
            return go(request, "stewards-two_act", act=made.pk, done=DONE)
        except Refusal as refusal:
            no = refusal
    approved = [
        (one, read_proposal(by=request.user, proposal=one).payload) for one in _approved(request.user)
    ]
    crumbs = [Crumb(HEADS_TITLE, reverse("stewards-heads"))]
    return show(
        request, "stewards/show_journal.html", status=no.status if no else 200, form=form, no=no, approved=approved, crumbs=crumbs
    )  # fmt: skip


def _approved(account: Account) -> list[DeedProposal]:
    """What this account proposed, another approved, and nobody used yet."""
    mine = see(DeedProposal, account).filter(kind=SHOW.kind, proposed_by=account, state=DeedProposal.DONE)
    return list(mine.filter(used_on=None, expires__gte=clock.today()).order_by("id"))


def _export(account: Account, wanted: str) -> HttpResponse:
    one = next((one for one in _approved(account) if str(one.pk) == wanted), None)
    if one is None:
        raise NotSeen
    slice_ = read_proposal(by=account, proposal=one).payload
    lines = show_journal(by=account, first=slice_["first"], last=slice_["last"], to=slice_["to"])
    return download(NAME, "".join(lines).encode())
