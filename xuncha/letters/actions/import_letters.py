"""Bring a table of letters in: all or nothing, and the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.letters.actions.enter import enter, token_of
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.facts import clocks, triage_lists
from xuncha.letters.models import READERS, Letter
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.act import Act, action


@dataclass(frozen=True)
class Difference:
    """What an import would change: rows to be registered and rows that are registered already."""

    new: tuple[LetterRow, ...]
    known: tuple[LetterRow, ...]


def difference(by: Any, inspection: Inspection, rows: Sequence[LetterRow]) -> Difference:
    """The dry run: which rows are new. The same words of the same day are the same letter; of another day, a repeat."""
    seen = set(see(Letter, by).filter(inspection=inspection).values_list("same_token", "received_on"))
    tokens = {token for token, _ in seen}
    new: list[LetterRow] = []
    known: list[LetterRow] = []
    for row in rows:
        token = token_of(inspection, row)
        already = (token, row.day) in seen or (row.day is None and token in tokens)
        (known if already else new).append(row)
        seen.add((token, row.day))
        tokens.add(token)
    return Difference(tuple(new), tuple(known))


@action("letters.import", roles=READERS, where="inspection", says=Sentence("导入信访件", "import letters"))
def import_letters(
    act: Act, *, inspection: Inspection, rows: Sequence[LetterRow], day: date, channel: str
) -> tuple[Letter, ...]:
    """Register every row that is new, each as a letter with one matter; nothing is sorted or decided here.

    `day` and `channel` stand in where a row has none. Refuses when a row lies in the future, naming the row.
    """
    if channel not in triage_lists().channels:
        act.refuse(
            "channel", Sentence("请选择表中没写渠道时用的渠道。", "Choose the channel for open cells.")
        )
    new = difference(act, inspection, rows).new
    for row in new:
        if (row.day or day) > act.today:
            act.refuse(
                "future",
                Sentence(f"第{row.row}行的日期在今天之后。", f"The day of row {row.row} lies in the future."),
                Sentence("请改正后重新导入，这次什么都没有导入。", "Correct it; nothing was imported."),
            )
    seen = set(act.see(Letter).filter(inspection=inspection).values_list("same_token", flat=True))
    serial, limits = act.next_serial(Letter, inspection), clocks(day)
    letters: list[Letter] = []
    for row in new:
        filled = replace(row, day=row.day or day, channel=row.channel or channel)
        token = token_of(inspection, filled)
        letters.append(enter(act, inspection, filled, serial + len(letters), token in seen, limits))
        seen.add(token)
    return tuple(letters)
