"""Which clocks start when a matter goes a way, and when they run out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar, Clock

Event = Literal["received", "decided", "sent", "told", "result_told", "answered", "closed"]


@dataclass(frozen=True, slots=True)
class Start:
    """One line of `data/letters/clocks.toml`: on `counted_from`, the clock `rule` starts for these ways.

    It stops with the first event of `until`. `named_only`: only for a real-name letter; `first_time_only`: not for
    a repeat; `tells_writer`: what is due is an answer to the writer.
    """

    rule: str
    title: Sentence
    counted_from: Event
    ways: tuple[str, ...]
    until: tuple[Event, ...] = ()
    named_only: bool = False
    first_time_only: bool = False
    tells_writer: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """One running clock: what has to be done, by which day, under which rule."""

    rule: str
    title: Sentence
    due: date
    basis: str
    tells_writer: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """What is known of a matter: its way ("" while undecided), its days, two facts of its letter.

    `moved`: rule → due day where an extension was recorded.
    """

    way: str
    days: Mapping[Event, date]
    named: bool = False
    repeat: bool = False
    moved: Mapping[str, date] = field(default_factory=dict)


def read_starts(rows: Iterable[Mapping[str, Any]]) -> tuple[Start, ...]:
    """The `[[start]]` tables of the data file. Raises KeyError when one of them lacks a field."""
    return tuple(
        Start(
            rule=row["rule"],
            title=Sentence(row["zh"], row["en"]),
            counted_from=row["counted_from"],
            ways=tuple(row["ways"]),
            until=tuple(row["until"]),
            named_only=row.get("named_only", False),
            first_time_only=row.get("first_time_only", False),
            tells_writer=row.get("tells_writer", False),
        )
        for row in rows
    )


def running(
    happened: Happened, starts: Iterable[Start], clocks: Mapping[str, Clock], calendar: Calendar
) -> tuple[Due, ...]:
    """The clocks that run for a matter, the earliest due day first.

    A rule that the rulebook does not hold on that day starts no clock. Raises YearUnknown when a due day
    falls in a year whose holidays nobody entered.
    """
    found = [
        _due(start, clocks[start.rule], day, happened, calendar)
        for start in starts
        if _applies(start, happened)
        and start.rule in clocks
        and (day := happened.days.get(start.counted_from))
    ]
    return tuple(sorted(found, key=lambda due: (due.due, due.rule)))


def _due(start: Start, clock: Clock, day: date, happened: Happened, calendar: Calendar) -> Due:
    due = happened.moved.get(start.rule) or clock.due(day, calendar)
    return Due(start.rule, start.title, due, clock.basis, start.tells_writer)


def _applies(start: Start, happened: Happened) -> bool:
    return (
        happened.way in start.ways
        and not any(event in happened.days for event in start.until)
        and (happened.named or not start.named_only)
        and not (happened.repeat and start.first_time_only)
    )
