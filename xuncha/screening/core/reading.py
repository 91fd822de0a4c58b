"""From the sheets of a file to records: what can be read is read, what cannot is named with file, row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book, Cell, Sheet
from xuncha.base.words import Sentence, joined, same
from xuncha.screening.core.body import Body, sort_rows
from xuncha.screening.core.cells import DayOrder, as_text, is_blank, read_cents, read_day
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.layout import SEARCHED_ROWS, Head, find_head
from xuncha.screening.core.mapping import TURNOVER, Columns, TableKind, corrected, guess
from xuncha.screening.core.sums import SumRow, check
from xuncha.screening.core.vocabulary import Vocabulary, said

SAMPLE_ROWS = 400
_TURNED = ("month", "dom", "void", "side", "balance", "attachments", "day", "book", *TURNOVER)
"""Fields that are read by their own rules, or are not kept; all others are kept as text."""


@dataclass(frozen=True)
class Source:
    """A file as it was handed in: what the user calls it, the SHA-256 of its bytes, its sheets."""

    name: str
    sha256: str
    book: Book


@dataclass(frozen=True)
class Correction:
    """What a person changed in one sheet's mapping: field → column from 0 (None: not there), and the day order."""

    changes: Mapping[str, int | None] = field(default_factory=dict)
    order: DayOrder | None = None


@dataclass(frozen=True)
class Records:
    """The records of one sheet. `rows` are row numbers as in Excel; `values` has one list per field, in their order.

    Days are `date | None`, amounts integer cents, all else text. `head` is None when no heading was found.
    `counts`: read, sum_rows, sums_wrong, void, repeated_headings, unreadable_amount, without_amount.
    """

    file: str
    sha256: str
    sheet: str
    head: Head | None = None
    columns: Columns | None = None
    rows: Sequence[int] = ()
    values: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> TableKind:
        """What the sheet was taken for; "unknown" without a usable heading."""
        return self.columns.kind if self.columns else "unknown"

    def has(self, name: str) -> bool:
        """Whether any record says something in this field."""
        return any(value not in ("", None) for value in self.values.get(name, ()))


def read_source(
    source: Source, words: Vocabulary, corrections: Mapping[str, Correction] | None = None
) -> tuple[Records, ...]:
    """The records of every sheet of a file; an empty sheet gives none. `corrections` go by sheet name."""
    fixes = corrections or {}
    return tuple(
        read_sheet(source, sheet, words, fixes.get(sheet.name))
        for sheet in source.book.sheets
        if not sheet.empty
    )


def read_sheet(source: Source, sheet: Sheet, words: Vocabulary, fix: Correction | None = None) -> Records:
    """One sheet as records, with every remark on it. A sheet that is no book of accounts gives one error and no rows."""
    head = find_head(sheet.rows, sheet.merged, words)
    if head is None:
        return Records(source.name, source.sha256, sheet.name, remarks=(_no_head(source, sheet),))
    columns = guess(words, head, sheet.rows[head.body : head.body + SAMPLE_ROWS])
    if fix:
        columns = corrected(columns, head, fix.changes, fix.order)
    if columns.kind in ("unknown", "balances"):
        remarks = (_not_books(source, sheet, head, columns),)
        return Records(source.name, source.sha256, sheet.name, head, columns, remarks=remarks)
    body = sort_rows(sheet, head, columns, words)
    faults = Faults(source.name, sheet.name, list(sheet.remarks))
    rows, values, counts = _read_body(body, head, words, faults)
    return Records(
        source.name, source.sha256, sheet.name, head, columns, rows, values, tuple(faults.remarks), counts
    )


def _read_body(
    body: Body, head: Head, words: Vocabulary, faults: Faults
) -> tuple[list[int], dict[str, list[Any]], dict[str, int]]:
    counts = {"repeated_headings": body.repeated_headings, "void": body.void, "sum_rows": len(body.sums)}
    kept = body.bookings
    amounts: dict[str, list[int | None]] = {}
    if body.columns.kind != "accounts":
        amounts, unread = _amounts(body, words, faults)
        counts["sums_wrong"] = _check_sums(body, amounts, faults)
        good = [
            at
            for at, row in enumerate(kept)
            if row not in unread and any(column[at] is not None for column in amounts.values())
        ]
        counts["unreadable_amount"] = len(unread)
        empty = sorted(set(kept) - {kept[at] for at in good} - unread)
        counts["without_amount"] = len(empty)
        _passed_over(body, empty, faults)
        kept = [kept[at] for at in good]
        amounts = {name: [column[at] or 0 for at in good] for name, column in amounts.items()}
    values: dict[str, list[Any]] = {
        name: [as_text(cell) for cell in body.cells(name, kept)]
        for name in sorted(body.columns.fields)
        if name not in _TURNED
    }
    if body.columns.kind == "entries" and not body.columns.fields & {"account_code", "account_name"}:
        code, name = head.account(faults.sheet)
        values |= {"account_code": [code] * len(kept), "account_name": [name] * len(kept)}
    values["day"] = _days(body, kept, head, faults)
    if "book" in body.columns.fields:
        values["book"] = [_book(cell, words) for cell in body.cells("book", kept)]
    values.update(_sided(body, kept, amounts, words, faults))
    counts["read"] = len(kept)
    return [at + 1 for at in kept], values, counts


def _amounts(body: Body, words: Vocabulary, faults: Faults) -> tuple[dict[str, list[int | None]], set[int]]:
    """Cents of every money column (None: blank or unreadable), and the row indices with an unreadable one."""
    says = Sentence("不是金额，这一行没有参加筛查", "is no amount; the row is left out")
    remedy = Sentence("请在原表中改正后重新导入。", "Correct it in the file and bring it in again.")
    amounts: dict[str, list[int | None]] = {}
    unread: set[int] = set()
    for name in TURNOVER:
        if name in body.columns.fields:
            unit = body.columns.units[name][0]
            cells = body.cells(name, body.bookings)
            amounts[name] = [None if cell is None else read_cents(cell, unit) for cell in cells]
            bad = [
                (row, cell)
                for row, cell, value in zip(body.bookings, cells, amounts[name], strict=True)
                if value is None and not is_blank(cell) and said(as_text(cell)) not in words.cells["nothing"]
            ]
            faults.cells(body.columns.header(name), bad, says, remedy)
            unread.update(row for row, _ in bad)
    return amounts, unread


def _passed_over(body: Body, empty: Sequence[int], faults: Faults) -> None:
    """Says which rows were left out without being wrong: no amount in them, or voided."""
    if empty:
        faults.add(
            Sentence(
                f"有 {len(empty)} 行没有金额，未参加筛查",
                f"{len(empty)} rows hold no amount and are left out",
            ),
            Sentence("请看这些行是不是说明文字。", "See whether they are only notes."),
            row=empty[0] + 1,
        )
    if body.void:
        faults.add(
            Sentence(f"{body.void} 行已作废，未参加筛查", f"{body.void} rows are marked void and left out")
        )


def _check_sums(body: Body, amounts: Mapping[str, Sequence[int | None]], faults: Faults) -> int:
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
        found = {name: column[index] for name, column in stated.items() if column[index] is not None}
        rows.append(SumRow(label.at + 1, label.kind, label.text, found, above))
    differences = check(rows, {name: [value or 0 for value in column] for name, column in amounts.items()})
    remedy = Sentence(
        "请核对是否漏导或改动了分录；合计行本身不参加筛查。",
        "Check whether bookings were left out or altered; sum rows themselves are not screened.",
    )
    for one in differences:
        faults.add(one.says(), remedy, one.row, body.columns.header(one.field))
    return len(differences)


def _days(body: Body, rows: Sequence[int], head: Head, faults: Faults) -> list[date | None]:
    fields = body.columns.fields
    if "day" not in fields and {"month", "dom"} <= fields:
        return _parted_days(body, rows, head, faults)
    cells = body.cells("day", rows)
    days = [read_day(cell, body.columns.order) for cell in cells]
    bad = [
        (row, cell)
        for row, cell, day in zip(rows, cells, days, strict=True)
        if day is None and not is_blank(cell)
    ]
    faults.cells(
        body.columns.header("day"),
        bad,
        Sentence(
            "读不成日期，这一行不参加要看日期的筛查", "is no day; screens that look at days skip the row"
        ),
        Sentence(
            "日期请写成 2024-03-05；日、月次序不明的请指定。",
            "Write 2024-03-05, or state the order of day and month.",
        ),
    )
    return days


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


def _book(cell: Cell, words: Vocabulary) -> str:
    """01 for financial, 02 for budgetary bookings, "" when the cell says neither."""
    text = said(as_text(cell))
    if text in words.cells["financial"] or "财务" in text:
        return "01"
    return "02" if text in words.cells["budgetary"] or "预算" in text else ""


def _sided(
    body: Body, rows: Sequence[int], amounts: Mapping[str, list[int]], words: Vocabulary, faults: Faults
) -> Mapping[str, list[int]]:
    """Debit and credit amounts; where one amount column has its side beside it, it is turned into two."""
    if body.columns.kind != "entries" or "debit" in amounts:
        return amounts
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


def _no_head(source: Source, sheet: Sheet) -> Remark:
    return Remark(
        "error",
        Place(source.name, sheet.name),
        Sentence(
            f"前 {SEARCHED_ROWS} 行里没有找到账表的表头，这张表没有参加筛查",
            f"no heading of a book of accounts in the first {SEARCHED_ROWS} rows; the sheet is left out",
        ),
        Sentence(
            "表头至少要有金额（或借方、贷方）和日期、摘要、收款人中的一项。",
            "A heading needs an amount (or debit and credit) and a date, a summary or a payee.",
        ),
    )


def _not_books(source: Source, sheet: Sheet, head: Head, columns: Columns) -> Remark:
    place = Place(source.name, sheet.name, head.body)
    if columns.kind == "balances":
        return Remark(
            "notice",
            place,
            Sentence("这是科目余额表，筛查暂时用不到", "this is a trial balance, which no screen uses yet"),
            Sentence("请另外导入序时账或记账凭证。", "Bring in the journal or the vouchers as well."),
        )
    found = joined([same(one.header) for one in columns.guesses])
    return Remark(
        "error",
        place,
        Sentence(
            f"{columns.why.zh}，这张表没有参加筛查（认出的列：{found.zh or '无'}）",
            f"{columns.why.en}; the sheet is left out (columns recognised: {found.en or 'none'})",
        ),
        Sentence("如确有金额列，请在列的对应里指定。", "If there is one, name it in the mapping."),
    )
