"""What letters ask for today: those whose clock runs out, and those that wait for a proposal or a signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.letters.models import READERS, Letter, Matter
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models import Account

SOON = timedelta(days=3)


@todos(READERS)
def clocks(account: Account, today: date) -> Iterator[Todo]:
    """One line an inspection for what is over or nearly so, with the earliest day."""
    for inspection in _mine(account):
        near = see(Letter, account).filter(inspection=inspection, due__lte=today + SOON).order_by("due")
        days = list(near.values_list("due", flat=True))
        if days:
            late = sum(day < today for day in days)
            says = Sentence(
                f"信访：{len(days)}件三天内到期" + (f"，其中{late}件已超期" if late else ""),
                f"{len(days)} letters due within three days, {late} overdue",
            )
            yield Todo(says, reverse("letters-desk", args=[inspection.pk]), days[0], late > 0)


@todos(READERS)
def waiting(account: Account, today: date) -> Iterator[Todo]:
    """Matters without a proposal (for the petition officer) or without a signature (for the heads)."""
    for inspection in _mine(account):
        matters = see(Matter, account).filter(inspection=inspection)
        href = reverse("letters-desk", args=[inspection.pk])
        number = matters.filter(state="open").count()
        if number and account.sight.has({Role.PETITION}, inspection.pk):
            yield Todo(Sentence(f"信访：{number}件事待拟办", f"{number} matters to be proposed"), href)
        number = matters.filter(state__in=("proposed", "recorded")).exclude(decided_by=account).count()
        if number and account.sight.has(HEADS, inspection.pk):
            yield Todo(Sentence(f"信访：{number}件事待签批或复核", f"{number} matters to be signed"), href)


def _mine(account: Account) -> list[Inspection]:
    mine = account.sight.inspections(READERS)
    return list(see(Inspection, account).filter(pk__in=mine).order_by("title"))
