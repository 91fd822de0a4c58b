"""What talks ask for today: the talks of the day, records to be signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.interviews.models import Interview
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account


@todos(TEAM)
def talks(account: Account, today: date) -> Iterator[Todo]:
    """One line an inspection for today's talks, one for records that wait for a signature."""
    mine = account.sight.inspections(TEAM)
    for inspection in see(Inspection, account).filter(pk__in=mine).order_by("title"):
        rows = see(Interview, account).filter(inspection=inspection)
        href = reverse("interviews-table", args=[inspection.pk])
        number = rows.filter(day=today, stage__in=("planned", "set", "open")).count()
        if number:
            yield Todo(Sentence(f"谈话：今天还有{number}场", f"{number} talks today"), href, today)
        number = rows.filter(stage="held").count()
        if number:
            yield Todo(Sentence(f"谈话：{number}份记录待核对签字", f"{number} records to be signed"), href)
