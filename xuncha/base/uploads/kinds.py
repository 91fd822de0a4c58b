"""What a file is, told by its bytes alone; its name has no say."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from xuncha.base import sheets_csv
from xuncha.base.sheets_pages import is_page
from xuncha.base.sheets_xml import is_xml
from xuncha.base.uploads.refusals import NotTaken
from xuncha.base.uploads.windows import found, head_of
from xuncha.base.words import Sentence, joined

ZIP, OLE, GZIP, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"%PDF-"
_PARQUET = b"PAR1"
_HEAD = 1024
_MARKUP = re.compile(rb"<(?:!doctype|html|svg|script|body|iframe|\?xml|\?php|\?=)", re.IGNORECASE)
_TABLE = re.compile(rb"<table[\s>]|microsoft-com:office:(?:excel|spreadsheet)", re.IGNORECASE)
_PROGRAM = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"@echo", b"L\x00\x00\x00\x01\x14\x02\x00")
_ARCHIVES = (b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ", b"BZh", b"MSCF")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


@dataclass(frozen=True)
class Kind:
    """A kind of file: its key, what people call it, and the endings its name may have."""

    key: str
    title: Sentence
    endings: frozenset[str]
    cleanable: bool = False

    @classmethod
    def of(cls, key: str, zh: str, en: str, endings: str, cleanable: bool = False) -> Kind:
        return cls(key, Sentence(zh, en), frozenset(endings.split()), cleanable)


# Accounting programs write text and old workbooks under any table's ending, and no table runs by itself: those are not told apart.
KINDS = {
    one.key: one
    for one in (
        Kind.of("jpeg", "JPG 图片", "a JPG picture", "jpg jpeg jfif", True),
        Kind.of("png", "PNG 图片", "a PNG picture", "png", True),
        Kind.of("tiff", "TIF 图片", "a TIF picture", "tif tiff", True),
        Kind.of("bmp", "BMP 图片", "a BMP picture", "bmp", True),
        Kind.of("pdf", "PDF", "a PDF", "pdf", True),
        Kind.of("ofd", "OFD", "an OFD", "ofd"),
        Kind.of("docx", "Word 文档", "a Word document", "docx", True),
        Kind.of("xlsx", "Excel 工作簿", "an Excel workbook", "xlsx xls", True),
        Kind.of("pptx", "PPT 演示文稿", "a PowerPoint file", "pptx", True),
        Kind.of("doc", "旧版 Word 或 WPS 文档", "an old Word or WPS document", "doc wps"),
        Kind.of("xls", "旧版 Excel 或 WPS 表格", "an old Excel or WPS workbook", "xls et xlsx"),
        Kind.of("ppt", "旧版 PPT 或 WPS 演示", "an old PowerPoint or WPS file", "ppt dps"),
        Kind.of("text", "文本", "a text", "txt csv tsv xls json jsonl ndjson", True),
        Kind.of("gzip", "压缩的文本表格", "a packed text table", "gz"),
        Kind.of("xml", "XML 数据接口文件", "an interface file in XML", "xml"),
    )
}
EVERY = frozenset(KINDS) - {"xml"}
"""What may be kept as an attachment."""
TABLES = frozenset({"xlsx", "xls", "text", "gzip"})
"""What may be read as a table."""
BOOKS = TABLES | {"xml"}
"""What may be read as books of accounts."""
OFFICE_XML = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt"}


def titles(keys: frozenset[str]) -> Sentence:
    """The kinds as a list for people, in the order of KINDS."""
    return joined(KINDS[key].title for key in KINDS if key in keys)


def kind_of(file: BinaryIO) -> Kind:
    """The kind. Raises NotTaken: ``archive``, ``locked``, ``damaged``, ``parquet`` or ``unknown``."""
    head = head_of(file, _HEAD)
    for start, key in _STARTS:
        if head.startswith(start):
            return KINDS[key]
    if head.startswith(ZIP):
        return KINDS[_packed(file)]
    if head.startswith(OLE):
        return KINDS[_compound(file)]
    if head.startswith(_ARCHIVES):
        raise NotTaken("archive")
    if head.startswith(_PARQUET):
        raise NotTaken("parquet")
    if is_xml(head):
        return KINDS["xml"]
    if is_page(head) and _TABLE.search(head):
        raise NotTaken("page")
    if head.startswith(_PROGRAM) or _MARKUP.search(head.lstrip(b"\xef\xbb\xbf")):
        raise NotTaken("unknown")
    return _text(file)


_STARTS = (
    (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"), (b"BM", "bmp"),
    (PDF, "pdf"), (GZIP, "gzip"),
)  # fmt: skip


def _packed(file: BinaryIO) -> str:
    """docx, xlsx, pptx or ofd; any other zip is an archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise NotTaken("damaged") from None
    if "OFD.xml" in names:
        return "ofd"
    told = [key for part, key in OFFICE_XML.items() if part in names]
    if not told:
        raise NotTaken("archive")
    if len(set(told)) > 1:
        raise NotTaken("two-faced")
    return told[0]


def _compound(file: BinaryIO) -> str:
    """doc, xls or ppt by the names of their streams (UTF-16 in the compound file's directory)."""
    named = {stream: (stream + "\0").encode("utf-16-le") for stream in _STREAMS}
    there = found(file, (_LOCKED, *named.values()))
    if _LOCKED in there:
        raise NotTaken("locked")
    for stream, key in _STREAMS.items():
        if named[stream] in there:
            return key
    raise NotTaken("unknown")


def _text(file: BinaryIO) -> Kind:
    try:
        for text in sheets_csv.text_of(file):
            if _CONTROL.search(text):
                raise NotTaken("unknown")
    except sheets_csv.NotText:
        raise NotTaken("unknown") from None
    return KINDS["text"]
