"""拟制: a paper that no other page makes, written by hand; and it survives a closed window."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.core.forms import form_named
from xuncha.papers.pages._new import WRITTEN_BY_HAND, Wording, given
from xuncha.trust import clock
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import NotSeen, Refusal


class Named(Wording):
    """The texts, and what lists and file names show of the paper."""

    listed_as = forms.CharField(
        label=said(Sentence("清单上的名称", "Listed as")), max_length=60, required=False,
        help_text=said(Sentence("例如：第三轮巡察安排请示。清单人人可见，不要写人名和线索内容。", "Lists show it: no names, no leads.")),
    )  # fmt: skip


@page("papers/new/<str:form>/", title=Sentence("拟制文书", "Draft a paper"), roles=OFFICE)
def new(request: HttpRequest, form: str) -> HttpResponse:
    """The form's texts; saving makes the draft and goes to its page."""
    if form not in WRITTEN_BY_HAND:
        raise NotSeen
    kind = form_named(form)
    kept = drafts.take(request) if request.method == "GET" else None
    wording = Named(request.POST or kept or None, kind=kind, facts={})
    no = None
    if request.method == "POST" and wording.is_valid():
        try:
            facts = {**given(kind, request.user, clock.today()), **wording.facts()}
            paper = draft_paper(
                by=request.user, form=form, facts=facts, title=wording.cleaned_data["listed_as"]
            )
            drafts.drop(request)
            return go(request, "papers-paper", paper=paper.pk, done=Sentence("草稿已生成。", "Drafted."))
        except Refusal as refusal:
            no = refusal
    return show(
        request, "papers/write.html", form=wording, no=no, kind=kind, draft_key=request.path, draft_found=bool(kept),
        submit=spoken(Sentence("生成草稿", "Make the draft")), back_url=reverse("papers-papers"),
        crumbs=[Crumb(Sentence("文书", "Papers"), reverse("papers-papers"))],
    )  # fmt: skip
