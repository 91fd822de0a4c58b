"""Rows of a printed book that add up others: they are no bookings, but they must agree with the bookings above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from xuncha.base.money import yuan
from xuncha.base.words import Sentence


@dataclass(frozen=True)
class SumRow:
    """One such row: its number in Excel, its kind and label, its amounts, and how many bookings stand above it."""

    row: int
    kind: str
    label: str
    amounts: Mapping[str, int]
    before: int


@dataclass(frozen=True)
class Difference:
    """A sum row that agrees with no reading of the rows above it. `found` is the nearest of those readings."""

    row: int
    label: str
    field: str
    stated: int
    found: int

    def says(self) -> Sentence:
        return Sentence(
            f"“{self.label}”行写的是 {yuan(self.stated)}，上面各行相加是 {yuan(self.found)}，相差 {yuan(self.stated - self.found)}",
            f"the “{self.label}” row states {yuan(self.stated)}, the rows above it add up to {yuan(self.found)}, "
            f"a difference of {yuan(self.stated - self.found)}",
        )


@dataclass
class _Marks:
    """After how many bookings the last sum row of each kind stood, and what the page before ended with."""

    last: dict[str, int] = field(default_factory=dict)
    any: int = 0
    carried: dict[str, int] = field(default_factory=dict)


def check(sums: Sequence[SumRow], bookings: Mapping[str, Sequence[int]]) -> list[Difference]:
    """The sum rows that disagree. `bookings` are the amounts in cents of the rows above, by field, in order.

    Programs count differently: a page sum may begin at the page, the month or the year. A row agrees when one of
    these readings gives its amount. Opening balances state no turnover and are not checked.
    """
    running = {name: [0, *accumulate(values)] for name, values in bookings.items()}
    marks = _Marks()
    differences = []
    for one in sums:
        if one.kind == "opening":
            continue
        for name, stated in one.amounts.items():
            readings = _readings(one, running[name], marks, name)
            if stated not in readings:
                nearest = min(readings, key=lambda found: abs(found - stated))
                differences.append(Difference(one.row, one.label, name, stated, nearest))
        marks.last[one.kind] = marks.any = one.before
        if one.kind == "page":
            marks.carried = dict(one.amounts)
    return differences


def _readings(one: SumRow, running: Sequence[int], marks: _Marks, name: str) -> list[int]:
    upto = running[one.before]
    starts = {0, marks.any, marks.last.get(one.kind, 0), marks.last.get("month", 0), marks.last.get("sum", 0)}
    readings = [upto - running[start] for start in sorted(starts)]
    if one.kind == "carried" and name in marks.carried:
        readings.append(marks.carried[name])
    return readings
