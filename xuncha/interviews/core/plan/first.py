"""A first plan by common sense, in no time: the solver begins with it and has to prove or better it.

Who: those that stand outside the ranking, then shares that are short, then worth. When: each office's people spread
over the stay from the lowest layer up, each on the day that costs least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from xuncha.interviews.core.plan.arranging import Arrangement, Arranging, Seat
from xuncha.interviews.core.plan.facts import DRAWN, RANKED, WANTED, Pair, Wish, free_slots
from xuncha.planning.rule import Choice, Taken

_SHORT = 150
_MEETS, _EARLY, _OFF = 2, 3, 1
_PASSES = 3


def first(problem: Arranging) -> Taken:
    """A plan that keeps every rule that binds, as the solver takes it; people for whom no seat was found are left out."""
    seats = _Filling(problem).seated(_chosen(problem))
    taken = dict(Arrangement(problem, seats).taken())
    return {**taken, **dict.fromkeys(_turned(problem, seats), 1)}


def _chosen(problem: Arranging) -> list[Wish]:
    """Whom to talk to, days and pairs left aside."""
    chosen = [wish for wish in problem.wishes if wish.kind in WANTED]
    chosen += [wish for wish in problem.wishes if wish.kind == DRAWN][: problem.outside]
    short = {n: share.at_least for n, share in enumerate(problem.shares)}
    for wish in chosen:
        _count(problem, wish, short)
    waiting = [wish for wish in problem.wishes if wish not in chosen]
    while waiting and len(chosen) < problem.at_most:
        best = max(waiting, key=lambda wish: (_gain(problem, wish, short), wish.key))
        if not _gain(problem, best, short):
            break
        waiting.remove(best)
        chosen.append(best)
        _count(problem, best, short)
    return chosen[: problem.at_most]


def _gain(problem: Arranging, wish: Wish, short: dict[int, int]) -> int:
    shares = sum(short[n] > 0 and wish.key in share.members for n, share in enumerate(problem.shares))
    return _SHORT * shares + (wish.worth if wish.kind == RANKED else 0)


def _count(problem: Arranging, wish: Wish, short: dict[int, int]) -> None:
    for n, share in enumerate(problem.shares):
        short[n] -= wish.key in share.members


class _Filling:
    """Seats being given out: what each pair, inspector and room has left on each day."""

    def __init__(self, problem: Arranging) -> None:
        self.problem = problem
        self.days = problem.grid.days
        self.free = {
            (day, pair.key): free_slots(problem.grid, pair, day, problem.busy)
            for day in self.days
            for pair in problem.pairs
        }
        self.talks = Counter(one.day for one in problem.busy)
        number = len(problem.busy) + min(len(problem.wishes), problem.at_most)
        self.fair = -(-number // max(1, len(self.days)))
        self.office = {office: [(one.day, one.level) for one in problem.busy if one.office == office]
                       for office in {w.office for w in problem.wishes}}  # fmt: skip
        self.seats: list[Seat] = []

    def seated(self, chosen: Iterable[Wish]) -> tuple[Seat, ...]:
        """Seats for the chosen, the biggest offices first."""
        offices: dict[str, list[Wish]] = {}
        for wish in sorted(chosen, key=lambda one: (one.level, one.kind not in WANTED, one.key)):
            offices.setdefault(wish.office, []).append(wish)
        for _, people in sorted(offices.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            for number, wish in enumerate(people):
                self._seat(wish, (2 * number + 1) * len(self.days) // (2 * len(people)))
        for _ in range(_PASSES):
            self._better()
        return tuple(sorted(self.seats))

    def _seat(self, wish: Wish, target: int) -> None:
        """The day that costs least, of these the nearest to the target; no day, no seat."""
        if wish.window:
            inside = [n for n, day in enumerate(self.days) if wish.window[0] <= day <= wish.window[1]]
            target = inside[len(inside) * target // len(self.days)] if inside else target
        options = [
            (self._cost(wish, day), abs(n - target), self.talks[day], n)
            for n, day in enumerate(self.days)
            if self._pairs(wish, day)
        ]
        if options:
            day = self.days[min(options)[-1]]
            pair = max(self._pairs(wish, day), key=lambda one: (self.free[day, one.key], one.key))
            self._put(Seat(wish.key, day, pair.key), 1)

    def _better(self) -> None:
        """Each in turn stands up and sits down where it now costs least."""
        for seat in list(self.seats):
            self._put(seat, -1)
            self._seat(self.problem.wish[seat.wish], self.days.index(seat.day))

    def _pairs(self, wish: Wish, day: date) -> list[Pair]:
        """The pairs that may and can talk to somebody on a day."""
        if day in wish.away:
            return []
        return [
            pair
            for pair in self.problem.pairs
            if pair.key not in wish.barred
            and pair.experienced
            and day not in pair.away
            and (pair.woman or not wish.woman)
            and self.free[day, pair.key] >= wish.length
        ]

    def _cost(self, wish: Wish, day: date) -> int:
        there = self.office[wish.office] if wish.office else []
        meets = sum(one == day for one, _ in there)
        early = sum(
            (one < day and level > wish.level) or (one > day and level < wish.level) for one, level in there
        )
        off = 0 if wish.window is None or wish.window[0] <= day <= wish.window[1] else _OFF
        return _MEETS * meets + _EARLY * early + off + (self.talks[day] >= self.fair)

    def _put(self, seat: Seat, times: int) -> None:
        """Sit down (1) or stand up (-1)."""
        wish, pair = self.problem.wish[seat.wish], self.problem.pair[seat.pair]
        for other in self.problem.pairs:
            if other.room == pair.room or set(other.inspectors) & set(pair.inspectors):
                self.free[seat.day, other.key] -= wish.length * times
        self.talks[seat.day] += times
        there, place = self.office[wish.office], (seat.day, wish.level)
        if times > 0:
            there.append(place)
            self.seats.append(seat)
        else:
            there.remove(place)
            self.seats.remove(seat)


def _turned(problem: Arranging, seats: Sequence[Seat]) -> Iterable[Choice]:
    """For each office and layer, the days from the one on which turning to that layer costs least."""
    levels: dict[str, list[tuple[date, int]]] = {office: [] for office in problem.by_office}
    for seat in seats:
        wish = problem.wish[seat.wish]
        if wish.office:
            levels[wish.office].append((seat.day, wish.level))
    for one in problem.busy:
        if one.office in levels:
            levels[one.office].append((one.day, one.level))
    days = problem.grid.days
    for (office, level), turned in problem.turned.items():
        talks = levels[office]
        at = min(
            range(len(days) + 1),
            key=lambda n: sum(
                day not in days[n:] if rank >= level else day in days[n + 1 :] for day, rank in talks
            ),
        )
        yield from turned[at:]
