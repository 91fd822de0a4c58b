"""Rows of the tender tables, gathered in Python and laid into the engine in batches."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from xuncha.base.arrays import pa
from xuncha.screening.core.table import ColumnKind, tables

BATCH = 50_000
"""Rows of all tables together after which a batch is laid, so that a file of any size needs the same memory."""

_ARROW: dict[ColumnKind, str] = {
    "text": "string",
    "code": "string",
    "turnover": "int64",
    "cents": "int64",
    "day": "date32",
    "moment": "timestamp[us]",
    "whole": "int64",
    "number": "float64",
    "mark": "bool",
    "id": "int64",
}
"""How Arrow calls the type of a column."""
_INSERT = "INSERT INTO {table} BY NAME SELECT * FROM batch"
_BLANK: dict[ColumnKind, Any] = {"text": "", "code": "", "turnover": 0}


class Database(Protocol):
    """What is asked of the engine's connection."""

    def register(self, view_name: str, python_object: object) -> Any: ...
    def unregister(self, view_name: str) -> Any: ...
    def execute(self, query: str, parameters: object = None) -> Any: ...


class TenderRows:
    """Gathers rows of the `wanted` tables; `add` gives each the next id, unique over all tables."""

    def __init__(self, sheet: int = 0, first_id: int = 0, wanted: Collection[str] | None = None):
        self.sheet = sheet
        self.sheet_of: dict[str, int] = {}
        self.next_id = first_id
        self._wanted = set(tables("tenders")) if wanted is None else set(wanted)
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._waiting = 0
        self._blanks = {
            key: {column.name: _BLANK.get(column.kind) for column in table.columns}
            for key, table in tables("tenders").items()
        }

    @property
    def full(self) -> bool:
        """Whether a batch should be laid now."""
        return self._waiting >= BATCH

    def add(self, key: str, row: int, path: str = "", **values: Any) -> None:
        """One row of table `key`, from line (or sheet row) `row`."""
        if key not in self._wanted:
            return
        known = self.next_id
        self.next_id += 1
        whole = (
            self._blanks[key]
            | values
            | {"id": known, "sheet": self.sheet_of.get(key, self.sheet), "row": row}
        )
        if "path" in whole:
            whole["path"] = path
        self._rows.setdefault(key, []).append(tuple(whole.values()))
        self._waiting += 1

    def batches(self) -> Mapping[str, pa.Table]:
        """What has been gathered since the last call, table by table."""
        found = {}
        for key, rows in self._rows.items():
            table = tables("tenders")[key]
            columns = zip(*rows, strict=True)
            found[key] = pa.table(
                [
                    pa.array(values, _ARROW[column.kind])
                    for column, values in zip(table.columns, columns, strict=True)
                ],
                names=[column.name for column in table.columns],
            )
        self._rows, self._waiting = {}, 0
        return found

    def lay(self, db: Database) -> None:
        """Puts what was gathered into the tables of the run."""
        for key, batch in self.batches().items():
            db.register("batch", batch)
            db.execute(_INSERT.replace("{table}", key))
            db.unregister("batch")
