"""The table engine: an in-memory database of the canonical tables, closed to the outside and, for the screens, to writing.

It is filled first (`load`, `execute`), then locked by `lock`: from there on only SELECTs run, each in a read-only
transaction. What lies outside is closed from the beginning and cannot be opened again. Nothing is laid on a disk;
`docs/decisions` says why.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from xuncha.base.arrays import np, pa
from xuncha.screening.core import laying
from xuncha.screening.core.batch import laid, turned
from xuncha.screening.core.compiled import select_of
from xuncha.screening.core.evidence import WANTED, Origin, read_evidence
from xuncha.screening.core.kept import asked_for
from xuncha.screening.core.quoted import quoted, quoted_list
from xuncha.screening.core.reading import Records
from xuncha.screening.core.room import OutOfRoom, Room
from xuncha.screening.core.screen import Evidence, Screen
from xuncha.screening.core.table import Column, Family, Table, tables
from xuncha.screening.core.terms import Term
from xuncha.screening.core.view import OFF_DAYS, TERMS

_FALLBACK_DAY = "DATE '2000-01-01'"

COMPACT_ABOVE = 2_000_000
"""Rows from which tables are compressed in memory when they have been filled: it takes a tenth of the room and some time."""
ONE_THREAD = 500_000
"""Rows of the largest table up to which one thread asks: dividing so little takes up to twice the processor time and no less
of the clock (DuckDB 1.5.6)."""


def with_words(query: str, words: Mapping[str, str]) -> str:
    """A SELECT with its lists of words, written $name, as literals."""
    return re.sub(r"\$([a-z_]+)", lambda found: quoted(words[found[1]]), query)


class Engine:
    """The tables of one family. Use as a context manager; at its end everything is gone.

    `files` are the only files that statements may read while it is filled.
    """

    def __init__(self, family: Family, files: Sequence[Path] = (), room: Room | None = None):
        self.family = family
        self.origins: list[Origin] = []
        self._count = 0
        self._locked = False
        self._held: set[str] = set()
        self._later: dict[str, str] = {}
        self._made_of: dict[str, Sequence[str]] = {}
        self.lines_at: laying.At = laying.at_lines
        self._room = room or Room()
        self._db = duckdb.connect(":memory:")
        self._close_to_the_outside(files, self._room)
        for table in tables(family).values():
            self._db.execute(table.create())

    def _close_to_the_outside(self, files: Sequence[Path], room: Room) -> None:
        self._db.execute(f"SET temp_directory = {quoted(str(room.spill or ''))}")
        self._db.execute("SET python_enable_replacements = false")
        self._db.execute("SET enable_progress_bar = false")
        if room.memory:
            self._db.execute(f"SET memory_limit = {quoted(room.memory)}")
        if room.threads:
            self._db.execute(f"SET threads = {room.threads:d}")
        self._db.execute(f"SET allowed_paths = {quoted_list(map(str, files))}")
        self._db.execute("SET enable_external_access = false")

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *exc: object) -> None:
        self._db.close()

    # filling

    def take(self, origin: Origin) -> int:
        """Makes a sheet or file known that rows come from; its number, for the column `sheet`."""
        self.origins.append(origin)
        return len(self.origins) - 1

    def execute(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> None:
        """One of the house's own statements, to fill tables; values are bound. Refused after `lock`."""
        try:
            self._db.execute(statement, values)
        except duckdb.OutOfMemoryException:
            raise OutOfRoom from None

    def compact(self) -> None:
        """Compresses what was filled so far, where it is much."""
        if self._count > COMPACT_ABOVE:
            self._db.execute("CHECKPOINT")

    def make_later(self, table: str, select: str, made_of: Sequence[str] = ()) -> None:
        """Says how a table is made when a query first names it; many runs ask for none of its rows.

        `made_of` are canonical tables: of the first that has rows, the table holds what stands in columns of that name.
        """
        self._later[table] = select
        self._made_of[table] = made_of

    def filling(self) -> Any:
        """The connection, for a reader that fills tables itself. Raises RuntimeError after `lock`."""
        if self._locked:
            raise RuntimeError("the tables are locked")
        return self._db

    def claim(self, first_free: int) -> int:
        """Says that all row numbers below `first_free` are taken; gives the first free one."""
        self._count = max(self._count, first_free)
        return self._count

    def load(self, records: Records) -> bool:
        """Adds one sheet's records to the table that takes their kind; False when none does."""
        table = next((one for one in tables(self.family).values() if records.kind in one.takes), None)
        if table is None or not records.rows:
            return False
        size = len(records.rows)
        place: dict[str, np.ndarray] = {
            "id": np.arange(self._count, self._count + size, dtype=np.int64),
            "sheet": np.full(size, self._sheet_of(records), dtype=np.int32),
            "row": np.array(records.rows, dtype=np.int32),
        }
        if len(table.takes) > 1:
            place["kind"] = np.array([records.kind] * size, dtype=object)
        said = [column for column in table.columns if column.name in records.values]
        self._insert(
            table, place | {column.name: laid(column, records.values[column.name]) for column in said}, said
        )
        self._count += size
        return True

    def _sheet_of(self, records: Records) -> int:
        """The number of the records' sheet; the last one where they are a further piece of it."""
        origin = Origin.of(records)
        if records.part and self.origins and self.origins[-1] == origin:
            return len(self.origins) - 1
        return self.take(origin)

    def _insert(self, table: Table, columns: Mapping[str, np.ndarray], said: Sequence[Column]) -> None:
        terms = [text for column in said if (text := turned(column))]
        replace = f"REPLACE ({', '.join(terms)})" if terms else ""
        self._db.register("batch", dict(columns))
        try:
            with self.one_thread():
                self.execute(f"INSERT INTO {table.key} BY NAME SELECT * {replace} FROM batch")
        finally:
            self._db.unregister("batch")

    @contextmanager
    def one_thread(self) -> Iterator[None]:
        """One thread within: several wait for each other over the rows of one file, at up to twice the processor time."""
        self._db.execute("SET threads = 1")
        yield
        threads = self._room.threads
        self._db.execute(f"SET threads = {threads}" if threads else "RESET threads")

    def lock(self) -> None:
        """Ends filling: gives each row of a table that was read its day for parameters, and refuses writing from here on."""
        for table in tables(self.family).values():
            if table.is_read and table.dated_by:
                day = f'"{table.dated_by}"'
                self._db.execute(
                    f"UPDATE {table.key} SET on_day = coalesce({day}, (SELECT max({day}) FROM {table.key}), {_FALLBACK_DAY})"
                )
        if not self._room.threads and self._largest() <= ONE_THREAD:
            self._db.execute("SET threads = 1")
        self._db.execute("SET lock_configuration = true")
        self._locked = True
        self._db.execute("BEGIN TRANSACTION READ ONLY")

    def _largest(self) -> int:
        """Rows of the largest table that was read."""
        read = [one.key for one in tables(self.family).values() if one.is_read]
        counts = " UNION ALL ".join(f"SELECT count(*) AS number FROM {key}" for key in read)
        return int(self.rows(f"SELECT max(number) AS number FROM ({counts})")[0]["number"])

    # asking

    def rows(self, query: str, words: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
        """The rows of one SELECT, as name → value; `words` are its bound parameters."""
        found = self._asked(query, words)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _asked(self, query: str, words: Mapping[str, str] | None = None) -> duckdb.DuckDBPyConnection:
        """The answer to one SELECT, to be fetched."""
        self._make(query)
        try:
            return self._db.execute(query, dict(words or {}))
        except duckdb.OutOfMemoryException:
            self._begin_again()
            raise OutOfRoom from None
        except duckdb.Error:
            self._begin_again()
            raise

    def _make(self, query: str) -> None:
        """Makes the tables that were put off, and the rows that screens share, where a query names them and they are not
        there yet."""
        late = [(name, self._later[name]) for name in self._later if re.search(rf"\b{name}\b", query)]
        for name, select in (*late, *asked_for(query)):
            if name not in self._held:
                self._held.add(name)
                self.rows(f"CREATE TEMP TABLE {name} AS {select}")

    def _begin_again(self) -> None:
        """A failed query ends its transaction; the next one must find a read-only transaction again."""
        if self._locked:
            self._held.clear()
            self._db.execute("ROLLBACK")
            self._db.execute("BEGIN TRANSACTION READ ONLY")

    def query(self, screen: Screen, terms: Sequence[Term], words: Mapping[str, str]) -> str:
        """The SELECT of a screen with its parameters: the one written by hand where there is one."""
        return screen.by_hand or self.expression(screen, terms, words)

    def expression(self, screen: Screen, terms: Sequence[Term], words: Mapping[str, str]) -> str:
        """The SELECT that the Ibis form of a screen compiles to."""
        return select_of(self.family, screen, terms, words)

    def find(
        self, screen: Screen, query: str, terms: Sequence[Term], words: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        """What a screen finds, a row a hit; `query` is what `query` gave."""
        self._set_terms(terms)
        return self.rows(with_words(query, words) if screen.by_hand else query)

    def largest(
        self, screen: Screen, query: str, terms: Sequence[Term], words: Mapping[str, str], hits: int, ids: int
    ) -> tuple[list[dict[str, Any]], int]:
        """What a screen finds, the largest amounts first, and how often: at most so many hits, each with so many of its `ids`.

        `rows` counts all ids of a hit. What is not shown does not leave the engine: there may be millions.
        """
        shown = f"""
            SELECT * REPLACE (hit.ids[:{ids}] AS ids), len(hit.ids) AS rows, count(*) OVER () AS found
            FROM ({query}) hit ORDER BY amount DESC, hit.ids LIMIT {hits}
        """
        told = self.find(screen, shown, terms, words)
        return told, told[0]["found"] if told else 0

    def says(self, table: str, column: str) -> bool:
        """Whether any row of a canonical table says something in this column.

        A table that was put off is not made for that: what it is made of is asked.
        """
        for source in self._made_of.get(table, ()) if table not in self._held else ():
            if column in tables(self.family)[source].names and self.says(source, "id"):
                return self.says(source, column)
        found = self.rows(f"SELECT 1 AS one FROM {table} WHERE \"{column}\"::VARCHAR <> '' LIMIT 1")
        return bool(found)

    def evidence(self, ids: Iterable[int]) -> dict[int, Evidence]:
        """The rows behind these numbers."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        held = [
            tables(self.family)[key]
            for key, (first, last) in self._numbers.items()
            if (at := bisect_left(wanted, first)) < len(wanted) and wanted[at] <= last
        ]
        self._list("wanted", f"unnest('{wanted}'::BIGINT[]) AS id")
        return read_evidence(
            held, lambda query: self._asked(query).fetchall(), self.origins, self.lines_at(WANTED)
        )

    @cached_property
    def _numbers(self) -> dict[str, tuple[int, int]]:
        """The first and the last row number of each table that was read and holds any; of a locked engine."""
        found = {}
        for key in (one.key for one in tables(self.family).values() if one.is_read):
            (row,) = self.rows(f"SELECT min(id) AS first, max(id) AS last FROM {key}")
            if row["first"] is not None:
                found[key] = (row["first"], row["last"])
        return found

    @cached_property
    def _days(self) -> tuple[date, ...]:
        read = [one for one in tables(self.family).values() if one.is_read]
        dated = [(one.key, one.dated_by or "day") for one in read if one.dated_by or one.key == "lines"]
        union = " UNION ".join(f'SELECT DISTINCT "{day}" AS day FROM {key}' for key, day in dated)
        found = self.rows(f"SELECT day FROM ({union}) WHERE day IS NOT NULL ORDER BY day")
        return tuple(row["day"] for row in found)

    def days(self) -> tuple[date, ...]:
        """The days on which something was booked, paid or done; of a locked engine."""
        return self._days

    def handed_out(self, table: str) -> bytes:
        """A table as an Arrow stream, for work in another process."""
        held = self._arrow(table)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, held.schema) as stream:
            stream.write_table(held)
        return bytes(sink.getvalue())

    def _arrow(self, table: str) -> pa.Table:
        """A table: a canonical one in its declared columns, one that was laid for a screen in all it has."""
        declared = tables(self.family).get(table)
        columns = ", ".join(f'"{column.name}"' for column in declared.columns) if declared else "*"
        return self._asked(f"SELECT {columns} FROM {table}").to_arrow_table()

    def _set_terms(self, terms: Sequence[Term]) -> None:
        """Lays the table `terms` for the screen that runs next."""
        columns = {
            "term": ("BIGINT", range(len(terms))),
            "starts": ("DATE", [term.starts.isoformat() for term in terms]),
            "ends": ("DATE", [term.ends.isoformat() for term in terms]),
            **{name: ("BIGINT", [term.values[name] for term in terms]) for name in terms[0].values},
        }
        listed = (
            f"unnest('[{', '.join(map(str, cells))}]'::{kind}[]) AS \"{name}\""
            for name, (kind, cells) in columns.items()
        )
        self._lay(TERMS, ", ".join(listed))

    def set_off_days(self, days: Iterable[date]) -> None:
        """Lays the table `off_days`: days on which nobody works."""
        self._lay(OFF_DAYS, f"unnest('[{', '.join(map(str, days))}]'::DATE[]) AS day")

    def _lay(self, name: str, columns: str) -> None:
        """Lays a table that screens ask."""
        self._list(name, columns)

    def _list(self, name: str, columns: str) -> None:
        """A table out of lists: each is one text, which the engine takes apart faster than numbers one by one."""
        self._db.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns}")
