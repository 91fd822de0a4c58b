"""What a new round starts with: its kind, its number, and the settings of the round before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from xuncha.base.words import Sentence


@dataclass(frozen=True, slots=True)
class RoundKind:
    """常规, 专项 …; `counts` says whether its inspections count towards the once-in-a-term coverage."""

    key: str
    title: Sentence
    counts: bool


def kinds(rows: Iterable[Mapping[str, Any]]) -> dict[str, RoundKind]:
    """The kinds by key, from the value of the rule `rounds.kinds`."""
    return {row["key"]: RoundKind(row["key"], Sentence(row["key"], row["en"]), row["counts"]) for row in rows}


def next_number(numbers: Iterable[int]) -> int:
    """One more than the highest number of the term so far; the first round is 1."""
    return max(numbers, default=0) + 1


def starting_settings(defaults: Mapping[str, Any], past: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The settings of the last round that has any; a setting it did not know yet comes from the defaults."""
    nothing: Mapping[str, Any] = {}
    last = next((settings for settings in reversed(past) if settings), nothing)
    return {**defaults, **last}


def leaving_day(entry: date, stay_days: int) -> date:
    """The last day on site of a stay of `stay_days` calendar days, the entry day being the first."""
    return entry + timedelta(days=stay_days - 1)
