"""Payments of one doubt along the days: how close together they lie, and how large each is. Shapes for a page to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xuncha.base.money import yuan
from xuncha.screening.core.screen import Evidence

WIDTH = 480
HEIGHT = 190
BASE = 150
TOP = 30
SIDE = 48
APART = 88
"""Labels stand at least so far apart; what has none tells itself when it is pointed at, and in the table."""
MOST = 60
BESIDE = 7
"""Payments of one day stand side by side."""


@dataclass(frozen=True)
class Stem:
    """One payment: where it stands, how high, and what is written at it; `back` is money that came back."""

    x: int
    top: int
    back: bool
    says: str
    amount: str = ""
    day: str = ""


@dataclass(frozen=True)
class Timeline:
    """All payments of a doubt, by day."""

    stems: tuple[Stem, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE
    day_line: int = BASE + 22
    left: int = SIDE // 2
    right: int = WIDTH - SIDE // 2


def timeline(evidence: Sequence[Evidence]) -> Timeline | None:
    """The rows that have a day and an amount; None unless they are two to sixty and the days differ."""
    rows = sorted(
        ((day, one) for one in evidence if one.amount and (day := _day(one.day))),
        key=lambda row: (row[0], row[1].sheet, row[1].row),
    )
    if not 2 <= len(rows) <= MOST or rows[0][0] == rows[-1][0]:
        return None
    first, last = rows[0][0], rows[-1][0]
    per_day = (WIDTH - 2 * SIDE) / (last - first).days
    largest = max(abs(one.amount) for _, one in rows)
    stems: list[Stem] = []
    on_day: dict[date, int] = {}
    labelled: dict[str, int] = {}
    for day, one in rows:
        beside = on_day[day] = on_day.get(day, -1) + 1
        x = round(SIDE + (day - first).days * per_day) + beside * BESIDE
        stems.append(
            Stem(
                x,
                round(BASE - (BASE - TOP) * abs(one.amount) / largest),
                one.amount < 0,
                f"{day.isoformat()}  {yuan(one.amount)}  {one.voucher}".strip(),
                yuan(one.amount) if _room(labelled, "amount", x) else "",
                day.isoformat() if _room(labelled, "day", x) else "",
            )
        )
    return Timeline(tuple(stems))


def _room(labelled: dict[str, int], kind: str, x: int) -> bool:
    """Whether a label has room beside the last one of its kind; if so it takes it."""
    if kind in labelled and x - labelled[kind] < APART:
        return False
    labelled[kind] = x
    return True


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
