"""The cells of a tender list, row by row: texts, days and amounts; what cannot be read is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xuncha.base.money import MoneyUnit
from xuncha.base.sheets_in import Cell
from xuncha.base.words import Sentence
from xuncha.screening.core.body import Body
from xuncha.screening.core.cells import as_text, is_blank, read_cents, read_day
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.layout import Head, money_unit
from xuncha.screening.core.tender_words import TenderWords
from xuncha.screening.core.vocabulary import said

_EACH = re.compile(r"[¥￥]?([\d,]+(?:\.\d+)?)(万?元)?(?:[/每](.{1,6}))?")
NAMES = ("winner", "bidder")
"""Fields whose cell may say that there is nobody: 流标."""
_NO_AMOUNT = Sentence("读不成金额，这一格没有采用", "cannot be read as an amount; the cell is left out")
_NO_DAY = Sentence("读不成日期，这一格没有采用", "cannot be read as a date; the cell is left out")
_WRITE = Sentence("请写成 1234.50 或 1,234.50。", "Write 1234.50 or 1,234.50.")
_WRITE_DAY = Sentence("请写成 2024-03-05。", "Write 2024-03-05.")


@dataclass(frozen=True)
class TenderRow:
    """One row of a list: its number in Excel, and what its fields say; a field without a readable cell is missing."""

    row: int
    texts: Mapping[str, str]
    days: Mapping[str, date]
    cents: Mapping[str, int]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that say something."""
        return frozenset({*self.texts, *self.days, *self.cents})

    def first(self, *fields: str) -> str:
        """The first text that says something."""
        return next((self.texts[name] for name in fields if self.texts.get(name)), "")

    def sum_of(self, *fields: str) -> int | None:
        """The first amount there is, in cents."""
        return next((self.cents[name] for name in fields if name in self.cents), None)


def price_in(cell: Cell, unit: MoneyUnit) -> tuple[int | None, str]:
    """Cents of an amount, also one with its unit inside, and that unit: “282.00元/支” is 28200 and 支."""
    plain = read_cents(cell, unit)
    if plain is not None or not isinstance(cell, str):
        return plain, ""
    found = _EACH.fullmatch(unicodedata.normalize("NFKC", cell).replace(" ", ""))
    if not found or not any(found.groups()[1:]):
        return None, ""
    number, own, each = found.groups()
    return read_cents(number, "万元" if own == "万元" else "元" if own else unit), each or ""


def rows_of(body: Body, head: Head, words: TenderWords, faults: Faults) -> list[TenderRow]:
    """The rows below the heading that say something and are no sums."""
    fields = words.headings.fields
    texts: list[dict[str, str]] = [{} for _ in body.bookings]
    days: list[dict[str, date]] = [{} for _ in body.bookings]
    cents: list[dict[str, int]] = [{} for _ in body.bookings]
    for one in body.columns.guesses:
        kind, bad = fields[one.field].kind, []
        unit = money_unit(head, one.column)[0] if kind == "money" else "元"
        for nth, cell in enumerate(body.cells(one.field)):
            if is_blank(cell) or as_text(cell) in ("-", "—", "/", "无"):
                continue
            if one.field in NAMES and said(as_text(cell)) in words.words["nobody"]:
                continue
            if kind == "money":
                amount, each = price_in(cell, unit)
                bad += [(body.bookings[nth], cell)] if amount is None else []
                cents[nth] |= {} if amount is None else {one.field: amount}
                texts[nth] |= {"each": each} if each else {}
            elif kind == "day":
                day = read_day(cell, body.columns.order)
                bad += [(body.bookings[nth], cell)] if day is None else []
                days[nth] |= {} if day is None else {one.field: day}
            else:
                texts[nth][one.field] = as_text(cell)
        says, remedy = (_NO_DAY, _WRITE_DAY) if kind == "day" else (_NO_AMOUNT, _WRITE)
        faults.cells(one.header, bad, says, remedy)
    found = zip(body.bookings, texts, days, cents, strict=True)
    return [
        TenderRow(at + 1, text, day, money)
        for at, text, day, money in found
        if text and not any(words.headings.label(value) for value in text.values())
    ]
