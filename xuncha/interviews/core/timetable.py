"""A timetable of talks: what it consists of and the terms that it has to keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeGuard

from xuncha.base.words import Sentence

_CLOCK = re.compile(r"(\d{1,2})\s*[:：时点]\s*(\d{2})?分?$")


class NotATime(ValueError):
    """Raised for a text that is no time of day; `says` tells what to write, without quoting it."""

    says = Sentence("看不出是几点，应写成 9:00 或 14:30", "is no time of day; write 9:00 or 14:30")


def minutes(text: str) -> int:
    """`9:00`, `14：30`, `9点`, `14时30分` → minutes after midnight. Raises NotATime."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise NotATime(text)
    return int(found[1]) * 60 + int(found[2] or 0)


def clock(minute: int) -> str:
    """Minutes after midnight → `09:00`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A stretch of a day: minutes after midnight, the end not included."""

    starts: int
    ends: int

    @classmethod
    def parse(cls, text: str) -> Slot:
        """`09:00-10:00`. Raises NotATime."""
        starts, _, ends = text.replace("—", "-").replace("－", "-").replace("至", "-").partition("-")
        return cls(minutes(starts), minutes(ends))

    def __str__(self) -> str:
        return f"{clock(self.starts)}-{clock(self.ends)}"

    @property
    def length(self) -> int:
        return self.ends - self.starts

    def meets(self, other: Slot) -> bool:
        """Whether the two have a minute in common."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk of a timetable. `kind` is must 必谈, chosen 选谈 or asked 主动约谈; ids are texts.

    `day` and `slot` are None until it has a place; `alone_because` is the reason for a talk by one inspector. `away` are
    days without the person, `barred` inspectors who must keep out of it, `woman`: a woman has to be among the talkers.
    """

    key: str
    person: str
    name: str
    office: str
    office_name: str
    post: str
    level: int
    kind: str
    day: date | None = None
    slot: Slot | None = None
    room: str = ""
    talkers: tuple[str, ...] = ()
    recorder: str = ""
    alone_because: str = ""
    safety: Mapping[str, str] = field(default_factory=dict)
    away: frozenset[date] = frozenset()
    barred: frozenset[str] = frozenset()
    woman: bool = False

    @property
    def team(self) -> frozenset[str]:
        """The inspectors present: talkers and recorder."""
        return frozenset(one for one in (*self.talkers, self.recorder) if one)

    @property
    def placed(self) -> bool:
        """Whether it has a day and a slot."""
        return self.day is not None and self.slot is not None


class PlacedTalk(Talk):
    """A talk that has its place: a name for the type checker, see `has_place`."""

    day: date
    slot: Slot


def has_place(talk: Talk) -> TypeGuard[PlacedTalk]:
    """`talk.placed`, said so that day and slot are known to be there."""
    return talk.placed


@dataclass(frozen=True, slots=True)
class Hours:
    """When talks may be held: `opens`–`closes` without the noon break, minutes after midnight."""

    opens: int
    noon_from: int
    noon_to: int
    closes: int

    @classmethod
    def of(cls, value: Mapping[str, str]) -> Hours:
        """From the rulebook's value `{from, noon_from, noon_to, to}`. Raises NotATime."""
        return cls(*(minutes(value[name]) for name in ("from", "noon_from", "noon_to", "to")))

    @property
    def halves(self) -> tuple[Slot, Slot]:
        """The morning and the afternoon."""
        return Slot(self.opens, self.noon_from), Slot(self.noon_to, self.closes)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rulebook and the inspection say a timetable must keep.

    `women` and `experienced` are inspectors by name, as far as the team has told; `a_day`: talks of one inspector a day,
    0 when nothing is said.
    """

    first_day: date
    last_day: date
    hours: Hours
    talkers: int
    talk_minutes: int
    pause_minutes: int
    safety: tuple[str, ...]
    a_day: int = 0
    women: frozenset[str] = frozenset()
    experienced: frozenset[str] = frozenset()

    @classmethod
    def of(cls, first_day: date, last_day: date, rules: Mapping[str, Any]) -> Terms:
        """`rules`: the rulebook's values under `hours`, `talkers`, `slot`, `safety` and `per_pair`."""
        slot = rules["slot"]
        return cls(
            first_day,
            last_day,
            Hours.of(rules["hours"]),
            rules["talkers"],
            slot["talk"],
            slot["pause"],
            tuple(rules["safety"]),
            rules.get("per_pair", 0),
        )
