"""抽查凭证清单: which vouchers to pull, and what to look for in each. One line a voucher, whatever points at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Declared, Evidence

MOST_FROM_ONE_HIT = 10
"""A hit of very many rows is checked on its first ten; the person who checks decides whether to go on."""

PROCESS_IN = {"bids": "summary", "awards": "summary", "tenders": "voucher", "parties": "voucher"}
"""Where the evidence of a tender table tells the number of its process."""
PROCESS = "采购项目全套资料"


@dataclass(frozen=True)
class Doubt:
    """A hit as the list needs it: its number, its screen, its rows."""

    serial: int
    screen: Declared
    evidence: tuple[Evidence, ...]


@dataclass
class Pull:
    """One voucher to be pulled: as a cashier finds it, with the doubts that point at it and what to look at."""

    day: str
    voucher: str
    summary: str
    payee: str
    amount: int
    doubts: list[int]
    look: list[Sentence]
    place: str


def vouchers_to_pull(doubts: Iterable[Doubt]) -> list[Pull]:
    """The vouchers behind these doubts, by date and number, then the papers of procurement processes.

    Rows of one process are one line, which names no tenderer; a row without a number is a line of its own.
    """
    pulls: dict[tuple[str, ...], Pull] = {}
    for doubt in doubts:
        for one in doubt.evidence[:MOST_FROM_ONE_HIT]:
            key, fresh = _line(one)
            pull = pulls.setdefault(key, fresh)
            if doubt.serial not in pull.doubts:
                pull.doubts.append(doubt.serial)
            if doubt.screen.look not in pull.look:
                pull.look.append(doubt.screen.look)
    return sorted(pulls.values(), key=lambda pull: (not pull.day, pull.day, pull.voucher, pull.place))


def _line(one: Evidence) -> tuple[tuple[str, ...], Pull]:
    """Under which key a row of evidence stands on the list, and its line when it is the first."""
    place = f"{one.sheet} 第{one.row}行"
    process = getattr(one, PROCESS_IN[one.table]) if one.table in PROCESS_IN else ""
    if process:
        return (one.sha256, process), Pull("", process, PROCESS, "", 0, [], [], place)
    key = (one.sha256, one.day, one.voucher) if one.voucher else (one.sha256, one.sheet, str(one.row))
    return key, Pull(one.day, one.voucher, one.summary, one.payee, one.amount, [], [], place)
