"""Days that may be known to the month only, and half-open spans of them with three-valued questions."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from xuncha.base.words import Sentence, same

UNKNOWN_WORDS = frozenset({"不详", "不明", "未知", "不清楚", "待查", "待核", "unknown", "?"})
OPEN_WORDS = frozenset({"", "至今", "今", "现在", "目前", "在任", "长期", "无", "-", "—", "——", "/", "now"})
UNKNOWN_SHOWN = Sentence("不详", "unknown")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

_PARTED = re.compile(r"(\d{4})[-./年](?:(\d{1,2})(?:[-./月](?:(\d{1,2})日?)?)?)?$")
_SOLID = re.compile(r"(\d{4})(\d{2})?(\d{2})?$")


class NotADay(ValueError):
    """Raised for a text that is no day; `says` tells what was found, `remedy` what to write."""

    remedy = Sentence(
        "请写成 2021-03-15、2021-03（只知到月）或“不详”。",
        "Write 2021-03-15, 2021-03 (month only) or 不详 (unknown).",
    )

    def __init__(self, says: Sentence):
        super().__init__(says.zh)
        self.says = says


class Held(Enum):
    """Answer to a question about days that are not known to the day."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Day:
    """A day known to the day, the month, the year, or not at all (`Day()`).

    `str()` is what the database keeps: "2021-03-15", "2021-03", "2021" or "不详".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.day and not self.month) or (self.month and not self.year):
            raise ValueError("a day needs its month and a month its year")
        if self.year:
            date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> Day:
        """The day of a `date` or `datetime`."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, value: object) -> Day | None:
        """Reads what people write and cells hold; None for "still" or nothing, `Day()` for 不详.

        Raises NotADay. The number 2021.1 is refused: Excel shows 2021.10 so.
        """
        if value is None or isinstance(value, Day):
            return value
        if isinstance(value, date):
            return cls.of(value)
        return cls._from_text(_plain(value))

    @classmethod
    def _from_text(cls, text: str) -> Day | None:
        if text in OPEN_WORDS:
            return None
        if text in UNKNOWN_WORDS:
            return cls()
        if re.fullmatch(r"\d{4}\.1", text):
            raise NotADay(
                Sentence(
                    f"“{text}”分不清是1月还是10月（Excel 会把 2021.10 显示成 2021.1）",
                    f"“{text}” may be January or October (Excel shows 2021.10 as 2021.1)",
                )
            )
        found = _PARTED.match(text) or _SOLID.match(text)
        if not found:
            raise NotADay(Sentence(f"“{text}”不是日期", f"“{text}” is not a day"))
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            if not EARLIEST_YEAR <= (year or 0) <= LATEST_YEAR or month == 0 or day == 0:
                raise ValueError
            return cls(year, month, day)
        except ValueError:
            raise NotADay(
                Sentence(f"“{text}”这一天不存在或年份不对", f"“{text}” does not exist or its year is wrong")
            ) from None

    @property
    def known(self) -> bool:
        """Whether at least the year is known."""
        return self.year is not None

    @property
    def exact(self) -> date | None:
        """The `date` if known to the day, otherwise None: no day is claimed."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    @property
    def earliest(self) -> date:
        """First day that it can be; `date.min` if unknown. Also the key to sort by."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else date.min

    @property
    def latest(self) -> date:
        """Last day that it can be; `date.max` if unknown."""
        if not self.year:
            return date.max
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if not self.year:
            return UNKNOWN_SHOWN.zh
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def shown(self) -> Sentence:
        """For tables: 2024-03-05, 2024-03, 不详."""
        return same(str(self)) if self.year else UNKNOWN_SHOWN

    def in_papers(self) -> Sentence:
        """For papers: 2024年3月5日, 2024年3月, 不详."""
        if not self.year:
            return UNKNOWN_SHOWN
        zh = (
            f"{self.year}年"
            + (f"{self.month}月" if self.month else "")
            + (f"{self.day}日" if self.day else "")
        )
        return Sentence(zh, str(self))


UNKNOWN = Day()
"""不详: there is such a day, nobody knows which."""


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).replace(" ", "").strip().lower()
    midnight = re.fullmatch(r"(\d{4}-\d{1,2}-\d{1,2})[t ]?\d{2}:\d{2}(:\d{2})?", text)
    return midnight.group(1) if midnight else text


def _sure(always: bool, ever: bool) -> Held:
    return Held.YES if always else Held.UNSURE if ever else Held.NO


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `starts` up to, not including, `ends`. None is open: since ever, or until now.

    A side may be known to the month only or not at all; then questions about days that depend on it are
    answered `Held.UNSURE`. Raises ValueError if the end surely lies before the start.
    """

    starts: Day | None = None
    ends: Day | None = None

    def __post_init__(self) -> None:
        if self._last_end < self._first_start:
            raise ValueError(f"span ends ({self.ends}) before it starts ({self.starts})")

    @classmethod
    def of(cls, starts: object = None, ends: object = None) -> Span:
        """From whatever `Day.parse` reads. Raises NotADay, or ValueError for an end before the start."""
        return cls(Day.parse(starts), Day.parse(ends))

    @property
    def _first_start(self) -> date:
        return self.starts.earliest if self.starts else date.min

    @property
    def _last_start(self) -> date:
        return self.starts.latest if self.starts else date.min

    @property
    def _first_end(self) -> date:
        return self.ends.earliest if self.ends else date.max

    @property
    def _last_end(self) -> date:
        return self.ends.latest if self.ends else date.max

    def holds(self, day: date) -> Held:
        """Whether the day lies in the span: the first day does, the last does not."""
        day = day.date() if isinstance(day, datetime) else day
        always = self._last_start <= day and (day < self._first_end or self.ends is None)
        ever = self._first_start <= day and (day < self._last_end or not (self.ends and self.ends.known))
        return _sure(always, ever)

    def meets(self, other: Span) -> Held:
        """Whether the two spans have a day in common."""
        starts, ends = (self, other), (self, other)
        always = all(s._last_start < e._first_end for s in starts for e in ends)
        ever = all(s._first_start < e._last_end for s in starts for e in ends)
        return _sure(always, ever)

    def shown(self) -> Sentence:
        """For tables: 2021-03 至 2023-05-01; an open end is 至今, an open start is left out."""
        start = self.starts.shown() if self.starts else same("")
        end = self.ends.shown() if self.ends else Sentence("今", "now")
        if self.ends is None:
            return Sentence(f"{start.zh}至今" if start else "不限", f"{start.en} to now" if start else "open")
        return Sentence(f"{start.zh}至{end.zh}", f"{start.en or '…'} to {end.en}")
