"""What a file of tables is once it is read: a book of sheets of plain cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from xuncha.base.remarks import Remark

Cell = str | int | float | date | datetime | bool | None
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 0."""


@dataclass(frozen=True)
class Sheet:
    """One sheet from cell A1 on. `merged` are its merged ranges, `remarks` what was seen while reading.

    `lines` says in which line of the file each row stands, where that is not the number of the row.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[Range, ...] = ()
    file: str = ""
    remarks: tuple[Remark, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell is not None for row in self.rows for cell in row)

    def filled(self, row: int, column: int) -> Cell:
        """The cell, or for a cell inside a merged range the value of the range. Both counted from 0."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                row, column = top, left
                break
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None


@dataclass(frozen=True)
class Book:
    """A file as its sheets, in their order; a text table is a book of one sheet. `hidden` are sheets that were not read."""

    name: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[Remark, ...] = ()
    hidden: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name (spaces ignored), or None."""
        wanted = name.replace(" ", "")
        return next((sheet for sheet in self.sheets if sheet.name.replace(" ", "") == wanted), None)


def plain(text: object) -> str:
    """A heading or name for comparison: NFKC, no white space, lower case."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).lower()
