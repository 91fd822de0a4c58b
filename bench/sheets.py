"""Reading a messy workbook of 200,000 rows into records, as a multiple of a raw read of the same file.

Each side is a process of its own from the start of Python to its end, turn about; what counts is the processor time of all its
threads. The raw read is fastexcel's, every cell a text, nothing looked at. Ours ends with records: heading found, columns
mapped, days and cents read, sums compared. `cells` is the same where the file has to be read cell by cell.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import fastexcel
import openpyxl

from bench.figure import Figure, processes
from bench.screening import journal
from xuncha.base.sheets_in import read_book
from xuncha.screening.core.reading import Source, read_source
from xuncha.screening.facts import vocabulary

ROWS = 200_000
RUNS = 5
LIMIT = 2.5


def workbook(path: Path) -> None:
    """An Excel sheet as programs export it: two title rows, every fifth amount as text, a row of sums after every 500."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("账")
    sheet.append(["某单位2024年明细账"])
    sheet.append(["单位：元"])
    for number, row in enumerate(journal(ROWS)):
        if number and number % 5 == 0:
            row[7] = f"{row[7]:,.2f}" if row[7] else row[7]
        sheet.append(row)
        if number and number % 500 == 0:
            sheet.append([None, None, None, None, "本页合计"])
    book.save(path)


def raw(path: Path) -> None:
    """Every cell as a text."""
    fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string").to_arrow()


def records(path: Path) -> None:
    """The records of the books."""
    _read(path, texts=True)


def cells(path: Path) -> None:
    """The same, read cell by cell."""
    _read(path, texts=False)


def _read(path: Path, texts: bool) -> None:
    book = read_book(path, path.name, texts=texts)
    (read,) = read_source(Source(path.name, "0" * 64, book), vocabulary())
    if len(read.rows) != ROWS:
        raise RuntimeError(f"{len(read.rows)} of {ROWS} rows were read")


SIDES: dict[str, Callable[[Path], None]] = {"raw": raw, "records": records, "cells": cells}


def figures() -> list[Figure]:
    """Ours over the raw read, and over it where texts do not tell the cells."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "books.xlsx"
        workbook(path)
        commands = [[sys.executable, "-m", "bench.sheets", side, str(path)] for side in SIDES]
        peer, ours, by_cell = (one.cpu for one in processes(commands, RUNS))
    title = f"sheets: Excel of {ROWS:,} rows into records"
    return [
        Figure(f"{title} / raw read", ours / peer, "x", LIMIT),
        Figure(f"{title}, cell by cell / raw read", by_cell / peer, "x"),
    ]


if __name__ == "__main__":
    SIDES[sys.argv[1]](Path(sys.argv[2]))
