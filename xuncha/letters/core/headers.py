"""Which column of a strange table is which: known spellings first, guesses with their reason after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Sheet
from xuncha.base.sheets_table import SEARCHED_ROWS, Table, find_table
from xuncha.base.words import Sentence

Headers = Mapping[str, Mapping[str, Any]]
_SAMPLE = 30
_LONG = 20


def letter_table(sheet: Sheet, headers: Headers) -> tuple[Table, tuple[Remark, ...]]:
    """The table of letters in a sheet, with a notice for every column whose meaning was guessed.

    `headers` is `data/letters/headers.toml`. A field without a known heading takes the first free heading that
    holds one of its hints; if no column is the text, the one with the longest cells is taken. Two columns with
    headings of one field are no error here: the first is read.
    """
    spellings = {key: tuple(row["spellings"]) for key, row in headers.items()}
    table = find_table(sheet, spellings)
    free = dict(table.others) if table.header_row else _hinted_row(sheet, headers)
    remarks: list[Remark] = []
    for key, row in headers.items():
        if key in table.columns:
            continue
        at, says = _by_hint(free, row), _BY_HINT
        if at is None and key == "text" and "subject" not in table.columns:
            at, says = _longest(sheet, table, free), _BY_LENGTH
        if at is not None:
            heading = free.pop(at)
            spellings[key] += (heading, heading.rsplit("/", 1)[-1])
            place = Place(sheet.file, sheet.name, table.header_row or None, heading)
            remarks.append(Remark("notice", place, says.filled(field=row["zh"])))
    if remarks:
        table = find_table(sheet, spellings)
    double = tuple(replace(r, level="notice") for r in table.remarks if table.header_row)
    return table, (*remarks, *double)


_BY_HINT = Sentence(
    "不是规定的表头，按字面当作“{field}”", "not a known heading; by its wording read as “{field}”"
)
_BY_LENGTH = Sentence(
    "没有找到“{field}”列，这一列文字最长，当作“{field}”",
    "the column with the longest texts is read as “{field}”",
)


def _hinted_row(sheet: Sheet, headers: Headers) -> dict[int, str]:
    """The texts of the row near the top that holds most hints, by column; empty when no row holds two."""
    hints = tuple(hint for row in headers.values() for hint in row["hints"])
    best: dict[int, str] = {}
    most = 1
    for row in sheet.rows[:SEARCHED_ROWS]:
        cells = {at: cell for at, cell in enumerate(row) if isinstance(cell, str) and len(cell) <= _LONG}
        points = sum(any(hint in cell for hint in hints) for cell in cells.values())
        if points > most:
            best, most = cells, points
    return best


def _by_hint(free: Mapping[int, str], row: Mapping[str, Any]) -> int | None:
    return next((at for at, heading in free.items() if any(hint in heading for hint in row["hints"])), None)


def _longest(sheet: Sheet, table: Table, free: Mapping[int, str]) -> int | None:
    """The free column whose cells are longest on average, if they are long enough to be texts."""
    rows = sheet.rows[table.header_row :][:_SAMPLE]
    sizes = {
        at: sum(len(str(row[at])) for row in rows if at < len(row) and row[at] is not None) for at in free
    }
    at = max(sizes, key=lambda column: sizes[column], default=None)
    return at if at is not None and sizes[at] >= _LONG * len(rows) else None
