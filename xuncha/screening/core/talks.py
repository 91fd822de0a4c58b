"""What open doubts bring to the outlines of talks: which papers to ask for, of which months, and why.

A question names no payee, no person, no sum and not the doubt; it is made of a theme's own words and of months alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.screening.core.table import Family

MONTHS = 4
"""So many months stand in one question, the earliest first; a person cannot bring more in one talk."""
NO_MONTH = "有关"


@dataclass(frozen=True)
class Theme:
    """What to ask when one of these screens (or any screen of a family) has open doubts, in the talks of these outlines."""

    key: str
    outlines: tuple[str, ...]
    screens: frozenset[str]
    family: str
    ask: str
    purpose: str
    papers: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """As much of a doubt as a question may know: its screen, the screen's family, the days of its rows (2024-03-05 or "")."""

    screen: str
    family: Family
    days: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One question for a talk: what to ask, why, and which papers to be shown."""

    ask: str
    purpose: str
    papers: tuple[str, ...]


def read_themes(parsed: Mapping[str, Any]) -> tuple[Theme, ...]:
    """The parsed `talks.toml`. Raises ValueError for a screen that two themes claim, or a theme that takes none."""
    themes = tuple(
        Theme(
            one["key"], tuple(one["outlines"]), frozenset(one.get("screens", ())), one.get("family", ""), one["ask"],
            one["purpose"], tuple(one["papers"]),
        )
        for one in parsed["theme"]
    )  # fmt: skip
    claimed = [screen for theme in themes for screen in theme.screens]
    if len(set(claimed)) != len(claimed):
        raise ValueError("a screen belongs to two themes of talks")
    if any(not theme.screens and not theme.family for theme in themes):
        raise ValueError("a theme of talks takes no screen")
    return themes


def asked(themes: Sequence[Theme], outline: str, doubts: Iterable[Doubt]) -> tuple[Asked, ...]:
    """The questions of an outline, in the order of the themes; none for a theme without doubts."""
    doubts = list(doubts)
    mine = (
        (theme, [one for one in doubts if _takes(theme, one)])
        for theme in themes
        if outline in theme.outlines
    )
    return tuple(
        Asked(theme.ask.replace("{when}", _when(found)), theme.purpose, theme.papers)
        for theme, found in mine
        if found
    )


def _takes(theme: Theme, doubt: Doubt) -> bool:
    return doubt.screen in theme.screens or doubt.family == theme.family


def _when(doubts: Iterable[Doubt]) -> str:
    """The months of these doubts as one says them: “2025年3月、5月等月份”."""
    months = sorted({day[:7] for one in doubts for day in one.days if day})
    if not months:
        return NO_MONTH
    said, year = [], ""
    for month in months[:MONTHS]:
        said.append(f"{'' if month[:4] == year else month[:4] + '年'}{int(month[5:])}月")
        year = month[:4]
    return "、".join(said) + ("等月份" if len(months) > MONTHS else "")
