"""Interface files in XML: records called alike become the rows of one sheet, their elements its columns.

Nothing is opened but the text at hand: a file that declares a document type, and with it entities, is refused. A record that
is not well formed costs itself and is told with its line; a `&` that stands for itself costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise
from xml.parsers import expat

from xuncha.base.remarks import Level, Place, Remark
from xuncha.base.sheets_book import Sheet
from xuncha.base.sheets_cells import plain_text
from xuncha.base.sheets_csv import decode
from xuncha.base.words import NOTHING, Sentence

DEEPEST = 60
"""Elements within elements; an interface file has five or six."""
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
_FOREIGN = re.compile(rb"<(?:!doctype\s+)?(?:html|svg|workbook)[\s>]", re.IGNORECASE)
"""Web pages, pictures and workbooks of 2003 are XML too, and no interface files."""
_HEAD = 2048
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NAMED = 20
"""So many broken records are named one by one; the rest is counted."""

_BROKEN = Sentence(
    "第{line}行附近写得不合 XML 规则，这一条记录没有读",
    "near line {line} this is no well-formed XML; the record is left out",
)
_MORE = Sentence(
    "另有 {number} 条记录同样没有读（最后一处在第{line}行附近）",
    "{number} more records were left out like that (the last near line {line})",
)
_BREAKS_OFF = Sentence(
    "文件读到第{line}行附近断开，后面的没有读到",
    "the file breaks off near line {line}; nothing behind was read",
)
_ASK_AGAIN = Sentence("请重新复制或导出这个文件。", "Copy or export the file again.")
_NOT_USED = Sentence("这些部分没有采用：{names}", "these parts are not used: {names}")


class Forbidden(ValueError):
    """The file declares a document type or entities, which no interface file needs."""


def is_xml(start: bytes) -> bool:
    """Whether a file that begins so is XML, and neither a web page nor a workbook."""
    head = start[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return _START.match(head) is not None and not _FOREIGN.search(head)


def xml_sheets(raw: bytes, file: str, tables: Collection[str]) -> tuple[Sheet, ...]:
    """One sheet for each of these tables that the file holds, or, where it holds none of them, for each kind of record.

    A record is an element whose children are texts. What an element called like a table holds belongs to that table, with the
    texts that stand over it (a voucher's day, for each of its lines). `lines` of a sheet are those of the file. Raises
    Forbidden, and NotText where the bytes are none.
    """
    text = decode(raw)
    text = _CONTROL.sub("\ufffd", _BARE.sub("&amp;", text))
    reader = _Reader(text.encode("utf-8", "replace"), tables)
    reader.read()
    known = {name: rows for name, rows in reader.rows.items() if name in tables}
    remarks = [one.remark(file) for one in reader.faults]
    if known and len(known) < len(reader.rows):
        names = "、".join(name for name in reader.rows if name not in known)
        remarks.append(Remark("notice", Place(file), _NOT_USED.filled(names=names), NOTHING))
    sheets = [_sheet(name, rows, file) for name, rows in (known or reader.rows).items()]
    if sheets and remarks:
        sheets[0] = Sheet(sheets[0].name, sheets[0].rows, (), file, tuple(remarks), sheets[0].lines)
    return tuple(sheets)


@dataclass
class _Fault:
    says: Sentence
    level: Level
    line: int
    number: int = 0

    def remark(self, file: str) -> Remark:
        says = self.says.filled(line=self.line, number=self.number)
        return Remark(self.level, Place(file), says, _ASK_AGAIN)


@dataclass
class _Row:
    line: int
    values: dict[str, str]


@dataclass
class _Element:
    """An element that is open: the texts of its children by name, and the records inside it that belong to a table."""

    name: str
    line: int
    values: dict[str, str]
    parent: bool = False
    text: list[str] = field(default_factory=list)
    inside: list[_Row] = field(default_factory=list)


def _sheet(name: str, rows: list[_Row], file: str) -> Sheet:
    titles = list(dict.fromkeys(key for row in rows for key in row.values))
    cells = [[plain_text(row.values.get(title, "")) for title in titles] for row in rows]
    lines = (1, *(row.line for row in rows))
    told = lines if all(one < two for one, two in pairwise(lines)) else ()
    return Sheet(name, [list(titles), *cells], (), file, (), told)


class _Reader:
    """Reads a text of XML to its end; after a fault it goes on with the next record of the same name."""

    def __init__(self, text: bytes, tables: Collection[str]):
        self.text, self.tables = text, tables
        self.rows: dict[str, list[_Row]] = {}
        self.faults: list[_Fault] = []
        self._open: list[_Element] = []
        self._last = ""
        self._above = 0
        self._parser = self._begun()

    def read(self) -> None:
        """Fills `rows` and `faults`. Raises Forbidden."""
        at, reopened = 0, b""
        while True:
            try:
                self._parser.Parse(reopened, False)
                self._parser.Parse(memoryview(self.text)[at:], True)
                return
            except expat.ExpatError as fault:
                broken = at + max(self._parser.ErrorByteIndex - len(reopened), 0)
                line = self._above + fault.lineno
            following = self._following(broken)
            if following < 0:
                self.faults.append(_Fault(_BREAKS_OFF, "error", line))
                return
            self._tell(line)
            reopened = b"".join(b"<" + name.encode() + b">" for name in self._around())
            self._above += self.text.count(b"\n", at, following)
            at = following
            self._open = []
            self._parser = self._begun()

    def _begun(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _forbid
        parser.EntityDeclHandler = _forbid
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        return parser

    def _following(self, at: int) -> int:
        """Where the next record of the same name as the last begins; -1 where there is none."""
        name = next((one.name for one in self._open if one.name in self.tables), self._last)
        self._last = name
        found = (
            re.compile(b"<" + re.escape(name.encode()) + rb"[\s>]").search(self.text, at) if name else None
        )
        return found.start() if found else -1

    def _around(self) -> list[str]:
        """The names of the elements that are open around such a record."""
        names = [one.name for one in self._open]
        return names[: names.index(self._last)] if self._last in names else names[:1]

    def _tell(self, line: int) -> None:
        if len(self.faults) < NAMED:
            self.faults.append(_Fault(_BROKEN, "notice", line))
        elif len(self.faults) == NAMED:
            self.faults.append(_Fault(_MORE, "notice", line, 1))
        else:
            self.faults[NAMED].number += 1
            self.faults[NAMED].line = line

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise Forbidden
        if self._open:
            self._open[-1].parent = True
        values = {_local(key): value for key, value in attributes.items() if not key.startswith("xmlns")}
        self._open.append(_Element(_local(name), self._above + self._parser.CurrentLineNumber, values))

    def _text(self, text: str) -> None:
        self._open[-1].text.append(text)

    def _end(self, name: str) -> None:
        one = self._open.pop()
        if not one.parent and not one.values:
            if self._open:
                self._open[-1].values.setdefault(one.name, "".join(one.text).strip())
            return
        within = any(around.name in self.tables for around in self._open)
        if within or one.name in self.tables:
            rows = one.inside or ([_Row(one.line, {})] if one.values else [])
            for row in rows:
                row.values = {**one.values, **row.values}
            if within:
                self._open[-1].inside += rows
            else:
                self._keep(one.name, rows)
        elif self._open and one.values:
            self._keep(one.name, [_Row(one.line, one.values)])

    def _keep(self, name: str, rows: list[_Row]) -> None:
        self.rows.setdefault(name, []).extend(rows)
        self._last = name


def _local(name: str) -> str:
    """The name without the prefix of its name space."""
    return name.rsplit(":", 1)[-1]


def _forbid(*declared: object) -> None:
    raise Forbidden
