"""谈话安排表（送单位）: what the body gets. Must-talks only, in a neutral order, every row of the same shape.

Nothing that depends on letters, on who asked to talk, or on what past talks gave is taken or looked at here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from xuncha.interviews.core.timetable import Slot, Talk

_UNKNOWN_STROKES = 99


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One row of the paper for the body: who, of what office and post, when and where. No talker, no reason."""

    name: str
    office_name: str
    post: str
    day: date | None
    slot: Slot | None
    room: str


def read_strokes(table: Mapping[str, str]) -> dict[str, int]:
    """`{"7": "李 吴 …"}` → surname → strokes."""
    return {surname: int(number) for number, row in table.items() for surname in row.split()}


def strokes_of(name: str, strokes: Mapping[str, int]) -> int:
    """Strokes of the surname (two-character surnames first); 99 for one that is not on the list."""
    return strokes.get(name[:2], strokes.get(name[:1], _UNKNOWN_STROKES))


def rows_for_body(
    talks: Iterable[Talk], offices: Mapping[str, int], strokes: Mapping[str, int]
) -> tuple[NoticeRow, ...]:
    """The must-talks in the order of offices (id → place on the registry's list), then 姓氏笔画, then name."""
    musts = [talk for talk in talks if talk.kind == "must"]
    ordered = sorted(
        musts,
        key=lambda t: (
            offices.get(t.office, len(offices)),
            t.office_name,
            strokes_of(t.name, strokes),
            t.name,
            t.post,
            t.person,
        ),
    )
    return tuple(NoticeRow(t.name, t.office_name, t.post, t.day, t.slot, t.room) for t in ordered)


def talks_for_team(talks: Iterable[Talk]) -> tuple[Talk, ...]:
    """The team's own table: every talk by day, time and room; those without a place last."""
    return tuple(
        sorted(talks, key=lambda t: (t.day or date.max, t.slot or Slot(1440, 1440), t.room, t.name, t.key))
    )
