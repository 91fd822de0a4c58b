"""Text tables: encoding and delimiter are found out, every cell is the text that stands there."""

from __future__ import annotations

import csv
import io
import sys
import unicodedata

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_LINES = 30
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class NotText(ValueError):
    """The bytes are no text in any encoding that offices use."""


def decode(raw: bytes) -> str:
    """Text of UTF-8 (with or without BOM), UTF-16 with BOM, GB18030, or else Windows Latin.

    GB18030 accepts almost any bytes, so its reading stands only if it yields mostly Chinese. Raises NotText.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                raise NotText from None
    if b"\x00" in raw:
        raise NotText
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    return text if _mostly_chinese(text) else raw.decode("cp1252", errors="replace")


def _mostly_chinese(text: str) -> bool:
    foreign = [char for char in text if ord(char) > 127]
    chinese = sum(unicodedata.east_asian_width(char) in "WF" or char in "·—…“”‘’" for char in foreign)
    return bool(foreign) and chinese * 10 >= len(foreign) * 9


def delimiter(text: str) -> str:
    """The delimiter that splits most of the first lines into the same number of cells, comma if none does."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
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
