"""A rule record: a value with the document it rests on, the area it holds in and the days it holds for.

Records of the same key may follow one another in time, and a county's own record goes before the country's. Two records that
hold at once in the same area are *alternatives*: the office chooses one by name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xuncha.base.not_entered import NotEntered
from xuncha.base.words import Sentence
from xuncha.base.workdays import Clock


@dataclass(frozen=True)
class Rule:
    """``value`` is plain JSON. ``area`` is "" for everywhere, else a division code ("53", "530127"). Days half-open."""

    key: str
    title: Sentence
    value: Any
    basis: str
    article: str = ""
    area: str = ""
    starts: date | None = None
    ends: date | None = None
    confirmed: bool = False
    chosen: bool = True
    note: str = ""
    name: str = ""

    def holds(self, on: date, area: str) -> bool:
        """Whether it is in force on a day in an area (codes are prefixes of one another)."""
        in_time = (self.starts is None or self.starts <= on) and (self.ends is None or on < self.ends)
        return in_time and area.startswith(self.area)

    def clock(self) -> Clock:
        """The time limit that a value ``{"number": 6, "unit": "月", …}`` states. Raises KeyError, ValueError for another value."""
        return Clock(self.value["number"], self.value["unit"], self.basis)


class NoRule(NotEntered):
    """No record of this key is in force."""

    def __init__(self, key: str, on: date) -> None:
        self.key = key
        says = Sentence(
            f"规则库中没有 {on:%Y-%m-%d} 有效的“{key}”。",
            f"The rule book has no “{key}” in force on {on:%Y-%m-%d}.",
        )
        remedy = Sentence("请在“规则库”中补录并注明依据。", "Enter one with its basis in the rule book.")
        super().__init__(says, remedy)


def in_force(rules: Iterable[Rule], key: str, on: date, area: str = "") -> list[Rule]:
    """The records of ``key`` that hold, the most local area first, then the latest start, the chosen before the others."""
    found = [one for one in rules if one.key == key and one.holds(on, area)]
    return sorted(
        found, key=lambda one: (-len(one.area), not one.chosen, -(one.starts or date.min).toordinal())
    )


def pick(rules: Iterable[Rule], key: str, on: date, area: str = "") -> Rule:
    """The record that holds. Raises NoRule."""
    found = in_force(rules, key, on, area)
    if not found:
        raise NoRule(key, on)
    return found[0]


def read_rules(folder: Path) -> list[Rule]:
    """The rules of every ``*.toml`` in a folder, in file-name order; each table ``[[rule]]`` is one record."""
    rules = []
    for path in sorted(folder.glob("*.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", []):
            rules.append(_rule(path.name, table))
    return rules


def _rule(file: str, table: dict[str, Any]) -> Rule:
    try:
        return Rule(
            key=table["key"],
            title=Sentence(table["title"], table["title_en"]),
            value=table["value"],
            basis=table["basis"],
            **{
                name: table[name]
                for name in ("article", "area", "starts", "ends", "confirmed", "chosen", "note", "name")
                if name in table
            },
        )
    except KeyError as missing:
        raise ValueError(f"{file}: rule {table.get('key', '?')} lacks {missing}") from None
