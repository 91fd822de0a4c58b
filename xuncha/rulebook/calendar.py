"""The official calendar with the years that the office entered: records ``workdays.year`` of the rule book.

A record's value is ``{"year": 2027, "off": ["2027-01-01", …], "worked": ["2027-02-06", …]}``; its basis is the State Council's notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar, Year
from xuncha.rulebook.core.rule import Rule
from xuncha.rulebook.models import rules_of

KEY = "workdays.year"


class NotAYear(ValueError):
    """A value that says no year's arrangement; `says` and `remedy` are for the person who enters it."""

    def __init__(self, says: Sentence, remedy: Sentence) -> None:
        super().__init__(says.zh)
        self.says = says
        self.remedy = remedy


def official() -> Calendar:
    """The calendar that every clock of the house runs on. Questions about a year nobody entered raise YearUnknown."""
    entered = sorted(rules_of(KEY), key=_entered)  # of two records of a year the later counts
    return Calendar.official(read_year(one.value, one.basis) for one in entered)


def read_year(value: Mapping[str, Any], basis: str = "") -> Year:
    """A record's value as a year. Raises NotAYear for what is no day, or a day of another year or in both lists."""
    try:
        return Year(value["year"], _days(value.get("off")), _days(value.get("worked")), basis)
    except ValueError:
        raise NotAYear(
            Sentence(
                f"放假和上班的日子应当都是{value['year']}年的日期，并且不能两边都有。",
                f"Days off and days worked must be days of {value['year']}, none of them in both lists.",
            ),
            Sentence(
                f"请每行写一个日期，例如 {value['year']}-01-01。",
                f"One day a line, such as {value['year']}-01-01.",
            ),
        ) from None


def _entered(rule: Rule) -> tuple[date, bool]:
    return rule.starts or date.min, rule.chosen


def _days(texts: list[str] | None) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for text in texts or ())
