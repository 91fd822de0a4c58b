"""What waits about leaving: stays that end while members have not begun, and leavings under way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.leaving.facts import staying
from xuncha.leaving.models import Leaving
from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import value
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE, TEAM


@todos(OFFICE)
def stays(account: Any, today: date) -> Iterable[Todo]:
    """Members who are still in a team whose stay ends."""
    until = today + timedelta(days=value("leaving.ahead", today)["days"])
    ending = see(Inspection, account).filter(ends__lte=until, imported=False).exclude(round__state="closed")
    for inspection in ending.order_by("ends"):
        people = len(staying(account, inspection.pk, today))
        if people:
            says = Sentence(
                f"{inspection.title}：{people}人未办离组交接", f"{inspection.title}: {people} have not left"
            )
            yield Todo(says, reverse("leaving-leavings"), inspection.ends, inspection.ends < today)


@todos(TEAM)
def own(account: Any, today: date) -> Iterable[Todo]:
    """The member's own page waits for words to the next."""
    for row in see(Leaving, account).filter(account=account, state=Leaving.OPEN, words=None):
        yield Todo(
            Sentence("离组交接：请写给下一任的话", "Leaving: write to the next"),
            reverse("leaving-leaving", args=[row.pk]),
        )
