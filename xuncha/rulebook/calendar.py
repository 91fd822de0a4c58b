"""The official calendar with the years that the office entered: records ``workdays.year`` of the rule book.

A record's value is ``{"year": 2027, "off": ["2027-01-01", …], "worked": ["2027-02-06", …]}``; its basis is the State Council's notice.
"""

from __future__ import annotations

from datetime import date

from xuncha.base.workdays import Calendar, Year
from xuncha.rulebook.models import rules_of


def official() -> Calendar:
    """The calendar that every clock of the house runs on. Questions about a year nobody entered raise YearUnknown."""
    return Calendar.official(
        Year(one.value["year"], _days(one.value.get("off")), _days(one.value.get("worked")), one.basis)
        for one in rules_of("workdays.year")
    )


def _days(texts: list[str] | None) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for text in texts or ())
