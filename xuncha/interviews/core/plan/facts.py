"""What a timetable is made of: wishes to talk, pairs of inspectors, talks that have their place, shares to be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xuncha.base.words import Sentence
from xuncha.interviews.core.timetable import Slot

WANTED = ("must", "asked", "picked")
"""Kinds of wishes that stand outside every ranking: must-talks, people who asked, the leader's own picks."""
DRAWN, RANKED = "drawn", "ranked"


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two or more inspectors with a room of their own: one talk at a time. The first is 主谈.

    `experienced`: one of them has led talks before; `woman`: one of them is a woman; `away` are days without them.
    """

    key: str
    inspectors: tuple[str, ...]
    room: str
    experienced: bool = True
    woman: bool = False
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who might be talked to. `kind` is one of WANTED, DRAWN or RANKED.

    `worth` is that of the post type at the type of unit, in talks of a hundred; it counts for RANKED alone. `topics` are
    what the post is over. `length` is in slots; `window` the days asked for by the layer (first, last); `barred` pairs
    must not talk to this person; `woman`: the talk needs a woman.
    """

    key: str
    name: str
    office: str
    office_name: str
    post: str
    layer: str
    level: int
    kind: str
    worth: int = 0
    topics: frozenset[str] = frozenset()
    length: int = 1
    away: frozenset[date] = frozenset()
    window: tuple[date, date] | None = None
    barred: frozenset[str] = frozenset()
    woman: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """A talk that keeps its place: it takes its inspectors, its room and its office's turn. `must`: 必谈."""

    day: date
    slot: Slot
    inspectors: tuple[str, ...]
    room: str
    office: str
    level: int
    must: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """At least so many of these (a layer of the body, a matter) are to be talked to."""

    title: Sentence
    members: frozenset[str]
    at_least: int


@dataclass(frozen=True, slots=True)
class Grid:
    """When talks may be held: working days of the stay, the equal slots of a day, minutes, talks a pair takes a day."""

    days: tuple[date, ...]
    slots: tuple[Slot, ...]
    pause: int
    per_pair: int

    def starts(self, length: int) -> tuple[int, ...]:
        """Indices of slots at which a talk of so many slots can begin without running into noon or the evening."""
        return tuple(
            n
            for n in range(len(self.slots) - length + 1)
            if all(
                self.slots[k + 1].starts - self.slots[k].ends <= self.pause for k in range(n, n + length - 1)
            )
        )

    def stretch(self, start: int, length: int) -> Slot:
        """The stretch of a talk of `length` slots that begins at slot `start`."""
        return Slot(self.slots[start].starts, self.slots[start + length - 1].ends)


def free_slots(grid: Grid, pair: Pair, day: date, busy: Iterable[Busy]) -> int:
    """How many talks a pair can still take on a day: slots that none of its people and rooms is bound in."""
    bound = [
        one
        for one in busy
        if one.day == day and (one.room == pair.room or set(one.inspectors) & set(pair.inspectors))
    ]
    free = sum(not any(slot.meets(one.slot) for one in bound) for slot in grid.slots)
    held = sum(bool(set(one.inspectors) & set(pair.inspectors)) for one in bound)
    return max(0, min(free, grid.per_pair - held))
