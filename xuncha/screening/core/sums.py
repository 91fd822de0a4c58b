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


_Totals = Mapping[str, int]
"""Field → what all bookings down to some row add up to."""


@dataclass
class Marks:
    """What stands above the rows at hand: how many bookings, their totals, and the totals at the sum rows among them.

    A total stands with the number of bookings it adds up; `last` goes by the kind of sum row, `carried` is what the page
    before ended with.
    """

    bookings: int = 0
    totals: _Totals = field(default_factory=dict)
    last: dict[str, tuple[int, _Totals]] = field(default_factory=dict)
    any: tuple[int, _Totals] = field(default_factory=lambda: (0, {}))
    carried: dict[str, int] = field(default_factory=dict)


def check(
    sums: Sequence[SumRow], bookings: Mapping[str, Sequence[int]], marks: Marks | None = None
) -> list[Difference]:
    """The sum rows that disagree. `bookings` are the amounts in cents of the rows above, by field, in order.

    Programs count differently: a page sum may begin at the page, the month or the year, and a 合计 may stand above what it
    adds up. A row agrees when one of
    these readings gives its amount. Opening balances state no turnover and are not checked. Where a sheet comes in
    pieces, `marks` is handed from each to the next.
    """
    marks = marks or Marks()
    running = {
        name: list(accumulate(values, initial=marks.totals.get(name, 0))) for name, values in bookings.items()
    }
    differences = []
    for nth, one in enumerate(sums):
        if one.kind == "opening":
            continue
        totals = {name: column[one.before] for name, column in running.items()}
        following = sums[nth + 1].before if nth + 1 < len(sums) else -1
        for name, stated in one.amounts.items():
            readings = _readings(one, totals[name], marks, name)
            below = (
                {running[name][end] - totals[name] for end in (following, -1)} if one.kind == "sum" else ()
            )
            if stated not in readings and stated not in below:
                nearest = min(readings, key=lambda found: abs(found - stated))
                differences.append(Difference(one.row, one.label, name, stated, nearest))
        marks.last[one.kind] = marks.any = marks.bookings + one.before, totals
        if one.kind == "page":
            marks.carried = dict(one.amounts)
    marks.bookings += max(map(len, bookings.values()), default=0)
    marks.totals = {name: column[-1] for name, column in running.items()}
    return differences


def _readings(one: SumRow, upto: int, marks: Marks, name: str) -> list[int]:
    """What the row may add up: everything above it, or what stands below an earlier sum row."""
    earlier = [marks.any, *(marks.last[kind] for kind in (one.kind, "month", "sum") if kind in marks.last)]
    starts = {0: 0} | {number: totals.get(name, 0) for number, totals in earlier}
    readings = [upto - starts[number] for number in sorted(starts)]
    if one.kind == "carried" and name in marks.carried:
        readings.append(marks.carried[name])
    return readings
