"""From the numbers of rows back to where they were read: file, sheet, row and cells, or line and pointer of a JSON file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.screening.core.mapping import Columns
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Evidence
from xuncha.screening.core.table import Table

Ask = Callable[[str], list[dict[str, Any]]]
LINES_TOLD = (
    "day", "voucher_no", "summary", "payee", "amount", "debit", "credit", "account_code", "account_name",
)  # fmt: skip
"""The fields of a line of the books whose cells are told."""

SHOWN = ("day", "voucher", "summary", "payee", "amount")


@dataclass(frozen=True)
class Origin:
    """A sheet, or a JSON file, that rows were read from. `columns` is None where rows have a JSON pointer instead."""

    file: str
    sha256: str
    sheet: str = ""
    columns: Columns | None = None

    @classmethod
    def of(cls, records: Records) -> Origin:
        """The origin of a sheet's records."""
        return cls(records.file, records.sha256, records.sheet, records.columns)


def read_evidence(held: Sequence[Table], ask: Ask, origins: Sequence[Origin]) -> dict[int, Evidence]:
    """The evidence rows for the numbers in the table `wanted`, asked of the tables that may hold them."""
    found: dict[int, Evidence] = {}
    for table in held:
        columns = [_columns(table, origin) for origin in origins]
        shows = [table.shows.get(name, name) for name in SHOWN]
        pointers = [(column.name, column.json) for column in table.own if column.json]
        for row in ask(_asked(table)):
            at = row["sheet"]
            its = columns[at]
            cells = _pointers(row, pointers) if its is None else _cells(row, its)
            found[row["id"]] = _evidence(
                table.key, row, origins[at], cells, [row.get(name) for name in shows]
            )
    return found


def _asked(table: Table) -> str:
    """The rows of one table behind the wanted numbers; a line of the books with the payee found for it."""
    if table.key == "lines":
        told = ", ".join(f"l.{name}" for name in LINES_TOLD if name != "payee")
        return f"""
            SELECT l.id, l.sheet, l.row, l.kind, {told}, coalesce(nullif(l.payee, ''), p.payee, '') AS payee,
                CASE WHEN l.voucher_type <> '' AND l.voucher_no <> '' THEN l.voucher_type || '-' || l.voucher_no
                     ELSE l.voucher_no END AS voucher
            FROM lines l JOIN wanted w ON w.id = l.id LEFT JOIN payments p ON p.id = l.id
        """
    return f"SELECT t.* FROM {table.key} t JOIN wanted w ON w.id = t.id"


def _evidence(
    table: str, row: Mapping[str, Any], origin: Origin, cells: Mapping[str, str], shown: Sequence[Any]
) -> Evidence:
    """One row; `shown` is what it says in the order of `SHOWN`."""
    day, voucher, summary, payee, amount = shown
    if table == "lines" and row["kind"] != "payments":
        amount = row["debit"] or row["credit"]
    return Evidence(
        origin.file, origin.sha256, origin.sheet, row["row"], cells, day.isoformat()[:10] if day else "", voucher or "",
        summary or "", payee or "", amount or 0, table,
    )  # fmt: skip


def _columns(table: Table, origin: Origin) -> dict[str, str] | None:
    """Field → letters of its column; None where rows have a JSON pointer instead."""
    if origin.columns is None:
        return None
    found = ((name, origin.columns.at(name)) for name in _told(table))
    return {name: letters(at) for name, at in found if at is not None}


def _pointers(row: Mapping[str, Any], pointers: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Field → pointer, for the fields of the row that say something."""
    path = row.get("path", "")
    return {name: f"{path}/{pointer}" for name, pointer in pointers if row[name] not in ("", None)}


def _cells(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Field → address, for the fields of the row that say something."""
    number = row["row"]
    return {
        name: f"{column}{number}"
        for name, column in columns.items()
        if row[name] or name not in ("debit", "credit")
    }


def _told(table: Table) -> Sequence[str]:
    return LINES_TOLD if table.key == "lines" else [column.name for column in table.own]


def letters(column: int) -> str:
    """The name of a column counted from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
