"""先看什么: a short list out of many doubts, so that a layman knows where to begin and what to pull.

Doubts that point at the same rows belong together: one visit to the cashier answers them all. So the list begins with the rows that most
different screens point at, then goes by amount. No screen fills the list alone, and nothing here weighs a person or a body.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xuncha.screening.core.screen import Evidence

Row = tuple[str, str, int]
"""A row of the books: hash of the file, sheet, row."""


@dataclass(frozen=True)
class Doubt:
    """A doubt as the list needs it: its number, its screen, the cents it is about and its rows."""

    serial: int
    screen: str
    amount: int
    rows: frozenset[Row]

    @classmethod
    def of(cls, serial: int, screen: str, amount: int, evidence: Iterable[Evidence]) -> Doubt:
        """From the evidence of a hit."""
        return cls(serial, screen, amount, frozenset((one.sha256, one.sheet, one.row) for one in evidence))


@dataclass(frozen=True)
class Look:
    """A doubt to look at first. `with_it` are the numbers of doubts of other screens that point at a row of it."""

    serial: int
    with_it: tuple[int, ...]


def first_look(doubts: Sequence[Doubt], most: int, of_one_screen: int) -> tuple[Look, ...]:
    """At most `most` doubts, at most `of_one_screen` of each screen unless places stay empty; the same for every order given."""
    looks = {one.serial: one for one in _looks(doubts)}
    screens = {
        one.serial: {two.screen for two in doubts if two.serial in looks[one.serial].with_it}
        for one in doubts
    }
    ordered = sorted(doubts, key=lambda one: (-len(screens[one.serial]), -abs(one.amount), one.serial))
    taken: Counter[str] = Counter()
    first: list[Doubt] = []
    later: list[Doubt] = []
    for one in ordered:
        (first if taken[one.screen] < of_one_screen else later).append(one)
        taken[one.screen] += 1
    return tuple(looks[one.serial] for one in (*first, *later)[:most])


def _looks(doubts: Sequence[Doubt]) -> Iterable[Look]:
    pointing: defaultdict[Row, list[Doubt]] = defaultdict(list)
    for one in doubts:
        for row in one.rows:
            pointing[row].append(one)
    for one in doubts:
        others = {two.serial for row in one.rows for two in pointing[row] if two.screen != one.screen}
        yield Look(one.serial, tuple(sorted(others)))
