"""What fieldwork asks for: files overdue or still held before leaving, corrections whose time is up or that wait for a check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.fieldwork.core.corrections import days_late
from xuncha.fieldwork.core.files import late_files
from xuncha.fieldwork.facts import file_of, given_of
from xuncha.fieldwork.models import Borrowed, Correction
from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import value
from xuncha.trust.access import see
from xuncha.trust.core.roles import HEADS, TEAM
from xuncha.trust.models import Account


@todos(TEAM)
def files(account: Account, today: date) -> Iterator[Todo]:
    """One line an inspection whose files are late."""
    remind = value("fieldwork.remind_before", today)
    for inspection in _mine(account):
        rows = see(Borrowed, account).filter(inspection=inspection)
        late = late_files(map(file_of, rows), today, inspection.ends, remind)
        if late:
            says = Sentence(
                f"调阅资料：{len(late)} 件到期或待归还", f"{len(late)} files are due or still held"
            )
            href = reverse("fieldwork-files", args=[inspection.pk])
            yield Todo(says, href, min(one.due for one in late), late[0].days > 0)


@todos(TEAM)
def corrections(account: Account, today: date) -> Iterator[Todo]:
    """Corrections past their time limit, and answered ones that wait for the heads' check."""
    for inspection in _mine(account):
        heads = account.sight.has(HEADS, inspection.pk)
        for row in see(Correction, account).filter(inspection=inspection, state__in=("open", "replied")):
            href = reverse("fieldwork-correction", args=[row.pk])
            late = days_late(given_of(row), today)
            if late is not None and late >= 0:
                says = Sentence(f"立行立改：第 {row.serial} 项到期", f"Correction No. {row.serial} is due")
                yield Todo(says, href, row.due, late > 0)
            elif row.state == "replied" and heads:
                says = Sentence(
                    f"立行立改：第 {row.serial} 项待核查", f"Correction No. {row.serial} is to be checked"
                )
                yield Todo(says, href)


def _mine(account: Account) -> list[Inspection]:
    mine = account.sight.inspections(TEAM)
    return list(see(Inspection, account).filter(pk__in=mine).order_by("title"))
