"""A file of lines whose columns are canonical already (`tables/ledger.py`) is asked where it lies, and not copied.

Such a file comes out of another program that knows these tables: Parquet or CSV, every column named and typed as one of
`lines`, `kind` among them, amounts in cents. `id`, `sheet` and `row` are not taken from it: a row is known by its place in
this file. A Parquet file stays where it is and is read column by column as queries ask; a CSV file, which had to be read
whole each time, is packed as Parquet in memory. Entries and payments are views as ever (`laying`).
"""
# ruff: noqa: S608  (names of declared columns, and statements that stand in the house)

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa

from xuncha.base.late import late
from xuncha.base.words import Sentence
from xuncha.screening.core import laying
from xuncha.screening.core.books import Standing, put_in_place
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.evidence import Origin
from xuncha.screening.core.mapping import Columns, Guess
from xuncha.screening.core.quoted import quoted
from xuncha.screening.core.reading import Records
from xuncha.screening.core.table import KINDS, PLACE, Column
from xuncha.screening.core.tables.ledger import LINES

csv, parquet = late("pyarrow.csv"), late("pyarrow.parquet")

Format = Literal["parquet", "csv"]
SAME_NAME = Sentence("列名就是规范表的列名", "the column has the name of a canonical column")
ALL_SAME = Sentence("各列都是规范表的列", "every column is one of the canonical table")
_LONGEST_HEADING = 10_000
_BLOCK = 1 << 24
_NUMBERED = frozenset({"voucher_no", "line_no", "invoice"})
"""Texts that are different in most lines: to list them once each would not pay."""
_ARROW = {"VARCHAR": pa.dictionary(pa.int32(), pa.string()), "BIGINT": pa.int64(), "DATE": pa.date32()}
_TYPES = {column.name: KINDS[column.kind][0].split()[0] for column in LINES.columns}
_PLACE = frozenset(column.name for column in PLACE)


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
    return _csv(path) if ending == "csv" and hasattr(os, "memfd_create") else None


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
    books: CanonicalFile, sha256: str, standing: Standing, opened: Callable[..., Engine] = Engine
) -> Iterator[Engine]:
    """The locked engine that `opened` gives, with the books of the file, which nothing else is read beside. Raises NotCanonical."""
    with _asked_at(books) as file, opened("ledger", [file]) as engine:
        engine.take(Origin(books.path.name, sha256, books.path.stem, books.columns()))
        try:
            _source(engine, books, file)
            engine.claim(lines_of(engine))
            _lay(engine, standing)
            engine.lock()
            yield engine
        except duckdb.Error as error:
            if _is_ours(error):
                raise
            raise NotCanonical(type(error).__name__) from None


def _is_ours(error: duckdb.Error) -> bool:
    """Whether a statement was wrong, and not the file: broken off, or other bytes than its schema says, at any query."""
    return isinstance(error, duckdb.ProgrammingError) and not isinstance(error, duckdb.InvalidInputException)


def lines_of(engine: Engine) -> int:
    """How many lines of books an engine holds."""
    return int(engine.rows("SELECT count(*) AS number FROM lines")[0]["number"])


@contextmanager
def _asked_at(books: CanonicalFile) -> Iterator[Path]:
    """Where queries read it: a Parquet file where it lies, a CSV file packed as Parquet, in memory and on no disk."""
    if books.format == "parquet":
        yield books.path
        return
    memory = os.memfd_create("books")
    try:
        with os.fdopen(memory, "wb", closefd=False) as sink:
            texts = [name for name in books.names if _TYPES[name] == "VARCHAR" and name not in _NUMBERED]
            parquet.write_table(
                _taken(books), sink, compression="none", use_dictionary=texts, store_schema=False
            )
        yield Path(f"/proc/self/fd/{memory}")
    finally:
        os.close(memory)


def _source(engine: Engine, books: CanonicalFile, file: Path) -> None:
    """Puts the rows of the file in place of the table `lines`."""
    place = "file_row_number"
    source = f"read_parquet({quoted(str(file))}, {place} = true)"
    own = ", ".join(_as_declared(column, books.names) for column in LINES.own)
    engine.execute(
        f"CREATE VIEW in_place AS SELECT *, {laying.ACCOUNT} AS account, {laying.VOUCHER} AS voucher, {laying.WORDS} AS words "
        f"FROM (SELECT {place} AS id, 0::INTEGER AS sheet, {place} + 2 AS row, {own} FROM {source})"
    )
    engine.execute("DROP TABLE lines")
    engine.execute("CREATE VIEW lines AS SELECT *, NULL::VARCHAR AS payee_found FROM in_place")


def _taken(books: CanonicalFile) -> pa.Table:
    """The columns of a CSV file, texts as numbers into a list of the different ones. Raises NotCanonical."""
    try:
        taken = csv.read_csv(
            books.path,
            read_options=csv.ReadOptions(block_size=_BLOCK),
            convert_options=csv.ConvertOptions(
                column_types={name: _ARROW[_TYPES[name]] for name in books.names},
                include_columns=[name for name in books.names if name not in _PLACE],
                strings_can_be_null=False,
                null_values=[""],
            ),
        )
    except pa.ArrowException as error:
        raise NotCanonical(type(error).__name__) from None
    if any(
        taken[column.name].null_count
        for column in LINES.own
        if column.kind == "turnover" and column.name in books.names
    ):
        raise NotCanonical("an amount is missing")
    return taken.unify_dictionaries()


def _as_declared(column: Column, names: Sequence[str]) -> str:
    """A column of the file, or what stands in its place where the file has none."""
    kind, _, default = KINDS[column.kind][0].partition(" DEFAULT ")
    return f'"{column.name}"' if column.name in names else f'{default or "NULL"}::{kind} AS "{column.name}"'


_CASH = "SELECT account FROM accounts WHERE counts AND cash"

_MOVED = f"""
CREATE TABLE moved AS
SELECT l.id FROM lines l JOIN (
    SELECT voucher, debit FROM lines WHERE debit <> 0 AND account IN ({_CASH})
) m ON m.voucher = l.voucher AND m.debit = l.credit
WHERE l.credit <> 0 AND l.account IN ({_CASH})
"""
"""What was credited on cash and bank, but was only moved between such accounts."""

_AS_LISTED = "lines l WHERE l.kind = 'payments'"
_AS_CREDITED = f"lines l ANTI JOIN moved m ON m.id = l.id WHERE l.credit <> 0 AND l.account IN ({_CASH})"

_FOUND = """
CREATE TABLE found AS
WITH silent AS (
    SELECT l.id, l.voucher FROM {paid} AND l.payee = '' AND l.account IS NOT NULL
), named AS (
    SELECT voucher, max(payee) AS payee FROM lines
    WHERE payee <> '' AND account IS NOT NULL AND voucher IN (SELECT voucher FROM silent)
    GROUP BY voucher HAVING min(payee) = max(payee)
)
SELECT s.id, n.payee FROM silent s JOIN named n ON n.voucher = s.voucher
"""
"""The payee that the other lines of a voucher name, for payments whose own line is silent."""

_WITH_FOUND = """
CREATE OR REPLACE VIEW lines AS SELECT l.*, f.payee AS payee_found FROM in_place l LEFT JOIN found f ON f.id = l.id
"""

_LAST_DAYS = """
SELECT (SELECT max(day) FROM lines WHERE kind = 'entries') AS entries, (SELECT max(l.day) FROM {paid}) AS payments
"""


def _lay(engine: Engine, standing: Standing) -> None:
    """Makes entries, payments and vouchers of the lines, as `books` does where lines were copied."""
    engine.execute(laying.standing(standing.told()))
    engine.execute(laying.ACCOUNTS)
    listed = bool(engine.rows(laying.LISTED))
    paid = _AS_LISTED if listed else _AS_CREDITED
    if not listed:
        engine.execute(_MOVED)
    engine.execute(_FOUND.format(paid=paid))
    (last,) = engine.rows(_LAST_DAYS.format(paid=paid))
    if engine.rows("SELECT id FROM found LIMIT 1"):
        engine.execute(_WITH_FOUND)
    told = f"(SELECT l.*, {laying.party(laying.PAYEE)} AS party FROM {paid}) l"
    put_in_place(engine, laying.views(listed, last, told))
