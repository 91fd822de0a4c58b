"""Finds the cells of an .xlsx file that are written in red. Only numbers are looked at; nothing is read where no style is red."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

from xuncha.base.sheets_formulas import column_number, sheets_in_archive

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(rb'<c\b(?=[^>]*?\br="([A-Z]{1,3})(\d+)")(?=[^>]*?\bs="(\d+)")(?![^>]*?\bt="(?!n"))[^>/]*>')
_OLE = b"\xd0\xcf\x11\xe0"
_BLOCK, _OVERLAP = 8 << 20, 64 << 10
_RED_INDEXED = {"2", "10", "16"}
"""Red and dark red in the palette that Excel counts by number."""
_STRONG, _WEAK = 0x90, 0x50
_RED_FORMAT = re.compile(r"\s*(?:[\"_*\\].)*\[(?:red|红色)\](?!\[<)", re.IGNORECASE)


def red_cells(raw: bytes, sheet: str) -> frozenset[tuple[int, int]] | None:
    """Row and column, from 0, of the numbers in red on a sheet: by the font, or by a format that writes every number red.

    A text table, or a file that has no such sheet, has none; None for an .xls file, whose colours cannot be told.
    """
    if raw.startswith(_OLE):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            styles = _red_styles(archive)
            part = sheets_in_archive(archive).get(sheet) if styles else None
            if part is None:
                return frozenset()
            with archive.open(part) as stream:
                return frozenset(_cells(stream, styles))
    except (zipfile.BadZipFile, zlib.error, OSError):
        return frozenset()


def _red_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles that are red."""
    try:
        root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    except (KeyError, ElementTree.ParseError):
        return frozenset()
    fonts = [_is_red(font.find(f"{_MAIN}color")) for font in root.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
    formats = {
        one.get("numFmtId")
        for one in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
        if _RED_FORMAT.match(one.get("formatCode", ""))
    }
    return frozenset(
        str(number).encode()
        for number, style in enumerate(root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))
        if _font_of(style, fonts) or style.get("numFmtId") in formats
    )


def _font_of(style: ElementTree.Element, fonts: list[bool]) -> bool:
    number = int(style.get("fontId", "0"))
    return number < len(fonts) and fonts[number]


def _is_red(color: ElementTree.Element | None) -> bool:
    if color is None:
        return False
    if color.get("indexed"):
        return color.get("indexed") in _RED_INDEXED
    rgb = color.get("rgb", "")[-6:]
    if len(rgb) != 6:
        return False
    red, green, blue = (int(rgb[at : at + 2], 16) for at in (0, 2, 4))
    return red >= _STRONG and max(green, blue) <= _WEAK


def _cells(stream: IO[bytes], styles: frozenset[bytes]) -> Iterator[tuple[int, int]]:
    rest = b""
    while block := stream.read(_BLOCK):
        rest += block
        for found in _CELL.finditer(rest):
            letters, row, style = found.groups()
            if style in styles:
                yield int(row) - 1, column_number(letters)
        rest = rest[-_OVERLAP:]
