"""谈话组: who sits together, in which room, and which of them has led talks before; read out of what the team entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.facts import Pair


@dataclass(frozen=True, slots=True)
class Inspector:
    """One of a pair; what counts is whether he has led talks before, and that a woman is there where one is needed."""

    name: str
    experienced: bool = False
    woman: bool = False


@dataclass(frozen=True, slots=True)
class TalkPair:
    """A pair as the team entered it: the first who has led talks is 主谈, the last writes."""

    key: str
    people: tuple[Inspector, ...]
    room: str
    away: frozenset[date] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """主谈 first."""
        ordered = sorted(self.people, key=lambda one: not one.experienced)
        return tuple(one.name for one in ordered)

    def as_pair(self) -> Pair:
        """As the plan takes it."""
        return Pair(
            self.key,
            self.names,
            self.room,
            any(one.experienced for one in self.people),
            any(one.woman for one in self.people),
            self.away,
        )

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        people = [{"name": p.name, "experienced": p.experienced, "woman": p.woman} for p in self.people]
        away = sorted(day.isoformat() for day in self.away)
        return {"key": self.key, "people": people, "room": self.room, "away": away}


def read_pairs(rows: Iterable[Mapping[str, Any]]) -> tuple[TalkPair, ...]:
    """Pairs out of what `as_dict` gave."""
    return tuple(
        TalkPair(
            row["key"],
            tuple(Inspector(p["name"], p["experienced"], p["woman"]) for p in row["people"]),
            row["room"],
            frozenset(date.fromisoformat(day) for day in row["away"]),
        )
        for row in rows
    )


def unfit(pairs: Iterable[TalkPair], talkers: int) -> Sentence | None:
    """Why these pairs cannot hold talks; None when they can. `talkers`: how many inspectors a talk needs."""
    given = tuple(pairs)
    if not given:
        return Sentence("还没有谈话组。", "There is no pair yet.")
    for one in given:
        if len({person.name for person in one.people}) < talkers:
            return Sentence(
                f"第{one.key}组不足{talkers}人。", f"Pair {one.key} has fewer than {talkers} inspectors."
            )
        if not one.room:
            return Sentence(f"第{one.key}组没有写谈话室。", f"Pair {one.key} has no room.")
        if not any(person.experienced for person in one.people):
            return Sentence(
                f"第{one.key}组没有标出有经验的主谈。",
                f"Nobody of pair {one.key} is marked as having led talks.",
            )
    return None
