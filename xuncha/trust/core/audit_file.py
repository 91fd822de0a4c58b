"""The file by which somebody outside checks the journal without the database, without a key and without seeing what was done.

Lines of JSON. The first names the format and carries the signed head. Then one line a row: ``[number, time, cover]``; a row
that is shown has two more, ``[…, blind, body]``, and its cover is SHA-256 over ``blind``, a line feed and ``body``. The leaf of
a row in the tree (RFC 6962) is ``number``, ``time`` and ``cover`` with a line feed between them.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain as one_after_another
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust.core.chain import Break, Kept, cover, leaf
from xuncha.trust.core.heads import Head, NotAHead, read
from xuncha.trust.core.merkle import grow, root_of

FORMAT, VERSION = "xuncha journal", 1
NEW_ONE = Sentence("请向巡察办重新索取一份。", "Ask the inspection office for a new one.")


class NotAnAuditFile(Exception):
    """A file that is none, or whose head is not signed; told as a sentence."""

    def __init__(self, says: Sentence, remedy: Sentence = NEW_ONE) -> None:
        super().__init__(str(says))
        self.says, self.remedy = says, remedy


@dataclass(frozen=True)
class FileReport:
    """What was found in a file: its head, rows read, rows shown, the first bad one, and rows earlier than the one before."""

    head: Head
    rows: int
    shown: int
    broken: Break | None
    steps_back: tuple[int, ...]


@dataclass
class _Reading:
    seq: int = 0
    at: str = ""
    shown: int = 0
    peaks: list[bytes] = field(default_factory=list)
    steps_back: list[int] = field(default_factory=list)


def write(head: Head, rows: Iterable[tuple[int, str, str, str]], shown: Container[int] = ()) -> Iterator[str]:
    """The lines of a file: ``rows`` as (number, time, blind, body); of those in ``shown`` the body is told."""
    yield _line({"format": FORMAT, "version": VERSION, "head": head.code})
    for seq, at, blind, body in rows:
        row: list[Any] = [seq, at, cover(blind, body)]
        yield _line([*row, blind, body] if seq in shown else row)


def judge(lines: Iterable[str], kept: Iterable[Kept] = (), older: Iterable[str] | None = None) -> FileReport:
    """Check a file against its own head, heads ``kept`` on paper, and a file that was exported before.

    Raises NotAnAuditFile. Whose key signed the head is for the caller to compare with the paper.
    """
    rest = iter(lines)
    head = _head_of(next(rest, ""))
    papers: dict[int, list[Kept]] = {}
    for one in kept:
        papers.setdefault(one.seq, []).append(one)
    before = _rows_of(older) if older is not None else iter(())
    reading = _Reading()
    broken = _walk(rest, reading, papers, before) or _end(head, reading, papers, before)
    return FileReport(head, reading.seq, reading.shown, broken, tuple(reading.steps_back))


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _head_of(line: str) -> Head:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise NotAnAuditFile(
            Sentence("第1行：这不是留痕核验文件。", "Line 1: this is no audit file of a journal.")
        )
    if told.get("version") != VERSION:
        raise NotAnAuditFile(
            Sentence("第1行：文件版本不认识。", "Line 1: a version that is not known here."),
            Sentence("请用出具文件的同一版本程序核验。", "Check it with the version that wrote it."),
        )
    try:
        head = read(str(told.get("head", "")))
    except NotAHead as no:
        raise NotAnAuditFile(Sentence(f"第1行：{no.says.zh}", f"Line 1: {no.says.en}")) from None
    if not isinstance(head, Head):
        raise NotAnAuditFile(Sentence("第1行：末条没有签名。", "Line 1: the head is not signed."))
    return head


def _row(line: str) -> list[Any] | None:
    """A row as read, or None for a line that is no row."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    kinds = (int, str, str, str, str)
    fits = isinstance(row, list) and len(row) in (3, 5) and all(map(isinstance, row, kinds))
    return row if fits else None


def _rows_of(lines: Iterable[str]) -> Iterator[list[Any] | None]:
    rest = iter(lines)
    _head_of(next(rest, ""))
    return (row[:3] if (row := _row(line)) else None for line in rest)


def _walk(
    lines: Iterable[str], reading: _Reading, papers: dict[int, list[Kept]], before: Iterator[list[Any] | None]
) -> Break | None:
    sure = 0
    for line in lines:
        row, number = _row(line), reading.seq + 1
        if row is None:
            return Break(number, "unreadable")
        if row[0] != number:
            return Break(number, "gap")
        if len(row) == 5 and not _opens(row):
            return Break(number, "body")
        if next(before, row[:3]) != row[:3]:
            return Break(number, "differs")
        if row[1] < reading.at:
            reading.steps_back.append(number)
        grow(reading.peaks, reading.seq, leaf(*row[:3]))
        reading.seq, reading.at = number, row[1]
        reading.shown += len(row) == 5
        if any(one.root != root_of(reading.peaks) for one in papers.get(number, ())):
            return Break(sure + 1, "rewritten", number)
        sure = number if number in papers else sure
    return None


def _opens(row: list[Any]) -> bool:
    """Whether a shown body is the one that was covered, of the same time."""
    _, at, covered, blind, body = row
    try:
        told = json.loads(body)
    except ValueError:
        return False
    return cover(blind, body) == covered and isinstance(told, dict) and told.get("at") == at


def _end(
    head: Head, reading: _Reading, papers: dict[int, list[Kept]], before: Iterator[list[Any] | None]
) -> Break | None:
    more = next(before, None) is not None
    if more or max(one_after_another([head.seq], papers)) > reading.seq:
        return Break(reading.seq + 1, "tail")
    if head.seq < reading.seq:
        return Break(head.seq + 1, "beyond")
    if head.root != root_of(reading.peaks):
        return Break(1, "rewritten", head.seq)
    return None
