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
from xuncha.base.sheets_table import Table, find_columns, find_table
from xuncha.base.words import Sentence

__all__ = [
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

LIMIT_MB = 60
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


class Unreadable(Exception):
    """The file cannot be read at all; `says` why and `remedy` what to do, both for the user."""

    def __init__(self, says: Sentence, remedy: Sentence):
        super().__init__(says.zh)
        self.says = says
        self.remedy = remedy

    def remark(self, file: str) -> Remark:
        """The same as a remark on the file."""
        return Remark("error", Place(file=file), self.says, self.remedy)


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
    if raw.startswith(GZIP):
        raw = _ungzip(raw)
    if raw.startswith(ZIP):
        raw = _checked_zip(raw)
        sheets = (sheets_texts.text_sheets(raw, name) if texts else None) or _workbook(raw, name)
    elif raw.startswith(OLE):
        sheets = _workbook(_checked_ole(raw), name)
    elif records and sheets_xml.is_xml(raw):
        sheets = _records(raw, name, records)
    else:
        sheets = (_text_table(raw, name),)
    if all(sheet.empty and not sheet.remarks for sheet in sheets):
        raise nothing_in_it()
    return Book(name, sheets, tuple(remark for sheet in sheets for remark in sheet.remarks))


def _bytes(source: Path | bytes) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LIMIT_MB * 1024 * 1024:
        raise too_big(size)
    if size == 0:
        raise empty()
    return source if isinstance(source, bytes) else source.read_bytes()


_SPLIT = Sentence(
    "请按年度或科目拆成几个文件分别导入；账表存成 csv 就不必拆，可在命令行用 xuncha screen ledger 筛查。",
    "Split it by year or subject and bring it in piece by piece; books that are saved as csv may stay whole and be screened on "
    "the command line by xuncha screen ledger.",
)


_DECLARES = Sentence(
    "XML 文件里有文档类型或实体声明，或层次过深，为安全起见不读",
    "The XML file declares a document type or entities, or is nested too deeply; it is not read",
)
_WITHOUT = Sentence(
    "请让导出的单位按标准接口重新导出，不带 DOCTYPE。",
    "Have it exported again after the interface standard, without DOCTYPE.",
)


def empty() -> Unreadable:
    """The refusal of a file without a byte."""
    return Unreadable(
        Sentence("文件是空的（0 字节）", "The file is empty (0 bytes)"),
        Sentence("请重新导出或复制一份。", "Export or copy it again."),
    )


def nothing_in_it() -> Unreadable:
    """The refusal of a file whose cells are all blank."""
    return Unreadable(
        Sentence("文件里没有任何内容", "The file holds nothing"),
        Sentence("请检查是否选错了文件。", "Check that the right file was chosen."),
    )


def too_big(size: int) -> Unreadable:
    """The refusal of a file of `size` bytes."""
    says = Sentence(
        f"文件有 {size / 1024 / 1024:.0f} MB，超过 {LIMIT_MB} MB",
        f"The file has {size / 1024 / 1024:.0f} MB, more than {LIMIT_MB} MB",
    )
    return Unreadable(says, _SPLIT)


def _unpacks_to_too_much(limit: int) -> Unreadable:
    says = Sentence(f"文件解压后超过 {limit} MB", f"The file unpacks to more than {limit} MB")
    return Unreadable(says, _SPLIT)


def wrong_type(seen: str = "") -> Unreadable:
    """The refusal of a file that is no table; `seen` is what it is, where that is known."""
    return Unreadable(
        Sentence(
            f"这是 {seen} 文件，不是表格" if seen else "这不是能读的表格文件",
            f"This is a {seen} file, not a table" if seen else "This is not a table that can be read",
        ),
        Sentence("请用 .xlsx、.xls 或 .csv 格式。", "Use .xlsx, .xls or .csv."),
    )


def damaged() -> Unreadable:
    """The refusal of a file that breaks while it is read."""
    return Unreadable(
        Sentence("文件已损坏，打不开", "The file is damaged and cannot be opened"),
        Sentence(
            "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。",
            "Open it in Excel or WPS and save it as .xlsx again.",
        ),
    )


def _locked() -> Unreadable:
    return Unreadable(
        Sentence("文件设有打开密码，读不出内容", "The file is protected by a password"),
        Sentence(
            "请在 Excel 或 WPS 中取消打开密码，另存后再导入。",
            "Remove the password in Excel or WPS and save it again.",
        ),
    )


def _ungzip(raw: bytes) -> bytes:
    most = UNPACKED_TEXT_MB * 1024 * 1024
    try:
        with gzip.open(io.BytesIO(raw)) as stream:
            unpacked = stream.read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise damaged() from None
    if len(unpacked) > most:
        raise _unpacks_to_too_much(UNPACKED_TEXT_MB)
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
        raise _unpacks_to_too_much(UNPACKED_LIMIT_MB)
    return raw


def _checked_ole(raw: bytes) -> bytes:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise _locked()
    if "WordDocument".encode("utf-16-le") in raw:
        raise wrong_type("Word")
    return raw


def _workbook(raw: bytes, file: str) -> tuple[Sheet, ...]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        uncomputed = sheets_formulas.without_value(raw) if raw.startswith(ZIP) else {}
        return tuple(
            _sheet(book, entry.name, file, uncomputed.get(entry.name, ()))
            for entry in book.sheets_metadata
            if entry.typ is calamine.SheetTypeEnum.WorkSheet
            and entry.visible is calamine.SheetVisibleEnum.Visible
        )
    except calamine.PasswordError:
        raise _locked() from None
    except (calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError):
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
        raise Unreadable(_DECLARES, _WITHOUT) from None
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
    if (lines := raw.count(b"\n")) > MOST_LINES:
        says = Sentence(
            f"表格有 {lines} 行，超过 {MOST_LINES} 行",
            f"The table has {lines} lines, more than {MOST_LINES}",
        )
        raise Unreadable(says, _SPLIT)
    try:
        rows = sheets_csv.rows(sheets_csv.decode(raw))
    except sheets_csv.NotText:
        raise wrong_type() from None
    except csv.Error:
        raise damaged() from None
    title = file.removesuffix(".gz").rsplit(".", 1)[0]
    return Sheet(title, plain_texts(rows), file=file)
