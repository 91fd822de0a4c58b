"""The table engine: an in-memory database of the books, closed to files, the network and every further setting.

Closed to files does not close its own spilling: what does not fit into memory it would lay into a folder, in clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np

from xuncha.screening.core import tables
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Evidence
from xuncha.screening.core.terms import Term

_EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY = np.iinfo(np.int32).min
_NUMBERS = ("debit", "credit", "amount")
_EVIDENCE_CELLS = (
    "day",
    "voucher_no",
    "summary",
    "payee",
    "amount",
    "debit",
    "credit",
    "account_code",
    "account_name",
)


@dataclass(frozen=True)
class Standing:
    """Which accounts are cash and which bookings are budgetary: code prefixes and beginnings of names.

    A unit whose codes begin with one of `budget_marks` keeps both sets of books; there `budget_codes` tell them apart.
    """

    cash_codes: tuple[str, ...]
    cash_names: tuple[str, ...]
    budget_cash_codes: tuple[str, ...]
    budget_cash_names: tuple[str, ...]
    budget_codes: tuple[str, ...]
    budget_marks: tuple[str, ...]

    @classmethod
    def of(cls, value: Mapping[str, Sequence[str]]) -> Standing:
        """From the value of the rule record `screening.standing`."""
        return cls(**{name: tuple(value[name]) for name in cls.__dataclass_fields__})


class Engine:
    """Loads records, lays the canonical tables, answers queries. Use as a context manager."""

    def __init__(self, standing: Standing):
        closed = {"enable_external_access": "false", "temp_directory": ""}
        self._db = duckdb.connect(":memory:", config=closed)
        self._db.execute("SET python_enable_replacements = false")
        self._db.execute("SET lock_configuration = true")
        self._db.execute(tables.LINES)
        self._db.execute(tables.STANDING)
        self._db.execute(
            tables.FILL_STANDING,
            ["|".join(getattr(standing, name)) for name in Standing.__dataclass_fields__],
        )
        self.sheets: list[Records] = []
        self._count = 0

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *exc: object) -> None:
        self._db.close()

    def load(self, records: Records) -> None:
        """Adds one sheet's records: bookings and payments as lines, a chart of accounts as names."""
        if records.kind == "accounts":
            names = ("unit", "account_code", "account_name")
            columns = {name: _texts(records.values[name]) for name in names if name in records.values}
            self._insert("INSERT INTO chart BY NAME SELECT * FROM batch", columns)
        elif records.kind in ("entries", "payments") and records.rows:
            self._insert(
                "INSERT INTO lines BY NAME SELECT * REPLACE (nullif(day_number, -2147483648) AS day_number) FROM batch",
                self._line_columns(records),
            )
            self.sheets.append(records)
            self._count += len(records.rows)

    def _line_columns(self, records: Records) -> dict[str, np.ndarray]:
        size = len(records.rows)
        columns = {
            name: np.array(values, dtype=np.int64) if name in _NUMBERS else _texts(values)
            for name, values in records.values.items()
            if name not in ("day", "level", "normal_side")
        }
        days = [_NO_DAY if day is None else day.toordinal() - _EPOCH for day in records.values["day"]]
        return columns | {
            "day_number": np.array(days, dtype=np.int32),
            "id": np.arange(self._count, self._count + size, dtype=np.int64),
            "kind": _texts([records.kind] * size),
            "sheet": np.full(size, len(self.sheets), dtype=np.int32),
            "row": np.array(records.rows, dtype=np.int32),
        }

    def _insert(self, statement: str, columns: Mapping[str, np.ndarray]) -> None:
        self._db.register("batch", dict(columns))
        self._db.execute(statement)
        self._db.unregister("batch")

    def drop_overlaps(self) -> list[tuple[Records, int]]:
        """Takes out bookings with a number and a day that an earlier sheet holds too; how many, sheet by sheet."""
        if len(self.sheets) < 2:
            return []
        self._db.execute(tables.OVERLAPS)
        counted = self.rows("SELECT sheet, count(*) AS number FROM doubled GROUP BY sheet ORDER BY sheet")
        return [(self.sheets[row["sheet"]], row["number"]) for row in counted]

    def lay_tables(self) -> None:
        """Builds the canonical tables from everything loaded."""
        for statement in tables.CANONICAL:
            self._db.execute(statement)

    def rows(self, query: str, words: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
        """The rows of one SELECT, as name → value; `words` are its bound parameters."""
        found = self._db.execute(query, dict(words or {}))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def says(self, table: str, column: str) -> bool:
        """Whether any row of a canonical table says something in this column."""
        relation = self._db.table(table).filter(
            duckdb.ColumnExpression(column).cast(duckdb.sqltypes.VARCHAR) != duckdb.ConstantExpression("")
        )
        return relation.limit(1).fetchone() is not None

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Lays the table `terms` for the screen that runs next."""
        columns: dict[str, np.ndarray] = {
            "starts": np.array([term.starts.toordinal() - _EPOCH for term in terms], dtype=np.int32),
            "ends": np.array([term.ends.toordinal() - _EPOCH for term in terms], dtype=np.int32),
        }
        for name in terms[0].values:
            columns[name] = np.array([term.values[name] for term in terms], dtype=np.int64)
        self._insert(
            "CREATE OR REPLACE TABLE terms AS SELECT * REPLACE "
            "(DATE '1970-01-01' + starts AS starts, DATE '1970-01-01' + ends AS ends) FROM batch",
            columns,
        )

    def days(self) -> list[date]:
        """The days on which something was booked or paid."""
        return [
            row["day"]
            for row in self.rows("SELECT DISTINCT day FROM vouchers WHERE day IS NOT NULL ORDER BY day")
        ]

    def set_off_days(self, days: Iterable[date]) -> None:
        """Lays the table `off_days`: days on which nobody works."""
        numbers = np.array([day.toordinal() - _EPOCH for day in days], dtype=np.int32)
        self._insert(
            "CREATE OR REPLACE TABLE off_days AS SELECT DATE '1970-01-01' + number AS day FROM batch",
            {"number": numbers},
        )

    def evidence(self, ids: Iterable[int]) -> dict[int, Evidence]:
        """The rows of the books behind these line ids."""
        self._db.register("wanted", {"id": np.array(sorted(set(ids)), dtype=np.int64)})
        found = {row["id"]: self._evidence(row) for row in self.rows(tables.EVIDENCE)}
        self._db.unregister("wanted")
        return found

    def _evidence(self, row: Mapping[str, Any]) -> Evidence:
        records = self.sheets[row["sheet"]]
        amount = row["amount"] if row["kind"] == "payments" else row["debit"] or row["credit"]
        columns = records.columns
        cells = {
            name: f"{letters(at)}{row['row']}"
            for name in _EVIDENCE_CELLS
            if columns
            and (at := columns.at(name)) is not None
            and not (name in ("debit", "credit") and not row[name])
        }
        day = row["day"].isoformat() if row["day"] else ""
        return Evidence(
            records.file, records.sha256, records.sheet, row["row"], cells, day, row["voucher"], row["summary"],
            row["payee"], amount,
        )  # fmt: skip


def letters(column: int) -> str:
    """The name of a column counted from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _texts(values: Sequence[str]) -> np.ndarray:
    return np.array(values, dtype=object)
