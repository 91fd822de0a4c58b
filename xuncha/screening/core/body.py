"""The rows below a heading, sorted: bookings, rows that add them up, and rows that say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from xuncha.base.sheets_in import Cell, Sheet
from xuncha.screening.core.cells import as_text, read_day
from xuncha.screening.core.layout import Head
from xuncha.screening.core.mapping import TURNOVER, Columns
from xuncha.screening.core.vocabulary import Vocabulary, said

LONGEST_LABEL = 16


@dataclass(frozen=True)
class Label:
    """A row that is no booking: its index, the kind of sum it states, and its words."""

    at: int
    kind: str
    text: str


@dataclass(frozen=True)
class Body:
    """Row indices (from 0) of the bookings and the sum rows of a sheet, and how many other rows were passed over.

    `every` is the sheet turned: a tuple of all cells for each column, None where a row is shorter.
    """

    every: Sequence[Sequence[Cell]]
    columns: Columns
    bookings: list[int]
    sums: list[Label]
    repeated_headings: int = 0
    void: int = 0
    down: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def cells(self, name: str, rows: Sequence[int]) -> list[Cell]:
        """One field's cells in these rows; a cell merged downwards holds its value in every row, unless it is money."""
        at = self.columns.at(name)
        if at is None or at >= len(self.every):
            return [None] * len(rows)
        column = list(map(self.every[at].__getitem__, rows))
        if self.down and name not in TURNOVER:
            column = [self.down.get((row, at), cell) for row, cell in zip(rows, column, strict=True)]
        return column


def sort_rows(sheet: Sheet, head: Head, columns: Columns, words: Vocabulary) -> Body:
    """Tells bookings from 合计, 承前页, repeated headings, voided vouchers and empty rows."""
    titles = [parts[-1] if parts else "" for parts in head.titles]
    other = {one.column for one in columns.guesses if one.field not in words.labelled}
    texts = [at for at in range(len(titles)) if at not in other]
    day_column = columns.at("day")
    void_column = columns.at("void")
    bookings, sums = [], []
    repeated = void = 0
    labels = _Labels(words)
    every = list(zip_longest(*sheet.rows))
    labelled = labels.among(every, texts)
    odd = labelled | _like_heading(every, titles) | _void(every, void_column, words) | _blank(sheet, every)
    for at in range(head.body, len(sheet.rows)):
        if at not in odd:
            bookings.append(at)
            continue
        row = sheet.rows[at]
        if row.count(None) == len(row):
            continue
        label = labels.of(row, texts) if at in labelled else None
        if label and not (label[0] == "sum" and _dated(row, day_column, columns)):
            sums.append(Label(at, *label))
        elif row[0] == titles[0] and [as_text(cell) for cell in row[: len(titles)]] == titles[: len(row)]:
            repeated += 1
        elif (
            void_column is not None
            and void_column < len(row)
            and _says(row[void_column], words.cells["void"])
        ):
            void += 1
        else:
            bookings.append(at)
    return Body(every, columns, bookings, sums, repeated, void, _merged_down(sheet, head.body))


def _like_heading(every: Sequence[Sequence[Cell]], titles: Sequence[str]) -> set[int]:
    """The rows that begin as the heading does."""
    return {at for at, cell in enumerate(every[0]) if cell == titles[0]} if every and titles else set()


def _void(every: Sequence[Sequence[Cell]], column: int | None, words: Vocabulary) -> set[int]:
    """The rows of which this column may say that they are void."""
    if column is None or column >= len(every):
        return set()
    said = {cell for cell in set(every[column]) if _says(cell, words.cells["void"])}
    return {at for at, cell in enumerate(every[column]) if cell in said}


def _blank(sheet: Sheet, every: Sequence[Sequence[Cell]]) -> set[int]:
    """The rows without any cell; there is none where one column is filled from top to bottom."""
    if any(None not in column for column in every):
        return set()
    return {at for at, row in enumerate(sheet.rows) if row.count(None) == len(row)}


class _Labels(dict[str, str | None]):
    """A cell's text → the kind of sum row it names; the same text is looked at once a sheet."""

    def __init__(self, words: Vocabulary):
        super().__init__()
        self._words = words

    def __missing__(self, text: str) -> str | None:
        self[text] = kind = self._words.label(text) if len(text) <= LONGEST_LABEL else None
        return kind

    def among(self, every: Sequence[Sequence[Cell]], columns: Sequence[int]) -> set[int]:
        """The rows in which one of these columns names a sum."""
        found: set[int] = set()
        for at in columns:
            if at < len(every):
                naming = {cell for cell in set(every[at]) if type(cell) is str and self[cell]}
                if naming:
                    found.update(row for row, cell in enumerate(every[at]) if cell in naming)
        return found

    def of(self, row: Sequence[Cell], columns: Sequence[int]) -> tuple[str, str] | None:
        """The kind and the words of a sum row, from the first of these columns that names one."""
        width = len(row)
        for at in columns:
            cell = row[at] if at < width else None
            if type(cell) is str and (kind := self[cell]):
                return kind, " ".join(cell.split())
        return None


def _dated(row: Sequence[Cell], day_column: int | None, columns: Columns) -> bool:
    """Whether the row has a day: then a text such as “total” is a booking's own word."""
    if day_column is None or day_column >= len(row):
        return False
    return read_day(row[day_column], columns.order) is not None


def _says(cell: Cell, words: frozenset[str]) -> bool:
    return cell is not None and said(as_text(cell)) in words


def _merged_down(sheet: Sheet, body: int) -> dict[tuple[int, int], Cell]:
    """Cells inside ranges merged downwards below the heading, with the value of their range."""
    return {
        (row, column): sheet.rows[top][left] if left < len(sheet.rows[top]) else None
        for top, left, bottom, right in sheet.merged
        if body <= top < len(sheet.rows) and bottom > top
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
