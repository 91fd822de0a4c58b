"""A first timetable for the must-talks: plain, neutral, the same every time. Moved by hand afterwards as the team likes.

It is laid out of posts alone, before anything else takes a place. What letters or books suggest goes into the time
that is left and never moves a must-talk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xuncha.base.workdays import Calendar
from xuncha.interviews.core.candidates import Candidate
from xuncha.interviews.core.timetable import Slot, Terms


@dataclass(frozen=True, slots=True)
class Desk:
    """Two or more inspectors with a room of their own: one talk at a time."""

    talkers: tuple[str, ...]
    recorder: str
    room: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate was put."""

    candidate: Candidate
    day: date
    slot: Slot
    desk: Desk


def lay(
    musts: Iterable[Candidate],
    terms: Terms,
    desks: Sequence[Desk],
    calendar: Calendar,
    taken: Collection[tuple[date, Slot, str]] = (),
) -> tuple[Place, ...]:
    """Must-talks onto working days, lower layers first, offices in turn; what finds no place is left out.

    `taken` are days, slots and rooms of must-talks that have their place already; other talks are not looked at.
    Raises YearUnknown when the stay reaches into a year whose holidays nobody entered.
    """
    waiting = _in_turn(one for one in musts if one.must)
    slots = slots_of_a_day(terms)
    seats = [(day, slot, desk) for day in days_of(terms, calendar) for slot in slots for desk in desks]
    free = [seat for seat in seats if (seat[0], seat[1], seat[2].room) not in taken]
    placed: list[Place] = []
    for number, (day, slot, desk) in enumerate(free):
        roomy = len(free) - number > len(slots) * len(desks) + len(waiting)
        candidate = _next(waiting, _just_seen(placed, day, slot, slots), roomy)
        if candidate:
            waiting.remove(candidate)
            placed.append(Place(candidate, day, slot, desk))
    return tuple(placed)


def _just_seen(placed: Sequence[Place], day: date, slot: Slot, slots: Sequence[Slot]) -> set[str]:
    """Offices that have a talk in this slot or the one before it on the same day."""
    at = slots.index(slot)
    near = slots[max(0, at - 1) : at + 1]
    return {one.candidate.office for one in placed if one.day == day and one.slot in near}


def slots_of_a_day(terms: Terms) -> tuple[Slot, ...]:
    """The equal slots of a day, with the pause between them, none across noon."""
    slots: list[Slot] = []
    for half in terms.hours.halves:
        starts = half.starts
        while starts + terms.talk_minutes <= half.ends:
            slots.append(Slot(starts, starts + terms.talk_minutes))
            starts += terms.talk_minutes + terms.pause_minutes
    return tuple(slots)


def days_of(terms: Terms, calendar: Calendar) -> tuple[date, ...]:
    """The working days of the stay. Raises YearUnknown."""
    number = (terms.last_day - terms.first_day).days + 1
    days = (terms.first_day + timedelta(days=n) for n in range(number))
    return tuple(day for day in days if calendar.is_workday(day))


def _in_turn(musts: Iterable[Candidate]) -> list[Candidate]:
    """Lower layers before higher ones; inside a layer one of each office in turn."""
    turn: defaultdict[tuple[int, str], int] = defaultdict(int)
    keyed = []
    for one in sorted(musts, key=lambda c: (c.office_name, c.name, c.person)):
        turn[one.level, one.office] += 1
        keyed.append(((one.level, turn[one.level, one.office], one.office_name, one.name, one.person), one))
    return [one for _, one in sorted(keyed, key=lambda pair: pair[0])]


def _next(waiting: Sequence[Candidate], just_seen: set[str], roomy: bool) -> Candidate | None:
    """The next candidate of the lowest waiting layer, of an office that was not just seen.

    Where there is none, nobody while there is `roomy` time left, else the first of the layer.
    """
    if not waiting:
        return None
    layer = [one for one in waiting if one.level == waiting[0].level]
    apart = next((one for one in layer if one.office not in just_seen), None)
    return apart or (None if roomy else layer[0])
