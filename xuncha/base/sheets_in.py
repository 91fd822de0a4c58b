"""Reads workbooks and text tables of any office into plain rows: xlsx, xls, csv, csv.gz.

Nothing is guessed from the file's name: its bytes say what it is. Formulas are read as the values that the
program that wrote the file stored; a formula without a stored value is reported, not computed.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path

import python_calamine as calamine

from xuncha.base import sheets_csv, sheets_formulas, sheets_texts, sheets_xml
from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_book import Book, Cell, Range, Sheet, plain
from xuncha.base.sheets_cells import plain_cells, plain_texts
from xuncha.base.sheets_extent import TooFar, refuse_far_sheets
from xuncha.base.sheets_pages import is_page
from xuncha.base.sheets_table import Table, find_columns, find_table
from xuncha.base.sheets_unread import (
    LIMIT_MB,
    Unreadable,
    damaged,
    declares,
    empty,
    locked,
    nothing_in_it,
    page,
    reaches_too_far,
    too_big,
    too_many_lines,
    unpacks_to_too_much,
    wrong_type,
)
from xuncha.base.words import Sentence

__all__ = [
    "LIMIT_MB",
    "Book",
    "Cell",
    "Range",
    "Sheet",
    "Table",
    "Unreadable",
    "find_columns",
    "find_table",
    "plain",
    "read_book",
    "too_big",
]

UNPACKED_LIMIT_MB = 1500
UNPACKED_TEXT_MB = 600
"""What a packed text table may unpack to: some ten times the largest file."""
MOST_LINES = 6_000_000
"""Lines of a text table; more of them, however short, would not fit into the memory of an office's machine."""

ZIP, OLE, GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b"
SEEN = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"{\\rt": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
}


def read_book(
    source: Path | bytes, name: str = "", texts: bool = False, records: Collection[str] = ()
) -> Book:
    """The file as rows of plain cells. `name` is what the user calls it.

    With `texts` the cells of an .xlsx file may all be texts, as those of a text table are; large ones are read twice as fast.
    With `records`, names of tables that an XML file may hold, such a file is read too.
    Raises Unreadable for a password, a wrong type, an empty or damaged file, or one above 60 MB.
    """
    raw = _bytes(source)
    name = name or (source.name if isinstance(source, Path) else "")
    hidden: list[str] = []
    if raw.startswith(GZIP):
        raw = _ungzip(raw)
    if raw.startswith(ZIP):
        raw = _checked_zip(raw)
        sheets, hidden = _xlsx(raw, name, texts), sheets_formulas.hidden_sheets(raw)
    elif raw.startswith(OLE):
        sheets = _workbook(_checked_ole(raw), name, hidden)
    elif records and sheets_xml.is_xml(raw):
        sheets = _records(raw, name, records)
    else:
        sheets = (_text_table(raw, name),)
    if all(sheet.empty and not sheet.remarks for sheet in sheets):
        raise nothing_in_it()
    remarks = tuple(remark for sheet in sheets for remark in sheet.remarks)
    return Book(name, sheets, remarks, tuple(hidden))


def _bytes(source: Path | bytes) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LIMIT_MB * 1024 * 1024:
        raise too_big(size)
    if size == 0:
        raise empty()
    return source if isinstance(source, bytes) else source.read_bytes()


def _ungzip(raw: bytes) -> bytes:
    most = UNPACKED_TEXT_MB * 1024 * 1024
    try:
        with gzip.open(io.BytesIO(raw)) as stream:
            unpacked = stream.read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise damaged() from None
    if len(unpacked) > most:
        raise unpacks_to_too_much(UNPACKED_TEXT_MB)
    return unpacked


def _checked_zip(raw: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise damaged() from None
    if not any(name.startswith("xl/workbook.") for name in names):
        raise wrong_type("Word" if "word/document.xml" in names else "ZIP")
    if unpacked > UNPACKED_LIMIT_MB * 1024 * 1024:
        raise unpacks_to_too_much(UNPACKED_LIMIT_MB)
    return raw


def _checked_ole(raw: bytes) -> bytes:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise locked()
    if "WordDocument".encode("utf-16-le") in raw:
        raise wrong_type("Word")
    return raw


def _xlsx(raw: bytes, file: str, texts: bool) -> tuple[Sheet, ...]:
    try:
        told = sheets_texts.text_sheets(raw, file) if texts else None
        if told is None:
            refuse_far_sheets(raw)
    except TooFar as far:
        raise reaches_too_far(far.sheet, far.rows, far.columns) from None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError):
        raise damaged() from None
    return _workbook(raw, file, []) if told is None else told


def _workbook(raw: bytes, file: str, hidden: list[str]) -> tuple[Sheet, ...]:
    """The visible sheets; the names of the others are put to `hidden`."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        cells = [one for one in book.sheets_metadata if one.typ is calamine.SheetTypeEnum.WorkSheet]
        hidden += [one.name for one in cells if one.visible is not calamine.SheetVisibleEnum.Visible]
        uncomputed = sheets_formulas.without_value(raw) if raw.startswith(ZIP) else {}
        return tuple(
            _sheet(book, entry.name, file, uncomputed.get(entry.name, ()))
            for entry in cells
            if entry.visible is calamine.SheetVisibleEnum.Visible
        )
    except calamine.PasswordError:
        raise locked() from None
    except (calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError):
        raise damaged() from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise damaged() from None


def _sheet(book: calamine.CalamineWorkbook, name: str, file: str, uncomputed: tuple[str, ...]) -> Sheet:
    content = book.get_sheet_by_name(name)
    ranges = content.merged_cell_ranges or []
    return Sheet(
        name,
        plain_cells(content.to_python(skip_empty_area=False)),
        tuple((*first, *last) for first, last in ranges),
        file,
        _formula_remarks(file, name, uncomputed),
    )


def _records(raw: bytes, file: str, tables: Collection[str]) -> tuple[Sheet, ...]:
    try:
        return sheets_xml.xml_sheets(raw, file, tables)
    except sheets_xml.Forbidden:
        raise declares() from None
    except sheets_csv.NotText:
        raise wrong_type() from None


def _formula_remarks(file: str, sheet: str, cells: tuple[str, ...]) -> tuple[Remark, ...]:
    if not cells:
        return ()
    shown = "、".join(cells[:5])
    return (
        Remark(
            "notice",
            Place(file, sheet),
            Sentence(
                f"{len(cells)} 个公式单元格没有保存结果，按空白读取：{shown}"
                + (" 等" if len(cells) > 5 else ""),
                f"{len(cells)} formula cells hold no saved result and are read as blank: {shown}",
            ),
            Sentence(
                "请用 Excel 或 WPS 打开、保存一次，或复制后“选择性粘贴—数值”。",
                "Open and save the file in Excel or WPS once, or paste the cells as values.",
            ),
        ),
    )


def _text_table(raw: bytes, file: str) -> Sheet:
    for start, seen in SEEN.items():
        if raw.startswith(start):
            raise wrong_type(seen)
    if is_page(raw):
        raise page()
    if (lines := raw.count(b"\n")) > MOST_LINES:
        raise too_many_lines(lines, MOST_LINES)
    try:
        rows = sheets_csv.rows(sheets_csv.decode(raw))
    except sheets_csv.NotText:
        raise wrong_type() from None
    except csv.Error:
        raise damaged() from None
    title = file.rsplit("/", 1)[-1].removesuffix(".gz").rsplit(".", 1)[0]
    return Sheet(title, plain_texts(rows), file=file)
