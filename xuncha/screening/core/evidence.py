"""From the numbers of rows back to where they were read: file, sheet, row and cells, or line and pointer of a JSON file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.screening.core.mapping import Columns
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Evidence
from xuncha.screening.core.table import Family, Table, tables

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


def read_evidence(family: Family, ask: Ask, origins: Sequence[Origin]) -> dict[int, Evidence]:
    """The evidence rows for the numbers in the table `wanted`, asked of every table that was read."""
    found: dict[int, Evidence] = {}
    for table in tables(family).values():
        if table.is_read:
            columns = [_columns(table, origin) for origin in origins]
            for row in ask(_asked(table)):
                at = row["sheet"]
                found[row["id"]] = _evidence(table, row, origins[at], _cells(table, row, columns[at]))
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


def _evidence(table: Table, row: Mapping[str, Any], origin: Origin, cells: Mapping[str, str]) -> Evidence:
    shown = {name: row.get(table.shows.get(name, name)) for name in SHOWN}
    if table.key == "lines" and row["kind"] != "payments":
        shown["amount"] = row["debit"] or row["credit"]
    day = shown["day"].isoformat()[:10] if shown["day"] else ""
    return Evidence(
        origin.file, origin.sha256, origin.sheet, row["row"], cells, day, shown["voucher"] or "",
        shown["summary"] or "", shown["payee"] or "", shown["amount"] or 0, table.key,
    )  # fmt: skip


def _columns(table: Table, origin: Origin) -> dict[str, str] | None:
    """Field → letters of its column; None where rows have a JSON pointer instead."""
    if origin.columns is None:
        return None
    found = ((name, origin.columns.at(name)) for name in _told(table))
    return {name: letters(at) for name, at in found if at is not None}


def _cells(table: Table, row: Mapping[str, Any], columns: Mapping[str, str] | None) -> dict[str, str]:
    """Field → address, for the fields of the row that say something."""
    if columns is None:
        pointers = {
            column.name: column.json
            for column in table.own
            if column.json and row[column.name] not in ("", None)
        }
        return {name: f"{row.get('path', '')}/{pointer}" for name, pointer in pointers.items()}
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
