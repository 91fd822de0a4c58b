"""What a reader found in a cell as the plain cell that the house works with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from xuncha.base.sheets_book import Cell

_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_PROTECTED = ("=", "'")
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060\0"))


class _Texts(dict[str, Cell]):
    """Text as it stands in the file → the cell's text; the same text is looked at once a sheet."""

    def __missing__(self, text: str) -> Cell:
        self[text] = cell = plain_text(text)
        return cell


def plain_cells(rows: Iterable[Sequence[object]]) -> list[list[Cell]]:
    """Every cell of these rows as a plain cell."""
    texts = _Texts()
    return [[texts[value] if type(value) is str else plain_cell(value) for value in row] for row in rows]


def plain_texts(rows: Iterable[Sequence[str]]) -> list[list[Cell]]:
    """The same of rows that hold nothing but texts."""
    known = _Texts().__getitem__
    return [list(map(known, row)) for row in rows]


def plain_text(text: str) -> str | None:
    """Text without white space around it and invisible signs in it; None where nothing is left."""
    if not text.isascii() or "\0" in text:
        text = text.translate(_DROPPED)
    text = text.strip()
    return (_unprotected(text) if text[:1] in _PROTECTED else text) or None


def _unprotected(text: str) -> str:
    """What programs write so that a spreadsheet takes digits for text, without that: ="0001" and '0001."""
    formula = _TEXT_FORMULA.fullmatch(text)
    if formula:
        return formula.group(1).strip()
    return text[1:] if text.startswith("'") and text[1:2].isdigit() and "'" not in text[1:] else text


def plain_cell(value: object) -> Cell:
    """Text as `plain_text` has it, whole numbers as such, others to the ninth decimal, midnight as a day; else None."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        value = round(value, 9)
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return None
