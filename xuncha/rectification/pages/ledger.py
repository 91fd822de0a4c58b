"""整改台账: every item this account may see, with who has the duty now and both clocks; red only for what is overdue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Table
from xuncha.findings.models import Finding
from xuncha.rectification.actions.change_head import pending
from xuncha.rectification.core.clock import State
from xuncha.rectification.facts import Standing, standings
from xuncha.rectification.models import READERS, HeadTask, Item
from xuncha.rectification.pages._words import countdown_mark, duty_lines, state_mark
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

COLUMNS = (
    Column("number", Sentence("编号", "No."), width=10),
    Column("body", Sentence("单位", "Body"), width=18),
    Column("says", Sentence("反馈问题", "Problem"), width=40),
    Column("duty", Sentence("现整改责任人", "Who has the duty"), width=24),
    Column("first_due", Sentence("原定期限", "First due"), "date"),
    Column("due", Sentence("现期限", "Due"), "date"),
    Column("countdown", Sentence("倒计时", "Countdown"), "mark"),
    Column("state", Sentence("状态", "State"), "mark"),
)
EMPTY = Sentence(
    "没有整改事项。反馈登记后，问题在这里逐项列出。",
    "No items. They appear here once the feedback is recorded.",
)
SHORT = 50
SHOWN = {
    "open": Sentence("未销号", "open"),
    "late": Sentence("逾期", "overdue"),
    "closed": Sentence("已销号", "closed"),
}


class Wanted(forms.Form):
    """What the list is narrowed to."""

    show = forms.ChoiceField(label=said(Sentence("范围", "Show")), required=False)
    body = forms.CharField(label=said(Sentence("单位", "Body")), required=False)


@page(
    "rectification/",
    title=Sentence("整改台账", "Rectification"),
    roles=READERS | {Role.CONTACT},
    menu=Menu("result", 20),
)
def ledger(request: HttpRequest) -> HttpResponse:
    """The list by due day, and for the office the changes of head that wait."""
    today = clock.today()
    wanted = Wanted(request.GET)
    wanted.fields["show"].choices = [
        ("", spoken(Sentence("全部", "all"))),
        *((key, spoken(says)) for key, says in SHOWN.items()),
    ]
    rows = (
        see(Item, request.user).select_related("organisation", "post__organisation").order_by("due", "number")
    )
    found = standings(list(rows), request.user, today)
    kept = [one for one in found if _wanted(one, wanted)]
    may_follow = Role.OFFICE in request.user.sight.wide
    bodies = {one.item.organisation_id: one.item.organisation for one in found}
    return show(
        request, "rectification/ledger.html", filters=wanted, items=_table(kept), tasks=_tasks(request.user),
        late=sum(one.countdown.overdue for one in found), running=sum(one.item.closed_on is None for one in found), every=len(found),
        changes=pending(request.user, today) if may_follow else [],
        waiting=_waiting(request.user) if may_follow else [],
        mine=[body for key, body in bodies.items() if key in request.user.sight.bodies],
    )  # fmt: skip


def _tasks(by: Account) -> list[dict[str, Any]]:
    """Open tasks of changes of head, one line a post with the earliest day."""
    lines: dict[UUID, dict[str, Any]] = {}
    for task in see(HeadTask, by).filter(done_on=None).select_related("post__organisation").order_by("due"):
        line = lines.setdefault(task.post_id, {"post": task.post, "count": 0, "due": None})
        line["count"] += 1
        line["due"] = line["due"] or task.due
    return list(lines.values())


def _waiting(by: Account) -> list[Inspection]:
    """Inspections whose report is in and whose findings wait for feedback."""
    keys = see(Finding, by).filter(state=Finding.REPORTED).values_list("inspection_id", flat=True)
    return list(see(Inspection, by).filter(pk__in=set(keys)).order_by("title"))


def _wanted(one: Standing, wanted: Wanted) -> bool:
    said_ = wanted.cleaned_data if wanted.is_valid() else {}
    scope = {
        "open": one.item.closed_on is None,
        "late": one.countdown.overdue,
        "closed": one.item.closed_on is not None,
    }.get(said_.get("show", ""), True)
    return scope and said_.get("body", "").strip() in one.item.organisation.name


def _table(found: list[Standing]) -> Table:
    rows = [_row(one) for one in found]
    return Table("items", Sentence("整改台账", "Rectification"), COLUMNS, rows, empty=EMPTY)


def _row(one: Standing) -> dict[str, Any]:
    item = one.item
    text = item.says if len(item.says) <= SHORT else f"{item.says[:SHORT]}…"
    return {
        "number": item.number,
        "body": item.organisation.name,
        "says": Link(text, reverse("rectification-item", args=[item.pk])),
        "duty": duty_lines(one.duty),
        "first_due": item.first_due,
        "due": item.due,
        "countdown": countdown_mark(one),
        "state": state_mark(State(item.state)),
    }
