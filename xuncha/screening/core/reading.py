"""From the sheets of a file to records: what can be read is read, what cannot is named with file, row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book, Sheet
from xuncha.base.words import Sentence, joined, same
from xuncha.screening.core import values
from xuncha.screening.core.body import Body, sort_rows
from xuncha.screening.core.cells import DayOrder, as_text
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.kinds import KINDS, TableKind
from xuncha.screening.core.layout import SEARCHED_ROWS, Head, find_head
from xuncha.screening.core.list_reading import read_list
from xuncha.screening.core.list_words import ListWords, words_for
from xuncha.screening.core.mapping import TURNOVER, Columns, How, corrected, guess
from xuncha.screening.core.red_ink import Reds, no_reds, with_red_ink
from xuncha.screening.core.vocabulary import Vocabulary

SAMPLE_ROWS = 400
_TURNED = ("month", "dom", "void", "side", "balance", "attachments", "day", "book", *TURNOVER)
"""Fields that are read by their own rules, or are not kept; all others are kept as text."""

Recall: TypeAlias = "Callable[[Head], Correction | None]"
"""What is remembered of headings like these, or None."""


def nothing_known(head: Head) -> Correction | None:
    """Nothing is remembered."""
    return None


@dataclass(frozen=True)
class Source:
    """A file as it was handed in: what the user calls it, the SHA-256 of its bytes, its sheets, and what is red in them.

    `fixes` are the corrections of tender lists by sheet, and `recall` what is remembered of their headings; those of books
    are given to `read_source`.
    """

    name: str
    sha256: str
    book: Book
    reds: Reds = no_reds
    fixes: Mapping[str, Correction] = field(default_factory=dict)
    recall: Recall = nothing_known


@dataclass(frozen=True)
class Correction:
    """What a person changed in one sheet's mapping: field → column from 0 (None: not there), and the day order.

    `kind` is what the sheet is to be read as: "books", the key of a list, or None: as its headings say. `how` says
    whether it was changed in this sheet ("hand") or once in another of the same headings ("remembered").
    """

    changes: Mapping[str, int | None] = field(default_factory=dict)
    order: DayOrder | None = None
    how: How = "hand"
    kind: TableKind | None = None

    def after(self, earlier: Correction | None) -> Correction:
        """This correction on top of an earlier one of the same sheet; what was said of another kind of sheet is forgotten."""
        if earlier is None or (self.kind is not None and self.kind != earlier.kind):
            return self
        changes = {**earlier.changes, **self.changes}
        return replace(
            self, changes=changes, order=self.order or earlier.order, kind=self.kind or earlier.kind
        )


@dataclass(frozen=True)
class Records:
    """The records of one sheet. `rows` are row numbers as in Excel; `values` has one list per field, in their order.

    Days are `date | None`, amounts integer cents, numbers of a list as they are, all else text. `head` is None when no heading was found.
    `fix` is what a person changed in the mapping, here or the last time.
    `counts`: read, sum_rows, sums_wrong, void, repeated_headings, unreadable_amount, without_amount, nameless.
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
    fix: Correction | None = None

    @property
    def kind(self) -> TableKind:
        """What the sheet was taken for; "unknown" without a usable heading."""
        return self.columns.kind if self.columns else "unknown"

    def has(self, name: str) -> bool:
        """Whether any record says something in this field."""
        return any(value not in ("", None) for value in self.values.get(name, ()))


def read_source(
    source: Source,
    words: Vocabulary,
    corrections: Mapping[str, Correction] | None = None,
    recall: Recall = nothing_known,
) -> tuple[Records, ...]:
    """The records of every sheet of a file; an empty sheet gives none.

    `corrections` go by sheet name; a sheet without one is read as `recall` remembers it.
    """
    fixes = corrections or {}
    return tuple(
        read_sheet(source, sheet, words, fixes.get(sheet.name), recall)
        for sheet in source.book.sheets
        if not sheet.empty
    )


def read_sheet(
    source: Source,
    sheet: Sheet,
    words: Vocabulary,
    fix: Correction | None = None,
    recall: Recall = nothing_known,
) -> Records:
    """One sheet as records, with every remark on it. A sheet that is no book of accounts gives one error and no rows."""
    head = find_head(sheet.rows, sheet.merged, words)
    if head is None:
        return Records(source.name, source.sha256, sheet.name, remarks=(_no_head(source, sheet),))
    fix = fix or recall(head)
    mine, columns = _mapped(source, sheet, head, words, fix)
    if columns.kind == "unknown":
        remarks = (_not_books(source, sheet, head, columns),)
        return Records(source.name, source.sha256, sheet.name, head, columns, remarks=remarks, fix=fix)
    if isinstance(mine, ListWords) and (lacking := mine.lacking(columns.fields)):
        remarks = (_not_the_list(source, sheet, head, columns, lacking),)
        return Records(source.name, source.sha256, sheet.name, head, columns, remarks=remarks, fix=fix)
    body = sort_rows(sheet, head, columns, mine)
    faults = Faults(source.name, sheet.name, list(sheet.remarks))
    if isinstance(mine, ListWords):
        rows, values, counts = read_list(body, head, mine, faults)
    else:
        rows, values, counts = _read_body(body, head, mine, faults, source.reds)
    return Records(
        source.name,
        source.sha256,
        sheet.name,
        head,
        columns,
        rows,
        values,
        tuple(faults.remarks),
        counts,
        fix,
    )


def _mapped(
    source: Source, sheet: Sheet, head: Head, words: Vocabulary, fix: Correction | None
) -> tuple[Vocabulary, Columns]:
    """The words that the sheet is read with, and its mapping by them."""
    sample = sheet.rows[head.body : head.body + SAMPLE_ROWS]
    columns = guess(words, head, sample)
    if fix and fix.kind:
        mine = words.of(fix.kind)
    else:
        mine = words_for(words, head, columns.kind, (sheet.name, source.name))
    if mine is not words:
        columns = guess(mine, head, sample)
    if fix:
        columns = corrected(mine, columns, head, fix.changes, fix.order, fix.how)
    return mine, columns


def _read_body(
    body: Body, head: Head, words: Vocabulary, faults: Faults, reds: Reds
) -> tuple[list[int], dict[str, list[Any]], dict[str, int]]:
    counts = {"repeated_headings": body.repeated_headings, "void": body.void, "sum_rows": len(body.sums)}
    kept = body.bookings
    cents: dict[str, list[int]] = {}
    if body.columns.kind != "accounts":
        kept, cents = _with_amounts(body, words, faults, counts, reds)
    texts: dict[str, list[Any]] = {
        name: list(map(as_text, body.cells(name, kept)))
        for name in sorted(body.columns.fields)
        if name not in _TURNED
    }
    if body.columns.kind == "entries" and not body.columns.fields & {"account_code", "account_name"}:
        code, name = head.account(faults.sheet)
        texts |= {"account_code": [code] * len(kept), "account_name": [name] * len(kept)}
    if "book" in body.columns.fields:
        texts["book"] = values.books(body.cells("book", kept), words)
    texts["day"] = values.days(body, kept, head, faults)
    counts["read"] = len(kept)
    return [at + 1 for at in kept], texts | values.sided(body, kept, cents, words, faults), counts


def _with_amounts(
    body: Body, words: Vocabulary, faults: Faults, counts: dict[str, int], reds: Reds
) -> tuple[list[int], dict[str, list[int]]]:
    """The rows that hold an amount and no unreadable one, with their cents (0 where a column is blank)."""
    read, unread = values.amounts(body, words, faults)
    found = with_red_ink(body, read, reds, faults)
    counts["sums_wrong"] = values.check_sums(body, found, faults)
    good = [
        at
        for at, row in enumerate(body.bookings)
        if row not in unread and any(column[at] is not None for column in found.values())
    ]
    kept = [body.bookings[at] for at in good]
    empty = sorted(set(body.bookings) - set(kept) - unread)
    counts["unreadable_amount"], counts["without_amount"] = len(unread), len(empty)
    _passed_over(body, empty, faults)
    return kept, {name: [column[at] or 0 for at in good] for name, column in found.items()}


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
    found = joined([same(one.header) for one in columns.guesses])
    return Remark(
        "error",
        Place(source.name, sheet.name, head.body),
        Sentence(
            f"{columns.why.zh}，这张表没有参加筛查（认出的列：{found.zh or '无'}）",
            f"{columns.why.en}; the sheet is left out (columns recognised: {found.en or 'none'})",
        ),
        Sentence(
            "如确有金额列，请在列的对应里指定；如是台账清单，请先选认作哪种表。",
            "If there is one, name it in the mapping; if it is a list, choose first which.",
        ),
    )


def _not_the_list(
    source: Source, sheet: Sheet, head: Head, columns: Columns, lacking: Sequence[Sentence]
) -> Remark:
    kind, wanted = KINDS[columns.kind], joined(lacking, "；", "; ")
    return Remark(
        "error",
        Place(source.name, sheet.name, head.body),
        Sentence(
            f"按“{kind.zh}”读，还缺这些列：{wanted.zh}；这张表没有参加筛查",
            f"read as “{kind.en}” these columns are missing: {wanted.en}; the sheet is left out",
        ),
        Sentence(
            "请在列的对应里指定，或改认作别的表。",
            "Name them in the mapping, or choose another kind of table.",
        ),
    )
