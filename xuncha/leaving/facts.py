"""Turns rows into what ``core.handing`` takes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from xuncha.fieldwork.models import Borrowed
from xuncha.findings.models import WorkingPaper
from xuncha.leaving.core.handing import Handing, Left, Point, points
from xuncha.leaving.models import Leaving
from xuncha.rulebook.models import value
from xuncha.teams.models import Cadre
from xuncha.trust.access import see, whole
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account, Grant

UNSIGNED = (WorkingPaper.DRAFT, WorkingPaper.CONFIRMING, WorkingPaper.SIGNING)


def points_on(day: date) -> tuple[Point, ...]:
    """What is handed over, by the rule in force. Raises NoRule."""
    return points(value("leaving.points", day))


def left_behind(account: Account, inspection: UUID) -> Left:
    """What the member has in hand at the inspection, counted over all rows: whoever receives need not see them."""
    drafts = whole(WorkingPaper, "what stays behind on leaving is counted").filter(
        inspection=inspection, authors=account.pk, state__in=UNSIGNED
    )
    files = whole(Borrowed, "what stays behind on leaving is counted").filter(
        inspection=inspection, handled_by=account.pk, received_on__isnull=False, returned_on=None,
        copy=False, withdrawn=False,
    )  # fmt: skip
    return Left(drafts.count(), files.count())


def handing_of(leaving: Leaving) -> Handing:
    """One leaving as it stands."""
    return Handing(
        done=frozenset(leaving.points),
        left=left_behind(leaving.account, leaving.inspection_id),
        has_successor=leaving.successor_id is not None,
        has_evaluation=leaving.evaluation is not None,
        needs_evaluation=not _full_time(leaving.account),
    )


def _full_time(account: Account) -> bool:
    """Whether the account belongs to somebody the pool knows as full-time staff."""
    if account.person_id is None:
        return False
    pool = whole(Cadre, "full-time staff get no evaluation of a drafting").filter(person_id=account.person_id)
    return pool.filter(full_time=True).exists()


def staying(by: Any, inspection: UUID, on: date) -> list[Account]:
    """The accounts that hold a role of the team at the inspection on a day, by name."""
    grants = Grant.objects.filter(
        state=Grant.EFFECTIVE, inspection=inspection, role__in=[one.value for one in TEAM], starts__lte=on
    )
    held = grants.exclude(ends__lte=on).values_list("account_id", flat=True)
    return list(see(Account, by).filter(pk__in=set(held), is_active=True).order_by("name"))
