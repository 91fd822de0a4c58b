"""OCDS files into the tender tables: releases, records and packages, as one document or as lines, packed or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import duckdb

from xuncha.base.remarks import Remark
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.evidence import Origin
from xuncha.screening.core.ocds_lines import lay_lines
from xuncha.screening.core.ocds_parts import take
from xuncha.screening.core.ocds_sql import ORDER
from xuncha.screening.core.ocds_stream import LONGEST_HEAD, Found, is_lines, parsed, releases
from xuncha.screening.core.rejected import Rejected
from xuncha.screening.core.tender_rows import Database, TenderRows

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class JsonFile:
    """A file as it was handed in: what the user calls it, the SHA-256 of its bytes, how to open it.

    `path` is set where the engine may read the file itself, which is the fast way for large files of JSON lines.
    """

    name: str
    sha256: str
    open: Callable[[], BinaryIO]
    path: Path | None = None


@dataclass(frozen=True)
class OcdsReading:
    """How many releases a file gave, how many of its parts were left out, and a remark on each."""

    releases: int
    rejected: int
    remarks: tuple[Remark, ...]


def lay_ocds(engine: Engine, file: JsonFile, wanted: Collection[str] = ORDER) -> OcdsReading:
    """Lays the `wanted` tables of one file. What cannot be read is named and left out; the rest counts."""
    db = engine.filling()
    rows = TenderRows(engine.take(Origin(file.name, file.sha256)), engine.claim(0), {"tenders", *wanted})
    rejected = Rejected(file.name)
    with engine.one_thread(), file.open() as packed, _unpacked(packed) as stream:
        number = _lines(db, file, stream, rows, rejected, wanted) if file.path else None
        if number is None:
            stream.seek(0)
            number = _one_by_one(db, stream, rows, rejected)
        if isinstance(stream, _Packed) and stream.broken:
            rejected.add(0, "", "packed")
        if not number and not rejected.total:
            rejected.add(0, "", "empty")
    engine.claim(rows.next_id)
    return OcdsReading(number, rejected.total, rejected.remarks())


class _Packed(gzip.GzipFile):
    """A packed file that ends where it breaks off, instead of failing."""

    broken = False

    def read(self, size: int | None = -1) -> bytes:
        """What can be unpacked, at most `size` bytes."""
        pieces: list[bytes] = []
        left = -1 if size is None else size
        try:
            while left and (piece := self.read1(left)):
                pieces.append(piece)
                left = left - len(piece) if left > 0 else left
        except (EOFError, OSError, zlib.error):
            self.broken = True
        return b"".join(pieces)

    def readline(self, size: int | None = -1) -> bytes:
        """The next line, or nothing where the file breaks off."""
        try:
            return super().readline(size)
        except (EOFError, OSError, zlib.error):
            self.broken = True
            return b""


def _unpacked(stream: BinaryIO) -> BinaryIO:
    packed = stream.read(2) == _GZIP
    stream.seek(0)
    return cast(BinaryIO, _Packed(fileobj=stream)) if packed else stream


def _lines(
    db: Database,
    file: JsonFile,
    stream: BinaryIO,
    rows: TenderRows,
    rejected: Rejected,
    wanted: Collection[str],
) -> int | None:
    """Reads the fast way; None when the file is not made for it: no plain lines, or the engine cannot read it."""
    if not _plain_lines(stream.read(LONGEST_HEAD)):
        return None
    try:
        return lay_lines(db, str(file.path), stream, rows, rejected, wanted)
    except duckdb.Error:
        return None


def _plain_lines(head: bytes) -> bool:
    """Whether the file is JSON lines, each a release: packages and records are read one by one."""
    if not is_lines(head):
        return False
    for line in head.split(b"\n")[:-1]:
        try:
            value = parsed(line)
        except (ValueError, RecursionError):
            continue
        return isinstance(value, dict) and "ocid" in value and "compiledRelease" not in value
    return False


def _one_by_one(db: Database, stream: BinaryIO, rows: TenderRows, rejected: Rejected) -> int:
    number = 0
    for found in releases(stream):
        if isinstance(found, Found):
            take(found, rows, rejected)
            number += 1
        else:
            rejected.add(found.line, found.path, found.fault)
        if rows.full:
            rows.lay(db)
    rows.lay(db)
    return number
