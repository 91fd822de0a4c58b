"""留痕: who did what when, told in sentences; the office and the auditor see all of it, everybody else what is their own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk import progress
from xuncha.desk.page import Menu, page, show
from xuncha.desk.spoken import said
from xuncha.desk.table import Mark, Table
from xuncha.stewards.found import last_check
from xuncha.stewards.telling import told, told_facts
from xuncha.trust.access import see
from xuncha.trust.act import VERBS
from xuncha.trust.actions.check_journal import CHECKERS, check_journal
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import Account, Entry

#: The newest rows that one page loads; a day narrows it.
NEWEST = 500
COLUMNS = (
    Column("seq", Sentence("编号", "No."), "int"),
    Column("at", Sentence("时间", "Time"), "date"),
    Column("who", Sentence("操作人", "Who")),
    Column("what", Sentence("事项", "What")),
    Column("rows", Sentence("涉及记录", "Rows"), "int"),
    Column("facts", Sentence("要素", "Facts")),
    Column("result", Sentence("结果", "Result"), "mark"),
)
#: For all but the auditor: the gaps between numbers would count what others did.
UNNUMBERED = COLUMNS[1:]
TITLE = Sentence("留痕", "Journal")
CHECKING = Sentence("正在逐条核验留痕", "checking the journal row by row")
EMPTY = Sentence(
    "没有符合条件的留痕。换一天，或清除筛选条件。", "No rows. Choose another day or clear the filter."
)
DONE, NOT_DONE = Sentence("已办理", "done"), Sentence("未办理", "refused")
HOUSE = Sentence("系统", "the system")


class Narrow(forms.Form):
    use_required_attribute = False
    day = forms.DateField(
        label=said(Sentence("日期", "Day")), required=False, widget=forms.DateInput({"type": "date"})
    )
    only = forms.ChoiceField(
        label=said(Sentence("结果", "Result")),
        required=False,
        choices=[("", said(Sentence("全部", "all"))), ("refused", said(NOT_DONE))],
    )


@page("journal/", title=TITLE, roles=EVERYONE, menu=Menu("paper", 90))
def journal(request: HttpRequest) -> HttpResponse:
    """The newest rows, or those of one day; on POST the whole chain is checked."""
    may_check = request.user.sight.has(CHECKERS)
    if request.method == "POST" and may_check:
        return _check(request.user)
    narrow = Narrow(request.GET)
    rows = _narrowed(see(Entry, request.user).order_by("-seq"), narrow)[:NEWEST]
    names = {one.pk: one.name for one in see(Account, request.user)}
    audits = request.user.sight.has({Role.AUDIT})
    columns = COLUMNS if audits else UNNUMBERED
    entries = Table("journal", TITLE, columns, list(_rows(rows, names)), empty=EMPTY, numbered=False)
    return show(
        request, "stewards/journal.html", entries=entries, filters=narrow, may_check=may_check, audits=audits,
        checked=last_check(request.user) if may_check else None,
    )  # fmt: skip


def _check(account: Account) -> HttpResponse:
    """A long journal is read beside the request."""

    def work(job: progress.Progress) -> str:
        job.at(5, CHECKING)
        check_journal(by=account)
        return reverse("stewards-journal")

    return redirect("desk-progress", job=progress.start(account, TITLE, work).id)


def _narrowed(rows: QuerySet[Entry], narrow: Narrow) -> QuerySet[Entry]:
    if not narrow.is_valid():
        return rows
    if narrow.cleaned_data["only"]:
        rows = rows.exclude(refused="")
    if narrow.cleaned_data["day"]:
        begins = timezone.make_aware(datetime.combine(narrow.cleaned_data["day"], time.min))
        rows = rows.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return rows


def _rows(entries: Iterable[Entry], names: dict[Any, str]) -> Iterable[dict[str, Any]]:
    actions = {name: verb.says for name, verb in VERBS.items()}
    for one in entries:
        body = json.loads(one.body)
        yield {
            "seq": one.seq,
            "at": one.at,
            "who": names.get(one.actor, HOUSE),
            "what": told(one.verb, body["kind"], actions),
            "rows": len(body["rows"]) or None,
            "facts": told_facts(body["facts"]),
            "result": Mark(NOT_DONE, "wait") if one.refused else Mark(DONE, "ok"),
        }
