"""The official calendar (State Council holiday notices, 调休 included) and the clocks that run on it.

Years come from `chinesecalendar` (2004–2026) and from a table that the office enters when the notice for the
next year is published, usually in November. A year that nobody entered is never guessed.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import chinese_calendar

from xuncha.base.not_entered import NotEntered
from xuncha.base.words import Sentence

Unit = Literal["工作日", "日", "月"]
_ONE = timedelta(days=1)
_UNITS: dict[str, tuple[str, str]] = {
    "工作日": ("个工作日", "working days"),
    "日": ("日", "days"),
    "月": ("个月", "months"),
}


class YearUnknown(NotEntered):
    """The holiday arrangement of `year` is not on record."""

    def __init__(self, year: int):
        self.year = year
        says = Sentence(
            f"{year}年的放假调休安排尚未录入，无法推算工作日",
            f"the holiday arrangement of {year} is not on record, so working days cannot be counted",
        )
        remedy = Sentence(
            f"请按国务院办公厅《关于{year}年部分节假日安排的通知》，在“规则库”的“工作日历”里补录该年。",
            f"Enter {year} under “work calendar” in the rule book after the State Council's notice.",
        )
        super().__init__(says, remedy)


@dataclass(frozen=True, slots=True)
class Year:
    """One year's arrangement: week days that are off, week-end days that are worked, and the notice.

    Raises ValueError for a day of another year, or one that stands in both lists.
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    basis: str = ""

    def __post_init__(self) -> None:
        strays = {day for day in self.off | self.worked if day.year != self.year} | (self.off & self.worked)
        if strays:
            shown = ", ".join(sorted(map(str, strays)))
            raise ValueError(f"{self.year}: {shown} belong to another year or to both lists")

    def is_workday(self, day: date) -> bool:
        """Monday to Friday unless off; Saturday and Sunday only if worked."""
        return day in self.worked if day.weekday() >= 5 else day not in self.off


@dataclass(frozen=True)
class Calendar:
    """Working days of the years on record. Every question about another year raises YearUnknown."""

    extra: Mapping[int, Year] = field(default_factory=dict)

    @classmethod
    def official(cls, extra_years: Iterable[Year] = ()) -> Calendar:
        """The published years, with `extra_years` added; an extra year replaces a published one."""
        return cls({entry.year: entry for entry in extra_years})

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day. Raises YearUnknown."""
        entry = self.extra.get(day.year)
        if entry:
            return entry.is_workday(day)
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            raise YearUnknown(day.year) from None

    def add(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`; the day itself is not counted. 0 gives `day`."""
        return self._step(day, number, _ONE)

    def back(self, day: date, number: int) -> date:
        """The `number`-th working day before `day`; the day itself is not counted. 0 gives `day`."""
        return self._step(day, number, -_ONE)

    def _step(self, day: date, number: int, step: timedelta) -> date:
        if number < 0:
            raise ValueError("count working days forward with add, backward with back")
        while number:
            day += step
            number -= self.is_workday(day)
        return day


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit as rules state it: a number, a unit, and the document it comes from."""

    number: int
    unit: Unit
    basis: str = ""

    def __post_init__(self) -> None:
        if self.unit not in _UNITS or self.number < 0:
            raise ValueError(f"a clock needs a number ≥ 0 and one of {', '.join(_UNITS)}")

    def due(self, start: date, calendar: Calendar) -> date:
        """The last day of the limit when it begins to run on the day after `start`.

        Only working days need the calendar, so 日 and 月 never raise YearUnknown. A month without that day
        ends on its last day.
        """
        if self.unit == "工作日":
            return calendar.add(start, self.number)
        if self.unit == "日":
            return start + timedelta(days=self.number)
        year, month = divmod(start.year * 12 + start.month - 1 + self.number, 12)
        return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))

    def shown(self) -> Sentence:
        """15个工作日 / 15 working days."""
        zh, en = _UNITS[self.unit]
        return Sentence(f"{self.number}{zh}", f"{self.number} {en}")
