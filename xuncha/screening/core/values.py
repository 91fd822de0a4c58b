"""The columns of a body as values: days, cents, sides, sets of books. What cannot be read becomes a fault with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xuncha.base.arrays import np
from xuncha.base.sheets_columns import Column, Marks, Numbers
from xuncha.base.sheets_in import Cell
from xuncha.base.words import Sentence
from xuncha.screening.core.body import Body
from xuncha.screening.core.cells import as_text, day_within, is_blank, read_cents, read_day
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.layout import Head
from xuncha.screening.core.mapping import TURNOVER
from xuncha.screening.core.sums import SumRow, check
from xuncha.screening.core.vocabulary import Vocabulary, said

CODED = 0.9
"""From this share of different names on, the figures before them are codes."""
_CODED = re.compile(r"[\[(（]?(\d{3}[\d.\-]*?)[\])）]?[\s\\/_\-—:：]*([^\d\s.\-\\/].*)")


@dataclass(frozen=True)
class Amounts:
    """Cents of every money column of the bookings (None: blank or unreadable), and which bookings have an unreadable one."""

    cents: Mapping[str, Sequence[int | None]]
    unread: Marks


def amounts(body: Body, words: Vocabulary, faults: Faults) -> Amounts:
    """The amounts of the bookings; those that cannot be read are named."""
    says = Sentence("不是金额，这一行没有参加筛查", "is no amount; the row is left out")
    remedy = Sentence("请在原表中改正后重新导入。", "Correct it in the file and bring it in again.")
    found: dict[str, list[int | None]] = {}
    unread = np.zeros(len(body.rows), np.bool_)
    for name in TURNOVER:
        if name in body.columns.fields:
            unit = body.columns.units[name][0]
            column = body.column(name, body.rows)
            read = [read_cents(cell, unit) for cell in column.said]
            found[name] = column.spread(read)
            unread |= tell_unread(body, name, column, read, words.cells["nothing"], faults, says, remedy)
    return Amounts(found, unread)


def tell_unread(
    body: Body,
    name: str,
    column: Column,
    read: Sequence[object],
    nothing: frozenset[str],
    faults: Faults,
    says: Sentence,
    remedy: Sentence,
) -> Marks:
    """Names the cells of the bookings that say something which could not be read; gives which they are.

    `read` is what was made of each of `column.said`, `nothing` the words that say that there is nothing.
    """
    unread = [
        value is None and not is_blank(cell) and said(as_text(cell)) not in nothing
        for cell, value in zip(column.said, read, strict=True)
    ]
    marks = column.marked(np.array(unread, np.bool_))
    rows = np.flatnonzero(marks)
    bad = zip(body.rows[rows].tolist(), column.picked(rows).cells(), strict=True)
    faults.cells(body.columns.header(name), list(bad), says, remedy)
    return marks


def check_sums(
    body: Body, amounts: Mapping[str, Sequence[int | None]], words: Vocabulary, faults: Faults
) -> int:
    """Remarks on sum rows that do not agree with the rows above them; how many differences."""
    labelled = np.array([label.at for label in body.sums], np.int64)
    stated: dict[str, Sequence[int | None]] = {
        name: [read_cents(cell, body.columns.units[name][0]) for cell in body.column(name, labelled).cells()]
        for name in amounts
    }
    if body.columns.kind == "entries" and "debit" not in amounts:
        stated = _by_side(body, labelled, stated, words)
        amounts = {**_by_side(body, body.rows, amounts, words), **amounts}
    rows = []
    for index, (label, above) in enumerate(
        zip(body.sums, np.searchsorted(body.rows, labelled).tolist(), strict=True)
    ):
        found = {name: cents for name, column in stated.items() if (cents := column[index]) is not None}
        rows.append(SumRow(label.at + 1, label.kind, label.text, found, above))
    above_them = {name: [value or 0 for value in column] for name, column in amounts.items()}
    differences = check(rows, above_them, faults.marks)
    remedy = Sentence(
        "请核对是否漏导或改动了分录；合计行本身不参加筛查。",
        "Check whether bookings were left out or altered; sum rows themselves are not screened.",
    )
    for one in differences:
        faults.sums(
            body.columns.header(one.field) or body.columns.header("amount"), one.row, one.says(), remedy
        )
    return len(differences)


def _by_side(
    body: Body, rows: Numbers, amounts: Mapping[str, Sequence[int | None]], words: Vocabulary
) -> dict[str, Sequence[int | None]]:
    """One amount column as three: debits, credits, and the amounts of rows that name no side."""
    sides = body.column("side", rows).each(lambda cell: said(as_text(cell)))
    debits, credits = words.cells["debit"], words.cells["credit"]
    named = ["debit" if side in debits else "credit" if side in credits else "amount" for side in sides]
    pairs = list(zip(amounts["amount"], named, strict=True))
    return {
        name: [cents if side == name else None for cents, side in pairs]
        for name in ("debit", "credit", "amount")
    }


def days(body: Body, rows: Numbers, head: Head, faults: Faults) -> list[date | None]:
    fields = body.columns.fields
    if "day" not in fields and {"month", "dom"} <= fields:
        return _parted_days(body, rows, head, faults)
    return days_in(body, "day", rows, faults, head.year(faults.sheet, faults.file))


def days_in(
    body: Body, name: str, rows: Numbers, faults: Faults, year: int | None = None
) -> list[date | None]:
    """The days of one column; one that says something else is named. 3月5日 is a day of `year`, where that is known."""
    column = body.column(name, rows)
    read = [read_day(cell, body.columns.order) for cell in column.said]
    if year is not None:
        read = [
            day_within(cell, year) if day is None and isinstance(cell, str) else day
            for cell, day in zip(column.said, read, strict=True)
        ]
    unread = [day is None and not is_blank(cell) for cell, day in zip(column.said, read, strict=True)]
    bad = np.flatnonzero(column.marked(np.array(unread, np.bool_)))
    faults.cells(
        body.columns.header(name),
        list(zip(rows[bad].tolist(), column.picked(bad).cells(), strict=True)),
        Sentence(
            "读不成日期，这一行不参加要看日期的筛查", "is no day; screens that look at days skip the row"
        ),
        Sentence(
            "日期请写成 2024-03-05；日、月次序不明的请指定。",
            "Write 2024-03-05, or state the order of day and month.",
        ),
    )
    return column.spread(read)


def _parted_days(body: Body, rows: Numbers, head: Head, faults: Faults) -> list[date | None]:
    """Days of a detail ledger: month and day in two columns, the year in a column or over them."""
    stated = head.year(faults.sheet, faults.file)
    if stated is None and "year" not in body.columns.fields:
        faults.add(
            Sentence("只有月和日，没有找到年份", "there are months and days but no year"),
            Sentence(
                "请在表头或标题行写明年份，如“2023年”。", "State the year in the heading or a title row."
            ),
        )
    parts = list(zip(*(body.column(name, rows).cells() for name in ("year", "month", "dom")), strict=True))
    filled = _as_above(parts, faults.said)
    taken = [at for at, (part, whole) in enumerate(zip(parts, filled, strict=True)) if part[1:] != whole[1:]]
    if taken:
        faults.count(
            len(taken),
            Sentence(
                "有 {number} 行没有写全月、日，按上一行的月、日读",
                "{number} rows do not state month and day in full and take those of the row above",
            ),
            row=int(rows[taken[0]]) + 1,
        )
    return [
        read_day(f"{as_text(year or stated)}-{as_text(month)}-{as_text(day)}") for year, month, day in filled
    ]


def _as_above(parts: Sequence[tuple[Cell, ...]], said: dict[str, str]) -> list[tuple[Cell, ...]]:
    """Year, month and day of each row; what is blank is that of the row above, as a ledger written by hand has it."""
    year: Cell = said.get("year")
    month: Cell = said.get("month")
    day: Cell = said.get("dom")
    filled: list[tuple[Cell, ...]] = []
    for own_year, own_month, own_day in parts:
        if not is_blank(own_month):
            day = None
        year = own_year if not is_blank(own_year) else year
        month = own_month if not is_blank(own_month) else month
        day = own_day if not is_blank(own_day) else day
        filled.append((year, month, day))
    said |= {"year": as_text(year), "month": as_text(month), "dom": as_text(day)}
    return filled


def accounts(names: Sequence[str]) -> dict[str, list[str]]:
    """Codes and names of accounts that stand in one column (1002 银行存款, [1002]银行存款); nothing where most have no code."""
    parts = {name: _CODED.fullmatch(name) for name in dict.fromkeys(names)}
    named = sum(bool(name) for name in parts)
    if not named or sum(found is not None for found in parts.values()) < CODED * named:
        return {}
    split = {name: found.groups() if found else ("", name) for name, found in parts.items()}
    return {
        "account_code": [split[name][0] for name in names],
        "account_name": [split[name][1] for name in names],
    }


def book(cell: Cell, words: Vocabulary) -> str:
    """01 for financial, 02 for budgetary bookings, "" when the cell says neither."""
    text = said(as_text(cell))
    if text in words.cells["financial"] or "财务" in text:
        return "01"
    return "02" if text in words.cells["budgetary"] or "预算" in text else ""


def sided(
    body: Body, rows: Numbers, amounts: Mapping[str, list[int]], words: Vocabulary, faults: Faults
) -> dict[str, list[int]]:
    """Debit and credit amounts; where one amount column has its side beside it, it is turned into two."""
    if body.columns.kind != "entries" or "debit" in amounts:
        return dict(amounts)
    sides = body.column("side", rows).each(lambda cell: said(as_text(cell)))
    debits, credits = words.cells["debit"], words.cells["credit"]
    bad = [
        (row, side) for row, side in zip(rows.tolist(), sides, strict=True) if side not in debits | credits
    ]
    faults.cells(
        body.columns.header("side"),
        bad,
        Sentence("看不出是借还是贷，这一行按零计", "is neither debit nor credit; the row counts as zero"),
        Sentence("请写“借”或“贷”。", "Write 借 (debit) or 贷 (credit)."),
    )
    pairs = list(zip(amounts["amount"], sides, strict=True))
    return {
        "debit": [amount if side in debits else 0 for amount, side in pairs],
        "credit": [amount if side in credits else 0 for amount, side in pairs],
    }
