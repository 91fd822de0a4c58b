"""The rows below a heading, sorted: bookings, rows that add them up, and rows that say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xuncha.base.sheets_columns import Column, Marks, Numbers, any_of, columns_of
from xuncha.base.sheets_in import Cell, Range, Sheet
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

    `every` is the sheet turned, None where a row is shorter; `down` are the ranges below the heading merged downwards.
    """

    every: Sequence[Column]
    columns: Columns
    rows: Numbers
    sums: list[Label]
    repeated_headings: int = 0
    void: int = 0
    down: Sequence[Range] = ()

    @cached_property
    def bookings(self) -> list[int]:
        """The indices of the bookings as plain numbers."""
        return list(self.rows.tolist())

    def column(self, name: str, rows: Numbers) -> Column:
        """One field's cells in these rows; a cell merged downwards holds its value in every row, unless it is money."""
        at = self.columns.at(name)
        if at is None or at >= len(self.every):
            return Column([None], np.zeros(len(rows), np.int32))
        column = self.every[at].picked(rows)
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
    repeated = void = 0
    labels = _Labels(words)
    every = columns_of(sheet)
    height = len(sheet.rows)
    labelled = any_of((every[at].where(labels.names) for at in texts if at < len(every)), height)
    odd = (
        labelled
        | _like_heading(every, titles, height)
        | _void(every, void_column, words, height)
        | _blank(every, height)
    )
    booked = ~odd
    booked[: head.body] = False
    for at in (np.flatnonzero(odd[head.body :]) + head.body).tolist():
        row = list(sheet.rows[at])
        if row.count(None) == len(row):
            continue
        label = labels.of(row, texts) if labelled[at] else None
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
            booked[at] = True
    down = [one for one in sheet.merged if head.body <= one[0] < height and one[2] > one[0]]
    return Body(every, columns, np.flatnonzero(booked), sums, repeated, void, down)


def _like_heading(every: Sequence[Column], titles: Sequence[str], height: int) -> Marks:
    """The rows that begin as the heading does."""
    if not every or not titles:
        return np.zeros(height, np.bool_)
    return every[0].where(lambda cell: cell == titles[0])


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
        """Whether a cell names a sum."""
        return type(cell) is str and len(cell) <= LONGEST_LABEL and self._words.label(cell) is not None

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
