"""Finds formulas of an .xlsx file that were saved without a result: by programs, not by Excel."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import IO
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BARE = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3}\d+)"[^>]*><f(?:\s[^>]*)?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_BLOCK, _OVERLAP = 8 << 20, 64 << 10


def without_value(raw: bytes) -> dict[str, tuple[str, ...]]:
    """Sheet name → cells ("B3") whose formula has no stored value. Sheets without such cells are left out."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name, part in sheets_in_archive(archive).items():
            with archive.open(part) as stream:
                cells = _bare_cells(stream)
            if cells:
                found[name] = cells
    return found


def hidden_sheets(raw: bytes) -> list[str]:
    """The names of the sheets of cells that are hidden."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return list(sheets_in_archive(archive, visible=False))


def sheets_in_archive(archive: zipfile.ZipFile, visible: bool = True) -> dict[str, str]:
    """Name of each visible (or hidden) sheet of cells → its file within the archive, in their order."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return {}
    files = {
        link.get("Id"): posixpath.join("/xl", link.get("Target", "")).lstrip("/")
        for link in links
        if link.get("Type", "").endswith("/worksheet")
    }
    sheets = {
        sheet.get("name", ""): files.get(sheet.get(_LINK), "")
        for sheet in book.iter(f"{_MAIN}sheet")
        if (sheet.get("state", "visible") == "visible") is visible
    }
    present = set(archive.namelist())
    return {name: part for name, part in sheets.items() if part in present}


def column_number(letters: bytes) -> int:
    """The column of letters such as AB, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _bare_cells(stream: IO[bytes]) -> tuple[str, ...]:
    cells: dict[str, None] = {}
    rest = b""
    while block := stream.read(_BLOCK):
        rest += block
        if b"<f" in rest:
            cells.update(dict.fromkeys(match.group(1).decode() for match in _BARE.finditer(rest)))
        rest = rest[-_OVERLAP:]
    return tuple(cells)
