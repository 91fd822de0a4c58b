"""What stands over a tender list and holds for each of its rows: the record of one opening names its project in its title."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from xuncha.screening.core.cells import read_day
from xuncha.screening.core.layout import Head
from xuncha.screening.core.tender_cells import TenderRow, price_in
from xuncha.screening.core.tender_words import TenderWords
from xuncha.screening.core.vocabulary import plain, without_brackets

OF_PROCESS = frozenset(
    {
        "ocid", "lot_id", "title", "project", "method", "category", "buyer", "entity", "reserve", "budget", "opens", "closes",
        "decided", "place", "currency",
    }
)  # fmt: skip
"""Fields that a title may state for all rows."""
_SAID = re.compile(r"([^\s:：\d]{2,14})\s*[:：]\s*(.*?)(?=\s+[^\s:：\d]{2,14}\s*[:：]|$)")
_LOT = re.compile(
    r"第?[一二三四五六七八九十\d]+(?:标段|标包|分包|包|标)|(?:标段|标包|分包|包)[一二三四五六七八九十\d]+"
)


def said_above(head: Head, sheet: str, known: Collection[str], words: TenderWords) -> TenderRow:
    """The fields that the title rows, or the name of the sheet, state and no column is `known` to hold; its row is 0."""
    texts: dict[str, str] = {}
    days: dict[str, date] = {}
    cents: dict[str, int] = {}
    for label, value in _pairs(head.above):
        forms = (plain(label), without_brackets(label))
        field = next((words.headings.spelt[form] for form in forms if form in words.headings.spelt), "")
        if not value or field in known or field not in OF_PROCESS:
            continue
        kind = words.headings.fields[field].kind
        if kind == "day" and (day := read_day(value)):
            days.setdefault(field, day)
        elif kind == "money" and (amount := price_in(value, "元")[0]) is not None:
            cents.setdefault(field, amount)
        elif kind not in ("day", "money"):
            texts.setdefault(field, value)
    if "lot_id" not in {*known, *texts}:
        found = next((lot for text in (sheet, *head.above) if (lot := _LOT.search(text))), None)
        texts |= {"lot_id": found.group()} if found else {}
    return TenderRow(0, texts, days, cents)


def _pairs(texts: Sequence[str]) -> list[tuple[str, str]]:
    """What stands before and behind each colon; behind may be the next cell."""
    found = []
    for nth, text in enumerate(texts):
        for label, value in _SAID.findall(text):
            following = texts[nth + 1] if nth + 1 < len(texts) else ""
            found.append((label, value.strip() or (following if ":" not in plain(following) else "")))
    return found


def with_said(row: TenderRow, above: TenderRow) -> TenderRow:
    """A row, with what was said above in the fields that it leaves open."""
    return replace(
        row,
        texts={**above.texts, **row.texts},
        days={**above.days, **row.days},
        cents={**above.cents, **row.cents},
    )
