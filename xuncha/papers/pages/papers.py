"""文书: every paper the account may see, by state and form, with Excel; and drafting those that no other page makes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.papers.core.forms import forms as all_forms
from xuncha.papers.core.life import STATES, SUBMITTED
from xuncha.papers.models import Paper, SignOff
from xuncha.papers.pages._new import WRITTEN_BY_HAND
from xuncha.trust.access import see
from xuncha.trust.core.roles import BUSINESS, OFFICE

COLUMNS = (
    Column("number", Sentence("文号", "Number"), width=22),
    Column("title", Sentence("文书", "Paper"), width=34),
    Column("form", Sentence("种类", "Form"), width=20),
    Column("state", Sentence("状态", "State"), "mark", width=12),
    Column("drafted_on", Sentence("拟稿", "Drafted"), "date"),
    Column("issued_on", Sentence("签发", "Signed"), "date"),
    Column("stamped_on", Sentence("用印", "Stamped"), "date"),
    Column("delivered_on", Sentence("送达", "Delivered"), "date"),
    Column("receipt_on", Sentence("回执", "Receipt"), "date"),
)
TONES = {
    "draft": "plain",
    "submitted": "wait",
    "signed": "go",
    "stamped": "go",
    "delivered": "ok",
    "void": "off",
}
EMPTY = Sentence(
    "还没有文书。轮次、抽调、信访、底稿等页面上的“拟制文书”按钮会在这里生成草稿。",
    "No papers yet. The pages of rounds, teams, letters and working papers draft them.",
)


class Filters(forms.Form):
    """By state and by form; both may be left open."""

    state = forms.ChoiceField(label=said(Sentence("状态", "State")), required=False)
    form = forms.ChoiceField(label=said(Sentence("种类", "Form")), required=False)

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = ("", spoken(Sentence("全部", "All")))
        titles = all_forms()
        self.fields["state"].choices = [anything, *((key, spoken(title)) for key, title in STATES.items())]
        self.fields["form"].choices = [
            anything, *((key, spoken(titles[key].title) if key in titles else key) for key in kinds)
        ]  # fmt: skip


@page("papers/", title=Sentence("文书", "Papers"), roles=BUSINESS, menu=Menu("paper", 10))
def papers(request: HttpRequest) -> HttpResponse:
    """The list, the latest first."""
    seen = see(Paper, request.user)
    kinds = sorted(set(seen.values_list("form", flat=True)))
    filters = Filters(request.GET or None, kinds=kinds)
    if filters.is_valid():
        for name in ("state", "form"):
            if filters.cleaned_data[name]:
                seen = seen.filter(**{name: filters.cleaned_data[name]})
    waiting = set(
        see(SignOff, request.user)
        .filter(confirmed_by=None, taken_back=False)
        .values_list("paper_id", flat=True)
    )
    rows = [_row(one, one.pk in waiting) for one in seen.order_by("-serial")]
    table = Table("papers", Sentence("文书", "Papers"), COLUMNS, rows, EMPTY)
    new = [all_forms()[key] for key in WRITTEN_BY_HAND] if request.user.sight.has(OFFICE) else []
    return show(request, "papers/papers.html", table=table, filters=filters, new=new)


def state_mark(paper: Paper, waiting: bool) -> Mark:
    """The state as a badge; a paper whose signature waits for the second person says so."""
    if paper.state == SUBMITTED and waiting:
        return Mark(Sentence("签批待复核", "signature to be confirmed"), "wait")
    return Mark(STATES[paper.state], TONES[paper.state])


def _row(paper: Paper, waiting: bool) -> dict[str, object]:
    kind = all_forms().get(paper.form)
    days = ("drafted_on", "issued_on", "stamped_on", "delivered_on", "receipt_on")
    return {
        "number": paper.number,
        "title": Link(paper.title, reverse("papers-paper", args=[paper.pk])),
        "form": kind.title if kind else paper.form,
        "state": state_mark(paper, waiting),
        **{day: getattr(paper, day) for day in days},
    }
