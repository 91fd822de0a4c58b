"""The editions of a timetable: what stood when it was confirmed, kept as it was, and what became different from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from xuncha.base.words import Sentence
from xuncha.interviews.core.timetable import Talk, has_place

How = Literal["added", "moved", "dropped"]
CHANGES: Mapping[How, Sentence] = {
    "added": Sentence("新排", "added"),
    "moved": Sentence("改动", "moved"),
    "dropped": Sentence("取消", "dropped"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where and by whom a talk is held: day as 2026-11-02, slot as 09:00-10:00."""

    day: str
    slot: str
    room: str
    talkers: tuple[str, ...]
    recorder: str


Places = Mapping[str, Place]
"""The key of a talk → its place."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A timetable as it was confirmed on a day; `number` counts from 1."""

    number: int
    on: date
    places: Places

    def as_dict(self) -> dict[str, Any]:
        """As it is kept; see `read_editions`."""
        places = {
            key: [one.day, one.slot, one.room, list(one.talkers), one.recorder]
            for key, one in self.places.items()
        }
        return {"number": self.number, "on": self.on.isoformat(), "places": places}


@dataclass(frozen=True, slots=True)
class Change:
    """A talk that stands otherwise than before; `was` or `now` is None where it had, or has, no place."""

    key: str
    was: Place | None
    now: Place | None

    @property
    def how(self) -> How:
        if self.was is None:
            return "added"
        return "dropped" if self.now is None else "moved"


def read_editions(kept: Iterable[Mapping[str, Any]]) -> tuple[Edition, ...]:
    """The editions as `as_dict` kept them, oldest first."""
    return tuple(
        Edition(
            one["number"],
            date.fromisoformat(one["on"]),
            {
                key: Place(day, slot, room, tuple(talkers), recorder)
                for key, (day, slot, room, talkers, recorder) in one["places"].items()
            },
        )
        for one in kept
    )


def places_of(talks: Iterable[Talk]) -> dict[str, Place]:
    """The places of those talks that have one."""
    return {
        one.key: Place(one.day.isoformat(), str(one.slot), one.room, one.talkers, one.recorder)
        for one in talks
        if has_place(one)
    }


def following(earlier: Sequence[Edition], on: date, talks: Iterable[Talk]) -> Edition | None:
    """The edition that is confirmed after `earlier` ones; None when it would be the same as the last."""
    places = places_of(talks)
    if (earlier[-1].places if earlier else {}) == places:
        return None
    return Edition(len(earlier) + 1, on, places)


def changes(was: Places, now: Places) -> tuple[Change, ...]:
    """What differs, in the order of day and slot where the talk stands now, or stood."""
    differing = [
        Change(key, was.get(key), now.get(key)) for key in {*was, *now} if was.get(key) != now.get(key)
    ]
    return tuple(sorted(differing, key=_when))


def _when(change: Change) -> tuple[str, str, str, str]:
    place = change.now or change.was
    return (place.day, place.slot, place.room, change.key) if place else ("", "", "", change.key)
