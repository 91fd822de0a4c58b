"""A file of lines whose columns are canonical already (`tables/ledger.py`) is taken in as numbers, and not looked through.

Such a file comes out of another program that knows these tables: Parquet or CSV, every column named and typed as one of
`lines`, `kind` among them, amounts in cents. `id`, `sheet` and `row` are not taken from it: a row is known by its place in
this file. Its lines are held as numbers (`coded`), which queries read where they lie; texts are looked up for the rows that a
query asks them of. Lines that are too many or too different for that are copied into the table `lines`. Entries and
payments are views as ever (`laying`).
"""
# ruff: noqa: S608  (names of declared columns, and statements that stand in the house)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa

from xuncha.base.late import late
from xuncha.base.words import Sentence
from xuncha.screening.core import laying
from xuncha.screening.core.books import Standing, lay_books, put_in_place
from xuncha.screening.core.coded import Coded, Missing, NotHeld, coded
from xuncha.screening.core.coded_sql import lay_coded
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.evidence import Origin
from xuncha.screening.core.mapping import Columns, Guess
from xuncha.screening.core.quoted import quoted
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.table import KINDS, PLACE
from xuncha.screening.core.tables.ledger import LINES

csv, parquet = late("pyarrow.csv"), late("pyarrow.parquet")

Format = Literal["parquet", "csv"]
SAME_NAME = Sentence("列名就是规范表的列名", "the column has the name of a canonical column")
ALL_SAME = Sentence("各列都是规范表的列", "every column is one of the canonical table")
_LONGEST_HEADING = 10_000
_BLOCK = 1 << 22
_MORE = 1.05
"""Lines of a CSV file that are expected beyond what its first block tells."""
_BATCH = 1 << 17
_NUMBERED = frozenset({"voucher_no", "line_no", "invoice"})
"""Texts that are mostly digits, and different in most lines."""
_ARROW = {"VARCHAR": pa.dictionary(pa.int32(), pa.string()), "BIGINT": pa.int64(), "DATE": pa.date32()}
_TYPES = {column.name: KINDS[column.kind][0].split()[0] for column in LINES.columns}
_KINDS = frozenset(LINES.takes)
_PLACE = frozenset(column.name for column in PLACE)
_SELDOM = frozenset(column.name for column in LINES.own) - {
    "kind", "unit", "day", "book", "year", "period", "voucher_type", "voucher_no", "summary", "account_code",
    "account_name", "payee", "payee_id", "debit", "credit", "amount",
}  # fmt: skip
"""What neither the making of entries and payments nor the telling of evidence asks for."""


class NotCanonical(ValueError):
    """What the file holds is not what its columns promise."""


@dataclass(frozen=True)
class CanonicalFile:
    """A file of lines in canonical columns; `names` are its columns in order."""

    path: Path
    format: Format
    names: tuple[str, ...]

    def columns(self) -> Columns:
        """Where each field stands, as for a sheet that was read."""
        guesses = tuple(
            Guess(name, at, name, "spelling", SAME_NAME)
            for at, name in enumerate(self.names)
            if name not in _PLACE and name != "kind"
        )
        return Columns("entries", ALL_SAME, guesses, {})

    def records(self, sha256: str, lines: int) -> Records:
        """What is told of a sheet that was read."""
        return Records(self.path.name, sha256, self.path.stem, columns=self.columns(), counts={"read": lines})


def canonical_file(path: Path) -> CanonicalFile | None:
    """What a file is when all its columns are canonical, by its schema or first line; None for every other file."""
    ending = path.name.lower().rpartition(".")[2]
    if ending == "parquet":
        return _parquet(path)
    return _csv(path) if ending == "csv" else None


def _parquet(path: Path) -> CanonicalFile | None:
    """By the schema; where text or an amount may be missing the file is not canonical."""
    file = quoted(str(path))
    with duckdb.connect() as db:
        try:
            told = db.execute(f"DESCRIBE SELECT * FROM read_parquet({file})").fetchall()
            missing = db.execute(
                f"SELECT DISTINCT path_in_schema FROM parquet_metadata({file}) WHERE stats_null_count IS DISTINCT FROM 0"
            ).fetchall()
        except duckdb.Error:
            return None
    types = {name: kind for name, kind, *_ in told}
    said = {column.name for column in LINES.own if column.name != "day"}
    if said & {name for (name,) in missing} or any(
        _TYPES.get(name) != kind for name, kind in types.items() if name not in _PLACE
    ):
        return None
    return _named(path, "parquet", tuple(types))


def _csv(path: Path) -> CanonicalFile | None:
    """By the first line; whether the cells are what it says shows when they are taken in."""
    with path.open("rb") as file:
        heading = file.readline(_LONGEST_HEADING).decode("utf-8-sig", "replace").strip()
    return _named(path, "csv", tuple(heading.split(",")))


def _named(path: Path, kind: Format, names: tuple[str, ...]) -> CanonicalFile | None:
    known = len(set(names)) == len(names) and _TYPES.keys() >= set(names)
    return CanonicalFile(path, kind, names) if known and {"kind", "day"} <= set(names) else None


@contextmanager
def opened_in_place(
    books: CanonicalFile,
    sha256: str,
    standing: Standing,
    opened: Callable[..., Engine] = Engine,
    chosen: Sequence[Screen] | None = None,
) -> Iterator[Engine]:
    """The locked engine that `opened` gives, with the books of the file, which nothing else is read beside.

    Where only `chosen` screens will ask, columns that none of them names are left in the file. Raises NotCanonical.
    """
    try:
        lines = _taken(books, _left_out(chosen))
    except NotHeld:
        lines = None
    with opened("ledger", [] if lines else [books.path]) as engine:
        engine.take(Origin(books.path.name, sha256, books.path.stem, books.columns()))
        if lines:
            engine.claim(lines.lines)
            engine.lines_at = lay_coded(engine, lines)
            _lay(engine, standing, engine.lines_at)
            engine.lock()
        else:
            _copied(engine, books)
            lay_books(engine, [], standing)
        yield engine


def lines_of(engine: Engine) -> int:
    """How many lines of books an engine holds."""
    return int(engine.rows("SELECT count(*) AS number FROM lines")[0]["number"])


def _left_out(chosen: Sequence[Screen] | None) -> frozenset[str]:
    """The columns that these screens do not ask for; none where one of them is not written by hand."""
    queries = [
        query
        for one in chosen or ()
        for query in (one.by_hand, one.only_if.by_hand if one.only_if else "SELECT")
    ]
    if chosen is None or not all(queries):
        return frozenset()
    named = {word for query in queries for word in re.findall(r"\w+", query)}
    named.update(column for one in chosen for need in one.needs for column in need.columns)
    return frozenset() if "vouchers" in named else _SELDOM - named


def _taken(books: CanonicalFile, left_out: frozenset[str] = frozenset()) -> Coded:
    """The lines as numbers. Raises NotCanonical, NotHeld."""
    names = [name for name in books.names if name not in _PLACE | left_out]
    try:
        lines = (_of_csv if books.format == "csv" else _of_parquet)(books.path, names)
    except (pa.ArrowException, Missing, UnicodeDecodeError, OSError, StopIteration) as error:
        raise NotCanonical(type(error).__name__) from None
    if not _KINDS.issuperset(lines.texts["kind"]):
        raise NotCanonical("kind")
    return lines


def _of_csv(path: Path, names: list[str]) -> Coded:
    """One block after the other: read all at once, a file takes as much again in memory that the system must find first.

    Only the different texts are looked at for being UTF-8, when they become ours.
    """
    types = {name: pa.string() if name in _NUMBERED else _ARROW[_TYPES[name]] for name in names}
    convert = csv.ConvertOptions(
        column_types=types,
        include_columns=names,
        strings_can_be_null=False,
        null_values=[""],
        check_utf8=False,
    )
    with csv.open_csv(path, csv.ReadOptions(block_size=_BLOCK), convert_options=convert) as batches:
        first = batches.read_next_batch()
        expected = int(first.num_rows * path.stat().st_size / _BLOCK * _MORE)
        return coded(chain([first], batches), _NUMBERED, expected)


def _of_parquet(path: Path, names: list[str]) -> Coded:
    texts = [name for name in names if _TYPES[name] == "VARCHAR" and name not in _NUMBERED]
    with parquet.ParquetFile(path, read_dictionary=texts, pre_buffer=False) as file:
        return coded(file.iter_batches(_BATCH, columns=names), _NUMBERED, file.metadata.num_rows)


def _copied(engine: Engine, books: CanonicalFile) -> None:
    """Copies lines that are too many or too different for numbers into the table `lines`, which may spill. Raises NotCanonical."""
    path, own = quoted(str(books.path)), [column for column in LINES.own if column.name in books.names]
    types = ", ".join(f"{quoted(name)}: {quoted(_TYPES[name])}" for name in books.names)
    source = {
        "csv": f"read_csv({path}, header = true, auto_detect = false, quote = '\"', escape = '\"', columns = {{{types}}})",
        "parquet": f"read_parquet({path})",
    }[books.format]
    said = ", ".join(
        f"coalesce({column.name}, '') AS {column.name}" if _TYPES[column.name] == "VARCHAR" else column.name
        for column in own
    )
    amounts = [f"{column.name} IS NULL" for column in own if column.kind == "turnover"]
    try:
        engine.execute(
            f"INSERT INTO lines BY NAME SELECT row_number() OVER () - 1 AS id, 0 AS sheet, id + 2 AS row, {said} FROM {source}"
        )
        wrong = engine.rows(f"""
            SELECT 1 AS one FROM lines WHERE {" OR ".join([f"kind NOT IN {tuple(sorted(_KINDS))}", *amounts])} LIMIT 1
        """)
    except duckdb.Error as error:
        raise NotCanonical(type(error).__name__) from None
    if wrong:
        raise NotCanonical("kind or amount")
    engine.claim(lines_of(engine))


_CASH = "SELECT account FROM accounts WHERE counts AND cash"

_MOVED = f"""
CREATE TABLE moved AS
SELECT l.id FROM lines l JOIN (
    SELECT voucher, debit FROM lines WHERE debit <> 0 AND account IN ({_CASH})
) m ON m.voucher = l.voucher AND m.debit = l.credit
WHERE l.credit <> 0 AND l.account IN ({_CASH})
"""
"""What was credited on cash and bank, but was only moved between such accounts."""

_AS_LISTED = "keyed l WHERE NOT l.booked"
_AS_CREDITED = f"keyed l ANTI JOIN moved m ON m.id = l.id WHERE l.credit <> 0 AND l.account IN ({_CASH})"

_SILENT = "CREATE TEMP TABLE silent AS SELECT l.id, l.voucher FROM {paid} AND l.silent AND l.booked"
_FOUND = """
INSERT INTO found
WITH named AS (
    SELECT voucher, max(payee) AS payee FROM {named} GROUP BY voucher HAVING min(payee) = max(payee)
)
SELECT s.id, n.payee FROM silent s JOIN named n ON n.voucher = s.voucher
"""
"""The payee that the other lines of a voucher name, for payments whose own line is silent."""
_NAMED = """
SELECT id FROM keyed WHERE NOT silent AND booked AND voucher IN (SELECT voucher FROM silent)
"""
_WITHOUT_FOUND = "CREATE VIEW lines AS SELECT *, NULL::VARCHAR AS payee_found FROM in_place"
_WITH_FOUND = """
CREATE OR REPLACE VIEW lines AS SELECT l.*, f.payee AS payee_found FROM in_place l LEFT JOIN found f ON f.id = l.id
"""

_LAST_DAYS = """
SELECT (SELECT max(day) FROM keyed WHERE booked) AS entries, (SELECT max(l.day) FROM {paid}) AS payments
"""


def _lay(engine: Engine, standing: Standing, at: laying.At) -> None:
    """Makes entries, payments and vouchers of the lines, as `books` does where lines are a table."""
    for statement in (
        _WITHOUT_FOUND,
        "CREATE VIEW keyed AS FROM lines",
        laying.standing(standing.told()),
        laying.accounts(at),
    ):
        engine.execute(statement)
    listed = bool(engine.rows(laying.LISTED))
    paid = _AS_LISTED if listed else _AS_CREDITED
    if not listed:
        engine.execute(_MOVED)
    engine.execute(_SILENT.format(paid=paid))
    engine.execute(_FOUND.format(named=at(_NAMED)))
    (last,) = engine.rows(_LAST_DAYS.format(paid=paid))
    if engine.rows("SELECT id FROM found LIMIT 1"):
        engine.execute(_WITH_FOUND)
    told = f"(SELECT l.*, {laying.party(laying.PAYEE)} AS party FROM {paid}) l"
    put_in_place(engine, laying.views(listed, last, told), at)
