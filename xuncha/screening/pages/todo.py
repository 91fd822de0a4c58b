"""What screening asks for: doubts that nobody has checked yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.rounds.models import Inspection
from xuncha.screening.models import Hit
from xuncha.trust.access import see
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account


@todos(TEAM)
def unchecked(account: Account, today: date) -> Iterator[Todo]:
    """One line an inspection that has doubts to be checked."""
    mine = account.sight.inspections(TEAM)
    for inspection in see(Inspection, account).filter(pk__in=mine).order_by("title"):
        if see(Hit, account).filter(inspection=inspection, state="open").exists():
            says = Sentence("数据筛查：有疑点待核实", "Screening: doubts to be checked")
            yield Todo(says, reverse("screening-hits", args=[inspection.pk]))
