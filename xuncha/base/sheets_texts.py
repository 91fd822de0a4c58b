"""Reads an .xlsx file as columns of texts: in half the time that cells of their own kind take, or not at all.

A number stands as its digits, a day as 2024-03-05 00:00:00. Where a text would not tell what the cell is (true and false, times
of day, dates that are none), or the reader lost a cell, nothing is given and the file has to be read cell by cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.base.arrays import np, pa
from xuncha.base.late import late
from xuncha.base.sheets_book import Cell, Range, Sheet
from xuncha.base.sheets_cells import plain_text
from xuncha.base.sheets_columns import Column, Rows
from xuncha.base.sheets_extent import TooFar, blocks, is_strange, refuse_far
from xuncha.base.sheets_formulas import column_number, sheets_in_archive, without_value

fastexcel, pc = late("fastexcel"), late("pyarrow.compute")

_MERGED = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_FILLED = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*(?<!/)>(?:<f[^>]*>(?:[^<]*</f>)?)?(?:<v>[^<]|<v [^>]*[^/]>[^<]|<is>(?!<t/?>(?:</t>)?</is>))'
)
_EMPTY = (b'"></c>', b"<v></v></c>", b"<v/></c>", b"<v /></c>", b"<t></t></is></c>", b"<t/></is></c>")
"""How a cell without content may end."""
_MARKS = frozenset({"true", "false"})
_MOMENT = re.compile(r"([+-]?\d+)-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?")
_FIRST_YEAR, _LAST_YEAR = 1910, 2199
"""A time without a day, or a length of time, stands as a moment of the years around 1900."""
_SHORTEST_MOMENT = 17
_LONG_NUMBER = re.compile(r"-?\d{7,}\.\d{9}")
"""Digits of a number that has fewer, as it was cut behind the ninth decimal: 123456789.010000005."""


class _NotPlain(Exception):
    """A cell that its text does not tell."""


@dataclass
class _Seen:
    """What the file of a sheet holds: cells that are not closed at once, row and column of the first that says something,
    formulas, merged ranges.
    """

    cells: int = 0
    first: tuple[int, int] | None = None
    formulas: bool = False
    merged: tuple[Range, ...] = ()


def text_sheets(raw: bytes, file: str) -> tuple[Sheet, ...] | None:
    """The visible sheets of an .xlsx file, every cell a text; None where it has to be read cell by cell. Raises TooFar."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = sheets_in_archive(archive)
            seen = {name: _look(archive, name, part) for name, part in parts.items()}
            if not parts or (any(one.formulas for one in seen.values()) and without_value(raw)):
                return None
            reader = fastexcel.read_excel(raw)
            batches = {name: _read(reader, name, archive, parts[name], one) for name, one in seen.items()}
        return tuple(_sheet(batches[name], name, file, one) for name, one in seen.items())
    except TooFar:
        raise
    except (_NotPlain, fastexcel.FastExcelError, pa.ArrowException, zipfile.BadZipFile, OSError, ValueError):
        return None


def _look(archive: zipfile.ZipFile, name: str, part: str) -> _Seen:
    seen, strange = _Seen(), False
    with archive.open(part) as stream:
        for tags in blocks(stream):
            strange = strange or is_strange(tags)
            seen.cells += tags.count(b"</c>")
            if seen.first is None and (found := _FILLED.search(tags)):
                seen.first = int(found.group(2)) - 1, column_number(found.group(1))
            seen.formulas = seen.formulas or b"</f>" in tags
            below = tags[tags.rfind(b"</row>") + 1 :]
            if b"mergeCell" in below:
                seen.merged += tuple(map(_range, _MERGED.findall(below)))
    if strange:
        refuse_far(archive, name, part)
    return seen


def _range(ref: tuple[bytes, bytes, bytes, bytes]) -> Range:
    left, top, right, bottom = ref
    return int(top) - 1, column_number(left), int(bottom) - 1, column_number(right)


def _read(reader: Any, name: str, archive: zipfile.ZipFile, part: str, seen: _Seen) -> Any:
    """The cells of a sheet as the reader gives them. Raises _NotPlain where it lost one that the file has."""
    batch = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow()
    filled = sum(len(column) - column.null_count for column in batch.columns)
    if filled != seen.cells:
        empty = sum(pc.sum(pc.equal(column, "")).as_py() or 0 for column in batch.columns)
        with archive.open(part) as stream:
            said_nothing = sum(tags.count(one) for tags in blocks(stream) for one in _EMPTY)
        if filled - empty != seen.cells - said_nothing:
            raise _NotPlain
    return batch


def _sheet(batch: Any, name: str, file: str, seen: _Seen) -> Sheet:
    columns = [_column(one) for one in batch.columns]
    height = batch.num_rows
    if seen.first is None:
        if any(cell is not None for column in columns for cell in column.said):
            raise _NotPlain
        return Sheet(name, [], seen.merged, file)
    left = [Column([None], np.zeros(height, np.int32))] * _columns_left_out(columns, height, seen.first)
    return Sheet(name, Rows([*left, *columns], height), seen.merged, file)


def _columns_left_out(columns: Sequence[Column], height: int, first: tuple[int, int]) -> int:
    """How many empty columns the reader left out on the left, as the place of the first cell tells."""
    row, column = first
    filled = [at for at, one in enumerate(columns) if one[row] is not None] if row < height else []
    if not filled or column < filled[0]:
        raise _NotPlain
    return column - filled[0]


def _column(array: Any) -> Column:
    """A column of texts; cells that say nothing are None. Raises _NotPlain where a text does not tell the cell."""
    encoded = array.dictionary_encode(null_encoding="encode")
    texts = encoded.dictionary.to_pylist()
    if not _MARKS.isdisjoint(texts):
        raise _NotPlain
    indices = encoded.indices
    at = np.frombuffer(indices.buffers()[1], np.int32, len(indices), 4 * indices.offset)
    return Column([text if text is None or _is_plain(text) else _cell(text) for text in texts], at)


def _is_plain(text: str) -> bool:
    """Whether a text needs no second look: letters and digits, or a short number."""
    return text.isalnum() or (len(text) < _SHORTEST_MOMENT and text.replace(".", "", 1).isdecimal())


def _cell(text: str) -> Cell:
    """The cell as its own kind would be told. Raises _NotPlain where the text does not tell it."""
    if text == "-0":
        return "0"
    if len(text) >= _SHORTEST_MOMENT:
        moment = _MOMENT.fullmatch(text)
        if moment and not _FIRST_YEAR <= int(moment.group(1)) <= _LAST_YEAR:
            raise _NotPlain
        if _LONG_NUMBER.fullmatch(text):
            return repr(float(text))
    return plain_text(text)
