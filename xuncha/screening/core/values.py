"""The columns of a body as values: days, cents, sides, sets of books. What cannot be read becomes a fault with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from xuncha.base.sheets_in import Cell
from xuncha.base.words import Sentence
from xuncha.screening.core.body import Body
from xuncha.screening.core.cells import as_text, is_blank, read_cents, read_day
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.layout import Head
from xuncha.screening.core.mapping import TURNOVER
from xuncha.screening.core.sums import SumRow, check
from xuncha.screening.core.vocabulary import Vocabulary, said


def amounts(body: Body, words: Vocabulary, faults: Faults) -> tuple[dict[str, list[int | None]], set[int]]:
    """Cents of every money column (None: blank or unreadable), and the row indices with an unreadable one."""
    says = Sentence("不是金额，这一行没有参加筛查", "is no amount; the row is left out")
    remedy = Sentence("请在原表中改正后重新导入。", "Correct it in the file and bring it in again.")
    found: dict[str, list[int | None]] = {}
    unread: set[int] = set()
    for name in TURNOVER:
        if name in body.columns.fields:
            unit = body.columns.units[name][0]
            cells = body.cells(name, body.bookings)
            found[name] = [None if cell is None else read_cents(cell, unit) for cell in cells]
            bad = [
                (row, cell)
                for row, cell, value in zip(body.bookings, cells, found[name], strict=True)
                if value is None and not is_blank(cell) and said(as_text(cell)) not in words.cells["nothing"]
            ]
            faults.cells(body.columns.header(name), bad, says, remedy)
            unread.update(row for row, _ in bad)
    return found, unread


def check_sums(body: Body, amounts: Mapping[str, Sequence[int | None]], faults: Faults) -> int:
    """Remarks on sum rows that do not agree with the rows above them; how many differences."""
    labelled = [label.at for label in body.sums]
    stated = {
        name: [
            None if cell is None else read_cents(cell, body.columns.units[name][0])
            for cell in body.cells(name, labelled)
        ]
        for name in amounts
    }
    rows, above = [], 0
    for index, label in enumerate(body.sums):
        while above < len(body.bookings) and body.bookings[above] < label.at:
            above += 1
        found = {name: cents for name, column in stated.items() if (cents := column[index]) is not None}
        rows.append(SumRow(label.at + 1, label.kind, label.text, found, above))
    above_them = {name: [value or 0 for value in column] for name, column in amounts.items()}
    differences = check(rows, above_them, faults.marks)
    remedy = Sentence(
        "请核对是否漏导或改动了分录；合计行本身不参加筛查。",
        "Check whether bookings were left out or altered; sum rows themselves are not screened.",
    )
    for one in differences:
        faults.sums(body.columns.header(one.field), one.row, one.says(), remedy)
    return len(differences)


def days(body: Body, rows: Sequence[int], head: Head, faults: Faults) -> list[date | None]:
    fields = body.columns.fields
    if "day" not in fields and {"month", "dom"} <= fields:
        return _parted_days(body, rows, head, faults)
    return days_in(body, "day", rows, faults)


def days_in(body: Body, name: str, rows: Sequence[int], faults: Faults) -> list[date | None]:
    """The days of one column; one that says something else is named."""
    cells = body.cells(name, rows)
    read = [read_day(cell, body.columns.order) for cell in cells]
    bad = [
        (row, cell)
        for row, cell, day in zip(rows, cells, read, strict=True)
        if day is None and not is_blank(cell)
    ]
    faults.cells(
        body.columns.header(name),
        bad,
        Sentence(
            "读不成日期，这一行不参加要看日期的筛查", "is no day; screens that look at days skip the row"
        ),
        Sentence(
            "日期请写成 2024-03-05；日、月次序不明的请指定。",
            "Write 2024-03-05, or state the order of day and month.",
        ),
    )
    return read


def _parted_days(body: Body, rows: Sequence[int], head: Head, faults: Faults) -> list[date | None]:
    """Days of a detail ledger: month and day in two columns, the year in a column or over them."""
    stated = head.year()
    if stated is None and "year" not in body.columns.fields:
        faults.add(
            Sentence("只有月和日，没有找到年份", "there are months and days but no year"),
            Sentence(
                "请在表头或标题行写明年份，如“2023年”。", "State the year in the heading or a title row."
            ),
        )
    parts = zip(*(body.cells(name, rows) for name in ("year", "month", "dom")), strict=True)
    return [
        read_day(f"{as_text(year or stated)}-{as_text(month)}-{as_text(day)}") for year, month, day in parts
    ]


def book(cell: Cell, words: Vocabulary) -> str:
    """01 for financial, 02 for budgetary bookings, "" when the cell says neither."""
    text = said(as_text(cell))
    if text in words.cells["financial"] or "财务" in text:
        return "01"
    return "02" if text in words.cells["budgetary"] or "预算" in text else ""


def books(cells: Sequence[Cell], words: Vocabulary) -> list[str]:
    """`book` of each cell; the few words there are, are looked at once."""
    known = {cell: book(cell, words) for cell in set(cells)}
    return [known[cell] for cell in cells]


def sided(
    body: Body, rows: Sequence[int], amounts: Mapping[str, list[int]], words: Vocabulary, faults: Faults
) -> dict[str, list[int]]:
    """Debit and credit amounts; where one amount column has its side beside it, it is turned into two."""
    if body.columns.kind != "entries" or "debit" in amounts:
        return dict(amounts)
    sides = [said(as_text(cell)) for cell in body.cells("side", rows)]
    debits, credits = words.cells["debit"], words.cells["credit"]
    bad = [(row, side) for row, side in zip(rows, sides, strict=True) if side not in debits | credits]
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
