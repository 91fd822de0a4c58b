"""How many letters came on which day by which channel: whether notices, boxes and market days reach people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Reach:
    """Every day from the first to the last, and for each channel that brought anything the letters of each of these days."""

    days: tuple[date, ...]
    channels: dict[str, tuple[int, ...]]


def reach(letters: Iterable[tuple[date, str]], order: Sequence[str]) -> Reach:
    """Counts by day and channel of (day received, channel key); channels in the order of ``order``, unknown ones last."""
    counts = Counter(letters)
    if not counts:
        return Reach((), {})
    first, last = min(day for day, _ in counts), max(day for day, _ in counts)
    days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    known = [key for key in order if any(channel == key for _, channel in counts)]
    others = sorted({channel for _, channel in counts} - set(known))
    return Reach(days, {key: tuple(counts[day, key] for day in days) for key in (*known, *others)})
