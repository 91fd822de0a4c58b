"""Stage A: whom to talk to, on which day, by which pair; the problem for the solver and the plan that comes out of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from xuncha.interviews.core.plan.facts import Busy, Grid, Pair, Share, Wish
from xuncha.planning.rule import Choice, Taken, all_of

SITS, TALKED, TURNED = "sits", "talked", "turned"


@dataclass(frozen=True)
class Arranging:
    """Wishes to be given a day and a pair, round the talks in `busy`. The order of what is given does not matter.

    `at_most` is the number of talks that may be added. Raises ValueError for two wishes or pairs of one key.
    """

    wishes: tuple[Wish, ...]
    pairs: tuple[Pair, ...]
    grid: Grid
    busy: tuple[Busy, ...] = ()
    shares: tuple[Share, ...] = ()
    at_most: int = 10**6
    outside: int = 0

    def __post_init__(self) -> None:
        for name in ("wishes", "pairs"):
            rows = tuple(sorted(getattr(self, name), key=lambda row: row.key))
            if len({row.key for row in rows}) != len(rows):
                raise ValueError(f"two {name} share a key")
            object.__setattr__(self, name, rows)
        object.__setattr__(self, "busy", tuple(sorted(self.busy)))

    def choices(self) -> Iterable[Choice]:
        for wish in self.wishes:
            yield self.talked(wish)
            yield from (seat for seats in self.seats[wish.key].values() for seat in seats)
        for turned in self.turned.values():
            yield from turned

    def talked(self, wish: Wish) -> Choice:
        """1 when the person is talked to at all."""
        return Choice((TALKED, wish.key))

    def sits(self, wish: Wish, day: date, pair: Pair) -> Choice:
        """1 when the person is talked to on that day by that pair."""
        return Choice((SITS, wish.key, day.isoformat(), pair.key))

    @cached_property
    def seats(self) -> Mapping[str, Mapping[date, tuple[Choice, ...]]]:
        """By wish and day: the choices of that day, one a pair in the order of `pairs`."""
        return {
            wish.key: {
                day: tuple(self.sits(wish, day, pair) for pair in self.pairs) for day in self.grid.days
            }
            for wish in self.wishes
        }

    def on(self, wish: Wish, day: date) -> tuple[tuple[Choice, int], ...]:
        """The terms of "is talked to on that day"."""
        return all_of(self.seats[wish.key][day])

    @cached_property
    def by_office(self) -> Mapping[str, tuple[Wish, ...]]:
        """Wishes of each office; people without an office are left out."""
        found: defaultdict[str, list[Wish]] = defaultdict(list)
        for wish in self.wishes:
            if wish.office:
                found[wish.office].append(wish)
        return {office: tuple(wishes) for office, wishes in sorted(found.items())}

    @cached_property
    def turned(self) -> Mapping[tuple[str, int], tuple[Choice, ...]]:
        """By office and each layer above its lowest: 1 on the days on which that office has turned to that layer."""
        found = {}
        for office, wishes in self.by_office.items():
            levels = {w.level for w in wishes} | {one.level for one in self.busy if one.office == office}
            for level in sorted(levels)[1:]:
                found[office, level] = tuple(
                    Choice((TURNED, office, str(level), day.isoformat())) for day in self.grid.days
                )
        return found

    def plan(self, taken: Taken) -> Arrangement:
        seats = sorted(choice.key[1:] for choice, n in taken.items() if n and choice.key[0] == SITS)
        return Arrangement(self, tuple(Seat(key, date.fromisoformat(day), pair) for key, day, pair in seats))

    @cached_property
    def wish(self) -> Mapping[str, Wish]:
        return {one.key: one for one in self.wishes}

    @cached_property
    def pair(self) -> Mapping[str, Pair]:
        return {one.key: one for one in self.pairs}


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A wish on a day with a pair, by their keys."""

    wish: str
    day: date
    pair: str


@dataclass(frozen=True)
class Arrangement:
    """Who is talked to on which day by whom, found by the solver or put together by hand."""

    problem: Arranging
    seats: tuple[Seat, ...]

    def taken(self) -> Taken:
        problem = self.problem
        found = {}
        for seat in self.seats:
            wish = problem.wish[seat.wish]
            found[problem.sits(wish, seat.day, problem.pair[seat.pair])] = 1
            found[problem.talked(wish)] = 1
        return found

    def talks(self) -> Iterable[tuple[Wish, date, Pair]]:
        """Every seat with its wish and pair."""
        return ((self.problem.wish[s.wish], s.day, self.problem.pair[s.pair]) for s in self.seats)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The wishes that have a seat."""
        return frozenset(seat.wish for seat in self.seats)
