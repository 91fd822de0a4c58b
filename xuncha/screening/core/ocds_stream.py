"""The releases in a stream of OCDS JSON, one by one, each with its line and JSON path; what cannot be read is named.

A file may hold JSON lines (releases, records or whole packages, one a line) or one document (a package, a release, a
record or a list of them) of any size: no more than one release is held at a time. A document that breaks off gives what
came before the break.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

CHUNK = 1 << 20
LONGEST_HEAD = 1 << 24
LONGEST_LINE = 1 << 26
"""Bytes of a line beyond which it is read as a document, piece by piece."""
LISTS = ("releases", "records")
_MARKS = ("ocid", "compiledRelease", *LISTS)
_SPACE = " \t\r\n"


@dataclass(frozen=True)
class Found:
    """One release: its line from 1, the JSON pointer that leads to it ("" when it is the line itself), its members."""

    line: int
    path: str
    release: dict[str, Any]


@dataclass(frozen=True)
class Broken:
    """A part that is no release: where, and which rule it breaks (`json`, `utf-8`, `letters`, `cut`, `shape`, `ocid`)."""

    line: int
    path: str
    fault: str


def releases(stream: BinaryIO) -> Iterator[Found | Broken]:
    """Every release of the stream, in order; a record gives its compiled release, or the releases embedded in it."""
    head = stream.read(LONGEST_HEAD).removeprefix(codecs.BOM_UTF8)
    if is_lines(head):
        yield from _of_lines(head, stream)
    else:
        document = _Document(head, stream)
        yield from document.releases()
        if document.strange:
            yield Broken(document.strange, "", "letters")


def is_lines(head: bytes) -> bool:
    """Whether the beginning of a file is JSON lines: one of its first lines alone is an OCDS object."""
    lines = head.split(b"\n", 60)
    whole = lines[:-1] if len(lines) > 1 and len(head) == LONGEST_HEAD else lines
    for line in whole[:50]:
        try:
            value = parsed(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and any(mark in value for mark in _MARKS):
            return True
    return False


def parsed(line: bytes) -> Any:
    """The JSON value of a line; numbers with a point are exact. Raises ValueError."""
    return json.loads(line.decode("utf-8"), parse_float=Decimal, parse_constant=_no_number)


def of_line(line: bytes, number: int) -> Iterator[Found | Broken]:
    """The releases of one line of a file of JSON lines."""
    try:
        value = parsed(line)
    except UnicodeDecodeError:
        yield Broken(number, "", "utf-8")
    except (ValueError, RecursionError):
        yield Broken(number, "", "json")
    else:
        yield from _unfolded(value, number, "")


def _of_lines(head: bytes, stream: BinaryIO) -> Iterator[Found | Broken]:
    for number, line in enumerate(_lines(head, stream), 1):
        if line.strip():
            yield from of_line(line, number)


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    rest = head
    while True:
        *whole, rest = rest.split(b"\n")
        yield from whole
        more = stream.read(CHUNK)
        if not more:
            break
        rest += more
    if rest:
        yield rest


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _unfolded(value: Any, line: int, path: str) -> Iterator[Found | Broken]:
    """The releases in a value: a release, a record, a package, or a list of these."""
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from _unfolded(one, line, f"{path}/{at}")
    elif not isinstance(value, dict):
        yield Broken(line, path, "shape")
    elif isinstance(value.get("compiledRelease"), dict):
        yield _release(value["compiledRelease"], line, f"{path}/compiledRelease", value.get("ocid"))
    elif any(isinstance(value.get(name), list) for name in LISTS):
        for name in LISTS:
            for at, one in enumerate(value.get(name) or ()):
                yield from _unfolded(one, line, f"{path}/{name}/{at}")
    elif not path and not value.get("ocid") and value.keys() & set(LISTS):
        yield Broken(line, path, "shape")
    else:
        yield _release(value, line, path, None)


def _release(value: dict[str, Any], line: int, path: str, ocid: Any) -> Found | Broken:
    known = value.get("ocid") or ocid
    if not isinstance(known, (str, int)) or known == "":
        return Broken(line, path, "ocid")
    return Found(line, path, value if value.get("ocid") == known else value | {"ocid": known})


class _Document:
    """One JSON document read piece by piece: only lists of releases or records are walked, all else is skipped.

    `strange` is the line where a piece begins that is not all UTF-8, 0 where there is none.
    """

    def __init__(self, head: bytes, stream: BinaryIO):
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._text = self._decoder.decode(head)
        self._at = 0
        self._line = 1
        self.strange = int("\ufffd" in self._text)
        self._over = False
        self._json = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number)

    def releases(self) -> Iterator[Found | Broken]:
        """Reads to the end, or to the place where the document breaks off."""
        try:
            while self._next():
                if self._next() in "{[":
                    yield from self._walk("", deep=True)
                else:
                    yield Broken(self._line, "", "json")
                    return
        except _Cut as cut:
            yield Broken(self._line, str(cut), "cut" if self._over else "json")

    def _walk(self, path: str, *, deep: bool) -> Iterator[Found | Broken]:
        """A list of releases, or an object that may hold such lists; `deep` for the outermost value."""
        if self._next() == "[":
            for at in self._members("]", path):
                yield from self._one(f"{path}/{at}")
            return
        rest: dict[str, Any] = {}
        start = self._line
        for _ in self._members("}", path):
            name = self._value(path)
            if not isinstance(name, str) or self._next() != ":":
                raise _Cut(path)
            self._at += 1
            if name in LISTS and self._next() == "[":
                rest[name] = True
                for at in self._members("]", f"{path}/{name}"):
                    yield from self._one(f"{path}/{name}/{at}")
            else:
                rest[name] = self._value(f"{path}/{name}")
        if not any(rest.get(name) is True for name in LISTS):
            yield from _unfolded(rest, start, path)

    def _one(self, path: str) -> Iterator[Found | Broken]:
        self._next()
        line = self._line
        yield from _unfolded(self._value(path), line, path)

    def _members(self, end: str, path: str) -> Iterator[int]:
        """Counts the members of the list or object that begins here; the caller reads each."""
        self._at += 1
        at = 0
        while (letter := self._next()) != end:
            if not letter:
                raise _Cut(path)
            if at:
                if letter != ",":
                    raise _Cut(path)
                self._at += 1
                self._next()
            yield at
            at += 1
        self._at += 1

    def _next(self) -> str:
        """The next letter that is no space, "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._line += self._text[self._at] == "\n"
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(CHUNK):
                return ""

    def _more(self, size: int) -> bool:
        if self._over:
            return False
        raw = self._stream.read(size)
        self._over = not raw
        more = self._decoder.decode(raw, final=self._over)
        self.strange = self.strange or ("\ufffd" in more and self._line)
        self._text = self._text[self._at :] + more
        self._at = 0
        return bool(raw)

    def _value(self, path: str) -> Any:
        """One whole value; more of the file is taken, twice as much each time, until it is complete."""
        size = CHUNK
        self._next()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                if not self._more(size):
                    raise _Cut(path) from None
                size *= 2
                continue
            if end == len(self._text) and self._more(CHUNK):
                continue
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            return value


class _Cut(Exception):
    """The document is broken at this path; nothing behind it can be read."""
