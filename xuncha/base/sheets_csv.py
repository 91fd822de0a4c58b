"""Text tables: encoding and delimiter are found out, every cell is the text that stands there."""

from __future__ import annotations

import codecs
import csv
import io
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import BinaryIO

_DELIMITERS = (",", "\t", ";", "|")
SAMPLE_LINES = 30
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


_BLOCK = 256 * 1024


class NotText(ValueError):
    """The bytes are no text in any encoding that offices use."""


def decode(raw: bytes) -> str:
    """Text of UTF-8 (with or without BOM), UTF-16 with BOM, GB18030, or else Windows Latin.

    GB18030 accepts almost any bytes, so its reading stands only if it yields mostly Chinese. Raises NotText.
    """
    return raw.decode(encoding_of(io.BytesIO(raw)), errors="replace")


def text_of(file: BinaryIO) -> Iterator[str]:
    """The text of a file as ``decode`` reads it, block by block. Raises NotText."""
    return _decoded(file, encoding_of(file), "replace")


def encoding_of(file: BinaryIO) -> str:
    """The encoding by which ``decode`` reads a file, which is read in blocks. Raises NotText."""
    file.seek(0)
    start = file.read(4)
    for mark, encoding in BOMS:
        if start.startswith(mark):
            if not _fits(file, encoding):
                raise NotText
            return encoding
    file.seek(0)
    while block := file.read(_BLOCK):
        if b"\x00" in block:
            raise NotText
    if _fits(file, "utf-8"):
        return "utf-8"
    return "gb18030" if _mostly_chinese(file) else "cp1252"


def _decoded(file: BinaryIO, encoding: str, errors: str = "strict") -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    file.seek(0)
    while block := file.read(_BLOCK):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _fits(file: BinaryIO, encoding: str) -> bool:
    try:
        return all(True for _ in _decoded(file, encoding))
    except UnicodeDecodeError:
        return False


def _mostly_chinese(file: BinaryIO) -> bool:
    """Whether it is GB18030, and nine in ten of the signs beyond ASCII are Chinese."""
    try:
        return mostly_chinese(_decoded(file, "gb18030"))
    except UnicodeDecodeError:
        return False


def mostly_chinese(texts: Iterable[str]) -> bool:
    """Whether nine in ten of the signs beyond ASCII are Chinese, and there are any."""
    foreign = chinese = 0
    for text in texts:
        beyond = [char for char in text if ord(char) > 127]
        foreign += len(beyond)
        chinese += sum(unicodedata.east_asian_width(char) in "WF" or char in "·—…“”‘’" for char in beyond)
    return foreign > 0 and chinese * 10 >= foreign * 9


def delimiter(text: str) -> str:
    """The delimiter that splits most of the first lines into the same number of cells, comma if none does."""
    lines = [line for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0
    for candidate in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=candidate)]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=1)
        score = widths.count(usual) * (usual > 1)
        if score > best_score:
            best, best_score = candidate, score
    return best


def rows(text: str) -> list[list[str]]:
    """All rows as text cells; a line break inside quotes does not end a row. Raises csv.Error."""
    limit = csv.field_size_limit(sys.maxsize)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)))
    finally:
        csv.field_size_limit(limit)
