"""离组交接: who leaves, how far it is; and the members who have not begun."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, go, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.leaving.actions.begin import begin_leaving
from xuncha.leaving.facts import points_on, staying
from xuncha.leaving.models import RECEIVERS, Leaving
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("name", Sentence("离组人员", "Who leaves"), width=14),
    Column("inspection", Sentence("巡察任务", "Inspection"), width=40),
    Column("begun_on", Sentence("开始", "Begun"), "date"),
    Column("done", Sentence("已清点", "Confirmed")),
    Column("successor", Sentence("接手人", "Successor"), width=14),
    Column("state", Sentence("状态", "State"), "mark"),
)
EMPTY = Sentence(
    "还没有人离组。组员撤离前在这里逐人办理交接。",
    "Nobody has left yet. Each member hands over here before leaving.",
)
STATES = {
    Leaving.OPEN: Mark(Sentence("办理中，权限仍有效", "under way, rights still hold"), "wait"),
    Leaving.DONE: Mark(Sentence("已办结，权限已终止", "done, rights have ended"), "off"),
}


class BeginForm(forms.Form):
    """Who leaves which inspection."""

    use_required_attribute = False
    who = forms.ChoiceField(label=said(Sentence("离组人员", "Who leaves")))


@page(
    "leaving/",
    title=Sentence("离组交接", "Leaving"),
    roles=TEAM | {Role.OFFICE},
    menu=Menu("result", 80),
)
def leavings(request: HttpRequest) -> HttpResponse:
    """POST begins the leaving of a member: ``who`` is "<inspection> <account>" out of the list."""
    people = _people(request.user)
    form, no = BeginForm(request.POST or None), None
    form.fields["who"].choices = [
        ("", spoken(Sentence("请选择", "choose"))),
        *((key, f"{account.name}（{inspection.title}）") for key, (inspection, account) in people.items()),
    ]
    if request.method == "POST" and form.is_valid():
        inspection, account = people[form.cleaned_data["who"]]
        try:
            begun = begin_leaving(by=request.user, inspection=inspection, account=account)
            return go(request, "leaving-leaving", leaving=begun.pk)
        except Refusal as refusal:
            no = refusal
    rows = see(Leaving, request.user).select_related("account", "inspection", "successor")
    return show(
        request, "leaving/leavings.html", status=no.status if no else 200, no=no,
        form=form if people else None,
        may_prolong=request.user.sight.has({Role.OFFICE}), table=_table(list(rows.order_by("-begun_on", "-id"))),
    )  # fmt: skip


def _people(by: Account) -> dict[str, tuple[Inspection, Account]]:
    """Those whose leaving this account may begin, by the key of the list."""
    if by.sight.wide & RECEIVERS:
        inspections = list(see(Inspection, by).exclude(round__state="closed").order_by("title"))
    else:
        mine = by.sight.inspections(RECEIVERS)
        inspections = [see_one(Inspection, by, key) for key in sorted(mine)]
    return {
        f"{inspection.pk} {account.pk}": (inspection, account)
        for inspection in inspections
        for account in staying(by, inspection.pk, clock.today())
    }


def _table(rows: list[Leaving]) -> Table:
    wanted = points_on(clock.today())
    listed: list[dict[str, Any]] = [
        {
            "name": Link(row.account.name, reverse("leaving-leaving", args=[row.pk])),
            "inspection": row.inspection.title,
            "begun_on": row.begun_on,
            "done": f"{sum(one.key in row.points for one in wanted)}/{len(wanted)}",
            "successor": row.successor.name if row.successor else "",
            "state": STATES[row.state],
        }
        for row in rows
    ]
    return Table("leavings", Sentence("离组交接", "Leaving"), COLUMNS, listed, empty=EMPTY)
