"""Text tables of any size, read piece by piece: csv and tsv, plain or packed with gzip. Sizes refuse nothing here.

A workbook cannot be read like that, and neither can a file that must be sealed whole; those go through `read_book`.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import Protocol

from xuncha.base import sheets_lines
from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_book import Cell
from xuncha.base.sheets_cells import plain_texts
from xuncha.base.sheets_csv import NotText
from xuncha.base.sheets_in import GZIP, OLE, SEEN, ZIP
from xuncha.base.sheets_lines import Mended
from xuncha.base.sheets_pages import is_page
from xuncha.base.sheets_parquet import MAGIC, ParquetTable
from xuncha.base.sheets_unread import damaged, empty, nothing_in_it, page, wrong_type
from xuncha.base.sheets_xml import is_xml
from xuncha.base.words import Sentence

ROWS = 50_000
"""Rows of a piece."""
CHARACTERS = 16_000_000
"""Characters of a piece, where rows are long."""
_BLOCK = 256 * 1024
_HEAD = 1024
NAMED = 5
"""So many rows are named of those that were mended in one way."""


class Table(Protocol):
    """A table that is read piece by piece, as often as asked."""

    @property
    def title(self) -> str:
        """What its only sheet is called."""
        ...

    def batches(self) -> Iterator[list[list[Cell]]]:
        """Its rows from the first on, in pieces. Raises Unreadable where nothing can be read."""
        ...

    @property
    def share(self) -> float:
        """How much of the file was read the last time, from 0 to 1."""
        ...

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was seen the last time."""
        ...


_MENDED: dict[Mended, Sentence] = {
    "quote": Sentence(
        "{number} 行的引号没有配对，按没有引号读（{rows}）",
        "{number} rows have a quote that never closes and are read without quotes ({rows})",
    ),
    "long": Sentence(
        "{number} 行过长，不是表格的行，没有读（{rows}）",
        "{number} rows are too long for a table and are left out ({rows})",
    ),
    "nul": Sentence(
        "{number} 行里有空字符（NUL），已去掉（{rows}）",
        "{number} rows hold NUL characters, which were dropped ({rows})",
    ),
    "bytes": Sentence(
        "{number} 行里有不成文字的字节，读成了“\ufffd”（{rows}）",
        "{number} rows hold bytes that are no text, read as “\ufffd” ({rows})",
    ),
    "wide": Sentence(
        "{number} 行的列太多，后面的列没有读（{rows}）",
        "{number} rows have too many columns; those behind were left out ({rows})",
    ),
}
_LOOK = Sentence("请对照原文件看这些行。", "Compare these rows with the file.")
_ASK_AGAIN = Sentence("请重新复制或导出这个文件。", "Copy or export the file again.")
_BREAKS_OFF = Sentence(
    "压缩文件不完整，读到第{row}行断开，后面的没有读到",
    "the packed file is incomplete: it breaks off in row {row}, and nothing behind was read",
)


def in_pieces(path: Path, name: str = "") -> Table | None:
    """The file as a table to be read piece by piece, or None where it is a workbook or XML; its bytes say what it is.

    Raises Unreadable for an empty file and what is no table at all, OSError for one that cannot be opened.
    """
    name = name or path.name
    with path.open("rb") as file:
        start = file.read(_HEAD)
    if not start:
        raise empty()
    if start.startswith(MAGIC):
        return ParquetTable(path, name)
    table = TextTable(path, name, start.startswith(GZIP), ROWS)
    start = table.start()
    if start.startswith((ZIP, OLE)) or is_xml(start):
        return None
    if seen := next((seen for mark, seen in SEEN.items() if start.startswith(mark)), ""):
        raise wrong_type(seen)
    if is_page(start):
        raise page()
    return table


@dataclass
class _Counted:
    """How many rows were mended in one way, and the first of them, from 1."""

    number: int = 0
    rows: list[int] = field(default_factory=list)

    def told(self, what: Mended) -> Sentence:
        numbers = "、".join(map(str, self.rows))
        more = self.number > len(self.rows)
        rows = Sentence(
            f"第{numbers}行" + ("等" if more else ""), numbers.replace("、", ", ") + (" …" if more else "")
        )
        return _MENDED[what].filled(number=self.number, rows=rows)


@dataclass
class TextTable:
    """A text table in a file. After its pieces were read, `remarks` tell what had to be mended."""

    path: Path
    name: str
    packed: bool = False
    rows: int = ROWS
    characters: int = CHARACTERS
    share: float = 0.0
    _mended: dict[Mended, _Counted] = field(default_factory=dict)
    _broken: bool = False
    _read: int = 0

    @property
    def title(self) -> str:
        """The file's name without its ending, as the name of its only sheet."""
        return self.name.removesuffix(".gz").rsplit(".", 1)[0]

    def start(self) -> bytes:
        """The first bytes of the text. Raises Unreadable where it cannot be unpacked."""
        with self.path.open("rb") as file:
            return next(self._blocks(file), b"")[:_HEAD]

    def batches(self) -> Iterator[list[list[Cell]]]:
        """Its rows from the first on, in pieces. Raises Unreadable where it is no text, or there is nothing in it."""
        self.share, self._mended, self._broken = 0.0, {}, False
        self._read = 0
        size = self.path.stat().st_size
        with self.path.open("rb") as file:
            try:
                rows = sheets_lines.Rows(sheets_lines.texts_of(self._blocks(file)))
                while batch := rows.batch(self.rows, self.characters):
                    cells = plain_texts(batch)
                    if not self._read and not any(cell is not None for row in cells for cell in row):
                        raise nothing_in_it()
                    self._tell(rows.mended)
                    self._read += len(batch)
                    self.share = file.tell() / size
                    yield cells
            except NotText:
                raise wrong_type() from None

    def _blocks(self, file: BufferedReader) -> Iterator[bytes]:
        """The file's bytes, unpacked. Raises Unreadable where not even the first can be unpacked."""
        stream = gzip.GzipFile(fileobj=file) if self.packed else file
        read = 0
        while True:
            try:
                block = stream.read1(_BLOCK)
            except (gzip.BadGzipFile, EOFError, zlib.error):
                if not read:
                    raise damaged() from None
                self._broken = True
                return
            if not block:
                return
            read += len(block)
            yield block

    def _tell(self, mended: list[tuple[int, Mended]]) -> None:
        """Takes over what was mended in the last piece."""
        for at, what in mended:
            counted = self._mended.setdefault(what, _Counted())
            counted.number += 1
            if len(counted.rows) < NAMED:
                counted.rows.append(at + 1)
        mended.clear()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was mended, and where the file broke off."""
        found = [
            Remark("notice", Place(self.name, self.title, one.rows[0]), one.told(what), _LOOK)
            for what, one in self._mended.items()
        ]
        if self._broken:
            says = _BREAKS_OFF.filled(row=self._read)
            found.append(Remark("error", Place(self.name, self.title), says, _ASK_AGAIN))
        return tuple(found)
