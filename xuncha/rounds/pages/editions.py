"""发布与版本: the editions of the plan as meetings settled them, what has changed since, and publishing the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.facts import current_term
from xuncha.coverage.models import Target, Term
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said
from xuncha.desk.table import Link, Table
from xuncha.rounds.actions.arrange_term import publish_term
from xuncha.rounds.core.term.compare import Change, changes
from xuncha.rounds.core.term.told import placed_read
from xuncha.rounds.models import PlannedTarget, TermPlan
from xuncha.rounds.pages._forms import day_input
from xuncha.rounds.pages._term import sections
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.refusal import Refusal

TITLE = Sentence("发布与版本", "Editions")
EMPTY = Sentence("还没有发布过。会议审定后，在下面登记发布第1版。", "Nothing was published yet.")
COLUMNS = (
    Column("number", Sentence("版本", "Edition"), width=10),
    Column("published_on", Sentence("发布日期", "Published"), "date"),
    Column("body", Sentence("审定会议", "Settled by"), width=26),
    Column("decided_on", Sentence("会议日期", "On"), "date"),
    Column("document", Sentence("文号或纪要", "Document"), width=24),
    Column("reason", Sentence("调整理由", "Reason"), width=30),
    Column("by", Sentence("登记人", "Entered by"), width=12),
    Column("count", Sentence("比上一版改动", "Changes"), "int", width=12),
)
CONTENT = (
    Column("round", Sentence("轮次", "Round"), "int", width=8),
    Column("name", Sentence("巡察对象", "Target"), width=50),
    Column("again", Sentence("说明", "Remark"), width=14),
)


class PublishForm(forms.Form):
    """The meeting that settled the plan."""

    use_required_attribute = False
    body = forms.CharField(
        label=said(Sentence("审定会议", "Settled by")),
        max_length=80,
        help_text=said(Sentence("例如：县委书记专题会议。", "e.g. the county secretary's meeting.")),
    )
    decided_on = forms.DateField(label=said(Sentence("会议日期", "On")), widget=day_input())
    document = forms.CharField(label=said(Sentence("文号或者会议纪要", "Document")), max_length=120)
    reason = forms.CharField(
        label=said(Sentence("调整理由", "Reason")),
        max_length=200,
        required=False,
        help_text=said(Sentence("第2版起写明为什么调整。", "From the second edition on: why.")),
    )


@page("coverage/plan/editions/", title=TITLE, roles=OFFICE | {Role.LEADING})
def editions(request: HttpRequest) -> HttpResponse:
    """A post publishes the present plan; `?edition=` shows one with what it changed."""
    term = current_term(clock.today())
    if term is None:
        shown = tabs(request, "rounds-plan", None)
        return show(request, "coverage/no_term.html", tabs=shown, says=NO_TERM, remedy=SET_UP)
    form = PublishForm(request.POST or None)
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            row = publish_term(by=request.user, term=term, **form.cleaned_data)
            return go(
                request,
                "rounds-editions",
                done=Sentence(f"已发布第{row.number}版。", f"Edition {row.number}."),
            )
        except Refusal as refusal:
            no = refusal
    rows = list(see(TermPlan, request.user).filter(term=term).select_related("published_by"))
    asked = next((one for one in rows if str(one.number) == request.GET.get("edition")), None)
    return show(
        request,
        "rounds/editions.html",
        status=no.status if no else 200,
        tabs=tabs(request, "rounds-plan", None),
        sections=sections(request, "rounds-editions"),
        form=form,
        no=no,
        submit=Sentence("发布", "Publish"),
        editions=_table(rows),
        asked=asked,
        content=_content(asked) if asked else None,
        changed=_between(rows, asked) if asked else (),
        since=_since(request, term, rows[0]) if rows else (),
        last=rows[0].number if rows else None,
        may=request.user.sight.has(OFFICE),
    )


def _table(rows: Sequence[TermPlan]) -> Table:
    told = [
        {
            "number": Link(Sentence(f"第{one.number}版", f"edition {one.number}"), f"?edition={one.number}"),
            **{
                name: getattr(one, name)
                for name in ("published_on", "body", "decided_on", "document", "reason")
            },
            "by": one.published_by.name,
            "count": len(_between(rows, one)) if one.number > 1 else None,
        }
        for one in rows
    ]
    return Table("editions", Sentence("历次版本", "Editions"), COLUMNS, told, EMPTY, numbered=False)


def _between(rows: Sequence[TermPlan], one: TermPlan) -> tuple[Change, ...]:
    before = next((other for other in rows if other.number == one.number - 1), None)
    if before is None:
        return ()
    return changes(placed_read(before.placed), placed_read(one.placed), {**before.names, **one.names})


def _since(request: HttpRequest, term: Term, last: TermPlan) -> tuple[Change, ...]:
    """What the present plan changes in the last edition; what a round has taken as planned is no change."""
    rows = see(PlannedTarget, request.user).filter(term=term).values_list("target_id", "number", "again")
    targets = see(Target, request.user).filter(term=term).values_list("pk", "name")
    names = {**last.names, **{str(key): name for key, name in targets}}
    return changes(placed_read(last.placed), placed_read(rows), names)


def _content(one: TermPlan) -> Table:
    rows: list[dict[str, Any]] = [
        {
            "round": placed.round,
            "name": one.names.get(placed.target, placed.target),
            "again": Sentence("回头看", "second visit") if placed.again else None,
        }
        for placed in sorted(placed_read(one.placed), key=lambda each: (each.round, each.again))
    ]
    title = Sentence(f"五年规划第{one.number}版", f"Plan of the term, edition {one.number}")
    return Table("edition", title, CONTENT, rows)
