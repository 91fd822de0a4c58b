"""The fast way for large files of JSON lines: the engine parses declared columns, what looks doubtful is read again.

The engine leaves out what does not fit the declaration without a word. So every line where something is missing that may
have been there is read a second time by `ocds_parts`, which names it; a row that raises the doubt has no `path` until
then. A clean file is parsed once.
"""

# ruff: noqa: S608  (names of declared tables, numbers, and conditions that stand in `ocds_doubts`)

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from xuncha.base.arrays import np
from xuncha.screening.core.ocds_doubts import ABSENT, DOUBTFUL, looks, where
from xuncha.screening.core.ocds_parts import take
from xuncha.screening.core.ocds_sql import FLAT, MACROS, ORDER, placed, read
from xuncha.screening.core.ocds_stream import Found, of_line
from xuncha.screening.core.rejected import Rejected
from xuncha.screening.core.tender_rows import Database, TenderRows

_BLOCK = 1 << 17
"""Bytes to count lines in: a block that stays in the cache."""
_END = b"\n"


def lay_lines(
    db: Database, path: str, stream: BinaryIO, rows: TenderRows, rejected: Rejected, wanted: Collection[str]
) -> int:
    """Lays the rows of a file of JSON lines; gives the number of releases. `db` may read `path`, `stream` is the same file."""
    tables = [key for key in ORDER if key in wanted or key == "tenders"]
    for macro in MACROS:
        db.execute(macro)
    number = int(db.execute(read(tables, path)).fetchone()[0])
    seen = _looked(db, tables)
    _lay(db, tables, rows, number, seen)
    doubtful, absent = _doubtful(db, tables, rows.sheet, seen), _absent(db, tables, seen)
    db.execute("DROP TABLE ocds_releases")
    lines = _line_numbers(stream, number)
    if lines is not None:
        _renumber(db, tables, rows.sheet, lines)
        doubtful = {lines[at - 1] for at in doubtful}
        absent = [(name, {lines[at - 1] for at in places}) for name, places in absent]
    doubtful |= _held_after_all(stream, absent)
    return number + _read_again(db, tables, stream, doubtful, rows, rejected)


def _looked(db: Database, tables: Sequence[str]) -> dict[str, int]:
    """What `looks` counts, in one go: each goes through whole lists."""
    counted = looks(tables)
    (found,) = db.execute(f"SELECT {', '.join(counted.values())} FROM ocds_releases").fetchall()
    return dict(zip(counted, found, strict=True))


def _lay(db: Database, tables: Iterable[str], rows: TenderRows, number: int, seen: Mapping[str, int]) -> None:
    """Lays the tables out of the `number` releases that were parsed."""
    first, processes = rows.next_id, 0
    for key in tables:
        members = seen.get(f"members {key}")
        for statement in FLAT[key]:
            process = first if processes == number else None
            (laid,) = db.execute(placed(statement, rows.next_id, rows.sheet, process)).fetchone()
            rows.next_id += laid
            processes += laid if key == "tenders" else 0
            if laid == members:
                break


def _doubtful(db: Database, tables: Iterable[str], sheet: int, seen: Mapping[str, int]) -> set[int]:
    """The lines to be read again, by their place among the lines that are not blank, from 1."""
    found: set[int] = set()
    for key in tables:
        query = f'SELECT DISTINCT "row" FROM {key} WHERE path IS NULL AND sheet = {sheet:d}'
        found.update(row for (row,) in db.execute(query).fetchall())
        if seen.get(f"doubtful {key}"):
            found.update(row for (row,) in db.execute(where(DOUBTFUL[key])).fetchall())
    return found


def _absent(db: Database, tables: Iterable[str], seen: Mapping[str, int]) -> list[tuple[bytes, set[int]]]:
    """Name of a list → the lines that do not seem to have it."""
    found = []
    for key in tables:
        if seen.get(f"absent {key}"):
            name, condition = ABSENT[key]
            found.append((name, {row for (row,) in db.execute(where(condition)).fetchall()}))
    return found


def _held_after_all(stream: BinaryIO, absent: list[tuple[bytes, set[int]]]) -> set[int]:
    """Those lines that hold the name of a list which the engine did not give."""
    if not absent:
        return set()
    stream.seek(0)
    return {
        number
        for number, line in enumerate(stream, 1)
        if any(number in places and name in line for name, places in absent)
    }


def _line_numbers(stream: BinaryIO, read: int) -> list[int] | None:
    """The line number of each line that is not blank, or None where there is no blank line and the two agree."""
    if _lines(stream) == read:
        return None
    stream.seek(0)
    return [at for at, line in enumerate(stream, 1) if line.strip()]


def _lines(stream: BinaryIO) -> int:
    """How many lines a stream has, blank ones too."""
    stream.seek(0)
    block = bytearray(_BLOCK)
    ends, complete = 0, True
    while taken := stream.readinto(block):  # type: ignore[attr-defined]
        at = block.find(_END, 0, taken)
        while at >= 0:
            ends += 1
            at = block.find(_END, at + 1, taken)
        complete = block.endswith(_END, 0, taken)
    return ends + (not complete)


def _renumber(db: Database, tables: Iterable[str], sheet: int, lines: Sequence[int]) -> None:
    """Puts the line of the file where the place among the non-blank lines stood."""
    db.register("numbered", {"at": np.arange(1, len(lines) + 1), "line": np.array(lines)})
    for key in tables:
        db.execute(
            f'UPDATE {key} SET "row" = n.line FROM numbered n WHERE n.at = {key}."row" AND {key}.sheet = {sheet:d}'
        )
    db.unregister("numbered")


def _read_again(
    db: Database,
    tables: Iterable[str],
    stream: BinaryIO,
    lines: set[int],
    rows: TenderRows,
    rejected: Rejected,
) -> int:
    """Takes the rows of these lines out and lays them anew, with every fault named. Gives by how many releases they differ."""
    if not lines:
        return 0
    db.register("again", {"line": np.array(sorted(lines), dtype=np.int64)})
    for key in tables:
        db.execute(f'DELETE FROM {key} WHERE sheet = {rows.sheet:d} AND "row" IN (SELECT line FROM again)')
    db.unregister("again")
    read = 0
    for number, line in _chosen(stream, lines):
        for found in of_line(line, number):
            if isinstance(found, Found):
                take(found, rows, rejected)
                read += 1
            else:
                rejected.add(found.line, found.path, found.fault)
        if rows.full:
            rows.lay(db)
    rows.lay(db)
    return read - len(lines)


def _chosen(stream: BinaryIO, lines: set[int]) -> Iterator[tuple[int, bytes]]:
    stream.seek(0)
    for number, line in enumerate(stream, 1):
        if number in lines:
            yield number, line.removeprefix(BOM_UTF8) if number == 1 else line
