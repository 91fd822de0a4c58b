"""The rows below a heading, sorted: bookings, rows that add them up, and rows that say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise

from xuncha.base.arrays import np
from xuncha.base.sheets_columns import Column, Marks, Numbers, any_of, columns_of
from xuncha.base.sheets_in import Cell, Range, Sheet
from xuncha.screening.core.cells import as_text, read_cents, read_day, read_number
from xuncha.screening.core.layout import FEWEST_STRANGE, Head
from xuncha.screening.core.mapping import TURNOVER, Columns
from xuncha.screening.core.vocabulary import Vocabulary, said

OF_ITS_HEAD = frozenset(
    {
        "day",
        "year",
        "period",
        "voucher_type",
        "voucher_no",
        "maker",
        "approver",
        "poster",
        "attachments",
        "month",
        "dom",
    }
)
"""What the first line of a voucher may say for all of them."""
LONGEST_LABEL, LONGEST_NOTE = 16, 100
NOTE = "note"
"""The kind of a row that says who made the sheet, or how, and books nothing."""


@dataclass(frozen=True)
class Label:
    """A row that is no booking: its index, the kind of sum it states, and its words."""

    at: int
    kind: str
    text: str


@dataclass(frozen=True)
class Body:
    """Row indices (from 0) of the bookings and the sum rows of a sheet, and how many other rows were passed over.

    `every` is the sheet turned, None where a row is shorter; `down` are the ranges below the heading merged downwards. `heads` says
    for each row of the sheet which one speaks for its voucher, where that is not always the row itself.
    """

    every: Sequence[Column]
    columns: Columns
    rows: Numbers
    sums: list[Label]
    repeated_headings: int = 0
    void: int = 0
    notes: int = 0
    down: Sequence[Range] = ()
    heads: Numbers | None = None

    @cached_property
    def bookings(self) -> list[int]:
        """The indices of the bookings as plain numbers."""
        return list(self.rows.tolist())

    def column(self, name: str, rows: Numbers) -> Column:
        """One field's cells in these rows; a cell merged downwards holds its value in every row, unless it is money."""
        at = self.columns.at(name)
        if at is None or at >= len(self.every):
            return Column([None], np.zeros(len(rows), np.int32))
        column = self.every[at].picked(
            self.heads[rows] if self.heads is not None and name in OF_ITS_HEAD else rows
        )
        over = [one for one in self.down if one[1] <= at <= one[3]] if name not in TURNOVER else []
        return self._spread(column, rows, over) if over else column

    def _spread(self, column: Column, rows: Numbers, ranges: Sequence[Range]) -> Column:
        """The column with the value of each range in all its rows."""
        said, at = list(column.said), column.at.copy()
        for top, left, bottom, _ in ranges:
            first, last = np.searchsorted(rows, (top, bottom + 1))
            at[first:last] = len(said)
            said.append(self.every[left][top] if left < len(self.every) else None)
        return Column(said, at)

    def cells(self, name: str) -> list[Cell]:
        """The same of all bookings, row by row."""
        return self.column(name, self.rows).cells()


def sort_rows(sheet: Sheet, head: Head, columns: Columns, words: Vocabulary) -> Body:
    """Tells bookings from 合计, 承前页, repeated headings, voided vouchers and empty rows."""
    titles = [parts[-1] if parts else "" for parts in head.titles]
    other = {one.column for one in columns.guesses if one.field not in words.labelled}
    texts = [at for at in range(len(titles)) if at not in other]
    day_column = columns.at("day")
    void_column = columns.at("void")
    sums: list[Label] = []
    repeated = void = notes = 0
    labels = _Labels(words)
    every = columns_of(sheet)
    height = len(sheet.rows)
    labelled = any_of((every[at].where(labels.names) for at in texts if at < len(every)), height)
    odd = (
        labelled
        | _like_heading(every, head, height)
        | _void(every, void_column, words, height)
        | _blank(every, height)
    )
    if head.body and head.body < height:
        odd[head.body] = True
    booked = ~odd
    booked[: head.body] = False
    for at in (np.flatnonzero(odd[head.body :]) + head.body).tolist():
        row = list(sheet.rows[at])
        if row.count(None) == len(row):
            continue
        label = labels.of(row, texts) if labelled[at] else None
        if label and not (label[0] == "sum" and _dated(row, day_column, columns)):
            sums.append(Label(at, *label))
        elif labelled[at] and (label := labels.alone(row, texts, columns)):
            notes += label[0] == NOTE
            sums += [Label(at, *label)] if label[0] != NOTE else []
        elif head.repeats(row) or (at == head.body and _numbers_columns(row, words)):
            repeated += 1
        elif (
            void_column is not None
            and void_column < len(row)
            and _says(row[void_column], words.cells["void"])
        ):
            void += 1
        else:
            booked[at] = True
    down = [one for one in sheet.merged if head.body <= one[0] < height and one[2] > one[0]]
    return Body(every, columns, np.flatnonzero(booked), sums, repeated, void, notes, down)


def _like_heading(every: Sequence[Column], head: Head, height: int) -> Marks:
    """The rows with a cell that stands in the heading, in the same column, before any other."""
    marks = np.zeros(height, np.bool_)
    for line in head.lines:
        at = next((at for at, text in enumerate(line) if text), len(every))
        if at < len(every):
            marks |= every[at].where(partial(_is_text, line[at]))
    return marks


def _numbers_columns(row: Sequence[Cell], words: Vocabulary) -> bool:
    """Whether the row below a heading only counts its columns: 栏次 1 2 3, or A B C."""
    texts = [said(as_text(cell)) for cell in row if cell is not None]
    named = [text for text in texts if text in words.cells["columns"]]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < FEWEST_STRANGE]
    counted = len(numbers) >= FEWEST_STRANGE and all(later - one == 1 for one, later in pairwise(numbers))
    letters = [text for text in texts if len(text) == 1 and text.isalpha()]
    if len(letters) == len(texts) >= FEWEST_STRANGE:
        return all(ord(later) - ord(one) == 1 for one, later in pairwise(letters)) or len(named) == len(texts)
    return counted and len(named) + len(numbers) == len(texts)


def _is_text(text: str, cell: Cell) -> bool:
    return type(cell) is str and as_text(cell) == text


def _void(every: Sequence[Column], column: int | None, words: Vocabulary, height: int) -> Marks:
    """The rows of which this column says that they are void."""
    if column is None or column >= len(every):
        return np.zeros(height, np.bool_)
    return every[column].where(lambda cell: _says(cell, words.cells["void"]))


def _blank(every: Sequence[Column], height: int) -> Marks:
    """The rows without any cell."""
    blank = np.ones(height, np.bool_)
    for column in every:
        if blank.any():
            blank &= column.blank()
    return blank


class _Labels(dict[str, str | None]):
    """A cell's text → the kind of sum row it names; the same text is looked at once a sheet."""

    def __init__(self, words: Vocabulary):
        super().__init__()
        self._words = words

    def __missing__(self, text: str) -> str | None:
        self[text] = kind = self._words.label(text) if len(text) <= LONGEST_LABEL else None
        return kind

    def names(self, cell: Cell) -> bool:
        """Whether a cell names a sum, or may do so if the rest of its row fits."""
        if type(cell) is not str or len(cell) > LONGEST_NOTE:
            return False
        short = len(cell) <= LONGEST_LABEL
        return (short and self._words.label(cell) is not None) or self._words.like_label(cell) is not None

    def alone(self, row: Sequence[Cell], texts: Sequence[int], columns: Columns) -> tuple[str, str] | None:
        """The kind and the words of a row that holds a likely label and nothing besides but numbers; of a note, no amount."""
        day = columns.at("day")
        said_in = {one.column for one in columns.guesses if one.field in self._words.labelled}
        for at in texts:
            cell = row[at] if at < len(row) else None
            kind = (
                self._words.like_label(cell) if isinstance(cell, str) and len(cell) <= LONGEST_NOTE else None
            )
            if kind == NOTE and not any(_amount(row, columns.at(name)) for name in columns.units):
                return kind, ""
            if (
                kind
                and kind != NOTE
                and all(
                    other == at
                    or (other == day and kind == "month")
                    or (other not in said_in and self._bare(one))
                    or one is None
                    for other, one in enumerate(row)
                )
            ):
                return kind, " ".join(str(cell).split())
        return None

    def _bare(self, cell: Cell) -> bool:
        """Whether a cell says nothing but a number or a side."""
        if cell is None or read_number(cell) is not None or read_cents(cell) is not None:
            return True
        word = said(as_text(cell))
        return any(word in self._words.cells[name] for name in ("nothing", "debit", "credit"))

    def of(self, row: Sequence[Cell], columns: Sequence[int]) -> tuple[str, str] | None:
        """The kind and the words of a sum row, from the first of these columns that names one."""
        width = len(row)
        for at in columns:
            cell = row[at] if at < width else None
            if type(cell) is str and (kind := self[cell]):
                return kind, " ".join(cell.split())
        return None


def _amount(row: Sequence[Cell], column: int | None) -> bool:
    return column is not None and column < len(row) and read_cents(row[column]) is not None


def _dated(row: Sequence[Cell], day_column: int | None, columns: Columns) -> bool:
    """Whether the row has a day: then a text such as “total” is a booking's own word."""
    if day_column is None or day_column >= len(row):
        return False
    return read_day(row[day_column], columns.order) is not None


def _says(cell: Cell, words: frozenset[str]) -> bool:
    return cell is not None and said(as_text(cell)) in words
