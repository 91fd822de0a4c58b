"""How later rooms take their sheets out of the county workbook, inside the one import.

The registry knows nothing of cadres, past inspections or open items; the rooms that do register a taker, and
``import_county`` calls them, in order, within its own transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.registry.core.county import County
from xuncha.trust.act import Act


@dataclass(frozen=True)
class Taken:
    """What taking a sheet would do, or did: rows added, changed, and found as they were."""

    what: Sentence
    added: int
    changed: int
    unchanged: int


Take = Callable[[Act, County], Taken]
TAKERS: list[tuple[int, Take]] = []


def taker(order: int) -> Callable[[Take], Take]:
    """Register ``take(act, county) -> Taken``; lower orders go first. Taking the same county twice must change nothing."""

    def declare(take: Take) -> Take:
        TAKERS.append((order, take))
        TAKERS.sort(key=lambda one: one[0])
        return take

    return declare
