"""How far a sheet of an .xlsx file reaches. A reader makes room for every cell up to the last, written or not: one stray cell in
the far corner of a small file would take all memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from xuncha.base.sheets_formulas import column_number, sheets_in_archive

MOST_CELLS = 80_000_000
"""Rows times columns; a reader takes some 30 bytes for each."""
_BLOCK = 4 << 20
_NEAR = rb'r="[AB]?[A-Z]\d{1,6}"'
"""The address of a cell in one of 78 columns and a million rows, which is never too far, as programs write it."""
_STRANGE = re.compile(rb"<c(?! %b|[a-zA-Z]|\s[^<>]*?\s%b)" % (_NEAR, _NEAR))
_PREFIXED = re.compile(rb":c\s")
_ADDRESS = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{1,9})(\d{1,18})")


class TooFar(ValueError):
    """A sheet reaches further than can be held; `sheet`, `rows` and `columns` say how far."""

    def __init__(self, sheet: str, rows: int, columns: int):
        super().__init__()
        self.sheet, self.rows, self.columns = sheet, rows, columns


def blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """A file of tags in blocks that end with a tag."""
    rest = b""
    while block := stream.read(_BLOCK):
        block = rest + block
        end = block.rfind(b">") + 1
        yield block[:end]
        rest = block[end:]


def is_strange(tags: bytes) -> bool:
    """Whether a part of a sheet's file holds a cell that may stand far off, or whose address is written in some other way."""
    return _STRANGE.search(tags) is not None or _PREFIXED.search(tags) is not None


def refuse_far(archive: zipfile.ZipFile, name: str, part: str) -> None:
    """Looks at the address of every cell of a sheet. Raises TooFar."""
    rows = columns = 0
    with archive.open(part) as stream:
        for tags in blocks(stream):
            places = set(_ADDRESS.findall(tags))
            rows = max(rows, *(int(row) for _, row in places), 0)
            columns = max(
                columns, *(column_number(letters.upper()) + 1 for letters in {one for one, _ in places}), 0
            )
    if rows * columns > MOST_CELLS:
        raise TooFar(name, rows, columns)


def refuse_far_sheets(raw: bytes) -> None:
    """The same for every sheet of an .xlsx file that is shown and holds anything strange. Raises TooFar."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name, part in sheets_in_archive(archive).items():
            with archive.open(part) as stream:
                strange = any(map(is_strange, blocks(stream)))
            if strange:
                refuse_far(archive, name, part)
