"""What talks ask for today: the talks of the day, records to be signed; of the leader, talks to be looked through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.interviews.actions.release import may_begin
from xuncha.interviews.core.stages import PLACEABLE
from xuncha.interviews.facts import last_day_of_release, newest_releases
from xuncha.interviews.models import Interview
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.core.roles import TEAM, Role
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


@todos({Role.LEADER})
def to_release(account: Account, today: date) -> Iterator[Todo]:
    """One line an inspection for the talks of the coming days that could not begin as things stand: the same for every reason."""
    mine = see(Inspection, account).filter(pk__in=account.sight.inspections({Role.LEADER})).order_by("title")
    for inspection in mine:
        rows = list(
            see(Interview, account)
            .filter(inspection=inspection, stage__in=PLACEABLE)
            .filter(day__gte=today, day__lte=last_day_of_release(today))
            .order_by("day")
        )
        newest = newest_releases(account, rows)
        waiting = [row for row in rows if not may_begin(newest.get(row.pk), today)]
        if waiting:
            says = Sentence(f"谈话：{len(waiting)}场待核对放行", f"{len(waiting)} talks to look through")
            yield Todo(says, reverse("interviews-release", args=[inspection.pk]), waiting[0].day)
