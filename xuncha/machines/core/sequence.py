"""The order of bundles between two installations: what is new, what came before, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

START = ""
"""What the first bundle names as the one before it."""


class Turn(StrEnum):
    """How a bundle stands to those that came before it."""

    NEXT = "next"
    GAP = "gap"
    LATE = "late"
    AGAIN = "again"
    TWICE = "twice"
    FORK = "fork"


@dataclass(frozen=True)
class Placed:
    """``missing``: the numbers between that never arrived."""

    turn: Turn
    missing: tuple[int, ...] = ()

    @property
    def refused(self) -> bool:
        """A number used twice, or a history other than the one we know: a copied or restored machine."""
        return self.turn in {Turn.TWICE, Turn.FORK}


def placed(number: int, before: str, digest: str, arrived: Mapping[int, str]) -> Placed:
    """Where bundle ``number`` (digest, digest of the one before it) stands among those that ``arrived`` (number → digest)."""
    if number < 1 or (number == 1) != (before == START):
        return Placed(Turn.FORK)
    if number in arrived:
        return Placed(Turn.AGAIN if arrived[number] == digest else Turn.TWICE)
    if number - 1 in arrived and arrived[number - 1] != before:
        return Placed(Turn.FORK)
    missing = tuple(one for one in range(1, number) if one not in arrived)
    if any(one > number for one in arrived):
        return Placed(Turn.LATE, missing)
    return Placed(Turn.GAP if missing else Turn.NEXT, missing)
