"""From the sheets of a file to records: what can be read is read, what cannot is named with file, row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from xuncha.base.arrays import np
from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_columns import Numbers, any_of
from xuncha.base.sheets_in import Book, Cell, Sheet
from xuncha.base.words import Sentence
from xuncha.screening.core import left_out, values
from xuncha.screening.core.body import Body, sort_rows
from xuncha.screening.core.cells import DayOrder, as_text
from xuncha.screening.core.day_proof import with_order
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.kinds import TableKind
from xuncha.screening.core.layout import Head, find_head
from xuncha.screening.core.list_reading import read_list
from xuncha.screening.core.list_words import ListWords, words_for
from xuncha.screening.core.mapping import TURNOVER, Columns, How, corrected, guess
from xuncha.screening.core.one_voucher import as_vouchers
from xuncha.screening.core.red_ink import Reds, no_reds, with_red_ink
from xuncha.screening.core.set_apart import not_judged, without_far_years
from xuncha.screening.core.stated import stated
from xuncha.screening.core.vocabulary import Vocabulary

SAMPLE_ROWS = 400
_TURNED = (
    "month",
    "dom",
    "currency",
    "status",
    "flow",
    "void",
    "side",
    "balance",
    "attachments",
    "day",
    "book",
    *TURNOVER,
)
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
class Understood:
    """How a sheet is read: its heading, the words it is read with, its mapping, and what a person changed in that."""

    head: Head
    words: Vocabulary
    columns: Columns
    fix: Correction | None = None

    def below(self) -> Understood:
        """The same for a piece of the sheet that begins below the heading."""
        return replace(self, head=replace(self.head, first=0, depth=0))


@dataclass(frozen=True)
class Records:
    """The records of one sheet. `rows` are row numbers as in Excel, lines of an XML file; `values` has one list per field, in their order.

    Days are `date | None`, amounts integer cents, numbers of a list as they are, all else text. `head` is None when no heading was found.
    `fix` is what a person changed in the mapping, here or the last time. `part` counts the pieces of a sheet that is read
    piece by piece, from 0.
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
    part: int = 0

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
    found = tuple(
        read_sheet(source, sheet, words, fixes.get(sheet.name), recall)
        for sheet in source.book.sheets
        if not sheet.empty
    )
    told = left_out.hidden(source.name, source.book.hidden)
    return (replace(found[0], remarks=(*found[0].remarks, *told)), *found[1:]) if found else ()


def read_sheet(
    source: Source,
    sheet: Sheet,
    words: Vocabulary,
    fix: Correction | None = None,
    recall: Recall = nothing_known,
) -> Records:
    """One sheet as records, with every remark on it. A sheet that is no book of accounts gives one error and no rows."""
    known = understand(source, sheet, words, fix, recall)
    if isinstance(known, Records):
        return known
    return read_rows(source, sheet, known, Faults(source.name, sheet.name, sheet.remarks, lines=sheet.lines))


def understand(
    source: Source,
    sheet: Sheet,
    words: Vocabulary,
    fix: Correction | None = None,
    recall: Recall = nothing_known,
    further: Iterable[Sequence[Cell]] = (),
) -> Understood | Records:
    """How a sheet is read, from its heading and first rows; or, where it cannot be, no records and why.

    `further` are rows of the sheet that are not among its `rows`: they are looked at where those do not prove the order of
    day and month.
    """
    head = find_head(sheet.rows, sheet.merged, words)
    if head is None:
        return Records(
            source.name, source.sha256, sheet.name, remarks=(left_out.no_head(source.name, sheet.name),)
        )
    fix = fix or recall(head)
    mine, columns = _mapped(source, sheet, head, words, fix)
    columns = with_order(mine, columns, sheet.rows, range(head.body, head.body + SAMPLE_ROWS), further)
    lacking = mine.lacking(columns.fields) if isinstance(mine, ListWords) else ()
    if columns.kind == "unknown" or lacking:
        place = Place(source.name, sheet.name, head.body)
        why = (
            left_out.not_the_list(place, columns, lacking) if lacking else left_out.not_books(place, columns)
        )
        return Records(source.name, source.sha256, sheet.name, head, columns, remarks=(why,), fix=fix)
    return Understood(head, mine, columns, fix)


def read_rows(source: Source, sheet: Sheet, known: Understood, faults: Faults) -> Records:
    """The records of a sheet that was understood, or of a piece of it: then `faults` is handed from each to the next."""
    body = sort_rows(sheet, known.head, known.columns, known.words)
    left_out.tell_second_table(known.columns, faults)
    if isinstance(known.words, ListWords):
        rows, values, counts = read_list(body, known.head, known.words, faults)
    else:
        rows, values, counts = _read_body(body, known.head, known.words, faults, source.reds)
    return Records(
        source.name,
        source.sha256,
        sheet.name,
        known.head,
        known.columns,
        rows,
        values,
        tuple(faults.remarks),
        counts,
        known.fix,
    )


def _mapped(
    source: Source, sheet: Sheet, head: Head, words: Vocabulary, fix: Correction | None
) -> tuple[Vocabulary, Columns]:
    """The words that the sheet is read with, and its mapping by them."""
    sample = sheet.rows[head.body : head.body + SAMPLE_ROWS]
    if head.is_day_book(sheet.name, source.name):
        words = words.of_day_book()
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
    kept = body.rows
    cents: dict[str, list[int]] = {}
    above: Mapping[str, list[str]] = {}
    if body.columns.kind != "accounts":
        kept, empty, cents = _with_amounts(body, head, words, faults, counts, reds)
        above, parts = stated(body, kept, empty, head, words, faults.sheet, faults.said)
        _passed_over(body, empty, parts, faults)
        if body.columns.kind == "entries":
            body = as_vouchers(body, kept, cents, faults)
    texts: dict[str, list[Any]] = {
        name: body.column(name, kept).each(as_text)
        for name in sorted(body.columns.fields)
        if name not in _TURNED
    }
    texts |= above
    if body.columns.kind == "entries" and "account_name" in texts and not any(texts.get("account_code", ())):
        texts |= values.accounts(texts["account_name"])
    if "book" in body.columns.fields:
        texts["book"] = body.column("book", kept).each(lambda cell: values.book(cell, words))
    texts["day"] = without_far_years(body, kept, values.days(body, kept, head, faults), faults)
    counts["read"] = len(kept)
    return (
        [faults.number(at + 1) for at in kept.tolist()],
        texts | values.sided(body, kept, cents, words, faults),
        counts,
    )


def _with_amounts(
    body: Body, head: Head, words: Vocabulary, faults: Faults, counts: dict[str, int], reds: Reds
) -> tuple[Numbers, Numbers, dict[str, list[int]]]:
    """The rows that hold an amount and no unreadable one, those without any, and the cents of the first (0 where a column is blank)."""
    amounts = values.amounts(body, words, faults)
    found = with_red_ink(body, amounts.cents, reds, faults)
    counts["sums_wrong"] = values.check_sums(body, found, words, faults)
    apart = not_judged(body, head, words, faults)
    stated = ([value is not None for value in column] for column in found.values())
    said = any_of((np.array(marks, np.bool_) for marks in stated), len(body.rows))
    good = said & ~amounts.unread & ~apart
    empty = body.rows[~said & ~amounts.unread & ~apart]
    counts["unreadable_amount"], counts["without_amount"] = int(amounts.unread.sum()), len(empty)
    kept = np.flatnonzero(good).tolist()
    return body.rows[good], empty, {name: [column[at] or 0 for at in kept] for name, column in found.items()}


def _passed_over(body: Body, empty: Numbers, parts: int, faults: Faults) -> None:
    """Says which rows were left out without being wrong: no amount in them, or voided. `parts` of them head a part of the sheet."""
    if len(empty) > parts:
        faults.count(
            len(empty) - parts,
            Sentence("有 {number} 行没有金额，未参加筛查", "{number} rows hold no amount and are left out"),
            Sentence("请看这些行是不是说明文字。", "See whether they are only notes."),
            row=int(empty[0]) + 1,
        )
    if body.void:
        faults.count(
            body.void,
            Sentence("{number} 行已作废，未参加筛查", "{number} rows are marked void and left out"),
        )
