"""倒排工期: the days by which things must be done, counted from the entry day and from the day of leaving.

Counting runs over the official calendar. A day that falls into a year whose holidays nobody entered stays
empty and says so; the other rows are not touched by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from xuncha.base.words import NOTHING, Sentence
from xuncha.base.workdays import Calendar, Clock, YearUnknown
from xuncha.rulebook.core.rule import Rule, in_force

PREFIX = "rounds.schedule."
SIDES = {
    "before_entry": Sentence("进驻前{clock}", "{clock} before entry"),
    "after_entry": Sentence("进驻后{clock}", "{clock} after entry"),
    "before_leaving": Sentence("撤离前{clock}", "{clock} before leaving"),
    "after_leaving": Sentence("撤离后{clock}", "{clock} after leaving"),
}
ON_THE_DAY = {
    "entry": Sentence("进驻当日", "the entry day"),
    "leaving": Sentence("撤离当日", "the day of leaving"),
}


class BadItem(ValueError):
    """A schedule record of the rule book cannot be used; `says` names it."""

    def __init__(self, key: str, fault: object):
        self.says = Sentence(f"规则库中的“{key}”缺项或写错了：{fault}", f"rule “{key}” is wrong: {fault}")
        super().__init__(self.says.zh)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be done by a day. `form` is the key of the paper to print, "" for none."""

    key: str
    what: Sentence
    clock: Clock
    side: str
    who: Sentence
    form: str
    confirmed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A row of the plan. `day` is None when it could not be counted; `remark` then says why."""

    day: date | None
    item: Item
    counted: Sentence
    remark: Sentence = NOTHING

    def late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.day is not None and self.day < today


def items(records: Iterable[Rule], on: date, area: str) -> tuple[Item, ...]:
    """The schedule records in force. Raises BadItem."""
    records = tuple(records)
    keys = dict.fromkeys(record.key for record in records if record.key.startswith(PREFIX))
    return tuple(_item(found[0]) for key in keys if (found := in_force(records, key, on, area)))


def _item(record: Rule) -> Item:
    value = record.value
    try:
        if value["side"] not in SIDES or (value["side"].startswith("before") and value["unit"] == "月"):
            raise ValueError(f"{value['side']} / {value['unit']}")
        return Item(
            key=record.key.removeprefix(PREFIX),
            what=record.title,
            clock=record.clock(),
            side=value["side"],
            who=Sentence(value["who"], value["who_en"]),
            form=value["form"],
            confirmed=record.confirmed,
            note=record.note,
        )
    except (KeyError, ValueError, TypeError) as fault:
        raise BadItem(record.key, fault) from fault


def schedule(all_items: Iterable[Item], entry: date, leaves: date, calendar: Calendar) -> tuple[Due, ...]:
    """Every item with its day, in the order of the days; items that could not be counted come last."""
    rows = [_due(item, entry, leaves, calendar) for item in all_items]
    return tuple(sorted(rows, key=lambda row: (row.day or date.max, -row.item.clock.number, row.item.key)))


def _due(item: Item, entry: date, leaves: date, calendar: Calendar) -> Due:
    before, _, anchor = item.side.partition("_")
    start = entry if anchor == "entry" else leaves
    counted = SIDES[item.side].filled(clock=item.clock.shown()) if item.clock.number else ON_THE_DAY[anchor]
    try:
        day = _back(item.clock, start, calendar) if before == "before" else item.clock.due(start, calendar)
    except YearUnknown as unknown:
        remark = Sentence(
            f"{unknown.says.zh}。{unknown.remedy.zh}", f"{unknown.says.en}. {unknown.remedy.en}"
        )
        return Due(None, item, counted, remark)
    return Due(day, item, counted)


def _back(clock: Clock, start: date, calendar: Calendar) -> date:
    """Calendar days that end on a day off are moved to the working day before."""
    if clock.unit == "工作日":
        return calendar.back(start, clock.number)
    day = start - timedelta(days=clock.number)
    return day if clock.number == 0 or calendar.is_workday(day) else calendar.back(day, 1)
