"""A timetable as a calendar: days down, pairs across; and where else a talk could go, judged place by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xuncha.base.workdays import Calendar
from xuncha.interviews.core.check import Flaw, check
from xuncha.interviews.core.pairs import TalkPair
from xuncha.interviews.core.timetable import PlacedTalk, Slot, Talk, Terms


@dataclass(frozen=True, slots=True)
class Opening:
    """A place to which a talk could be moved, and what it would break there."""

    slot: Slot
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a pair: its talks by hour, and openings while a talk is being moved."""

    day: date
    pair: str
    talks: tuple[PlacedTalk, ...]
    openings: tuple[Opening, ...] = ()


OTHER = ""
"""The column of talks whose inspectors are no pair."""


def pair_of(talk: Talk, pairs: Iterable[TalkPair]) -> str:
    """The key of the pair that holds a talk, OTHER when its inspectors are no pair."""
    return next((one.key for one in pairs if set(one.names) == talk.team), OTHER)


def cells(
    talks: Sequence[PlacedTalk], pairs: Sequence[TalkPair], days: Sequence[date]
) -> dict[date, dict[str, Cell]]:
    """Day → pair → cell; days on which a talk was placed by hand are added to `days`."""
    columns = [one.key for one in pairs] + [OTHER]
    found = {}
    for day in sorted({*days, *(talk.day for talk in talks)}):
        held = sorted((talk for talk in talks if talk.day == day), key=lambda talk: (talk.slot, talk.key))
        found[day] = {
            key: Cell(day, key, tuple(talk for talk in held if pair_of(talk, pairs) == key))
            for key in columns
        }
    return found


def openings(
    moved: Talk,
    talks: Sequence[PlacedTalk],
    pairs: Sequence[TalkPair],
    days: Sequence[date],
    slots: Sequence[Slot],
    terms: Terms,
    calendar: Calendar,
) -> list[tuple[date, str, Opening]]:
    """Every free slot of every pair, with what the judge of the room says of the talk there.

    What no place avoids is held against none of them.
    """
    others = [talk for talk in talks if talk.key != moved.key]
    found = []
    for day in days:
        near = [talk for talk in others if talk.day == day or talk.office == moved.office]
        for pair in pairs:
            taken = [talk.slot for talk in others if talk.day == day and talk.team & set(pair.names)]
            for slot in slots:
                if not any(slot.meets(one) for one in taken) and (day, slot) != (moved.day, moved.slot):
                    flaws = check((*near, put(moved, day, slot, pair)), terms, calendar)
                    mine = tuple(one for one in flaws if moved.key in one.talks)
                    found.append((day, pair.key, Opening(slot, mine)))
    return _avoidable(found)


def _avoidable(found: list[tuple[date, str, Opening]]) -> list[tuple[date, str, Opening]]:
    marks = [{(flaw.rule, flaw.talks[0]) for flaw in one.flaws} for _, _, one in found]
    always = set.intersection(*marks) if marks else set()
    return [
        (
            day,
            pair,
            replace(one, flaws=tuple(f for f in one.flaws if (f.rule, f.talks[0]) not in always)),
        )
        for day, pair, one in found
    ]


def put(talk: Talk, day: date, slot: Slot, pair: TalkPair) -> Talk:
    """The talk at another place, held by another pair."""
    *talkers, recorder = pair.names
    return replace(talk, day=day, slot=slot, room=pair.room, talkers=tuple(talkers), recorder=recorder)
