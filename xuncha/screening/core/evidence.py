"""From the numbers of rows back to where they were read: file, sheet, row and cells, or line and pointer of a JSON file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from xuncha.screening.core.mapping import Columns
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Evidence
from xuncha.screening.core.table import Table

Ask = Callable[[str], list[tuple[Any, ...]]]
LINES_TOLD = (
    "day", "voucher_no", "summary", "payee", "amount", "debit", "credit", "account_code", "account_name",
)  # fmt: skip
"""The fields of a line of the books whose cells are told."""

SHOWN = ("day", "voucher", "summary", "payee", "amount")
SIDES = ("debit", "credit", "paid", "received")
"""Columns of which a row fills one: the other has no cell to look at."""
SILENT = -1
"""Where a row is asked for a column that its table does not have: behind all columns stands a NULL."""
_NOTHING = ("", None)


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


class Cells(Mapping[str, str]):
    """Field → address of its cell in one row of a sheet: F12, told when asked. `columns` are letters by field."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: Mapping[str, str], row: int):
        self._columns, self._row = columns, row

    def __getitem__(self, field: str) -> str:
        return f"{self._columns[field]}{self._row}"

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))


WANTED = "SELECT id FROM wanted"


def read_evidence(
    held: Sequence[Table], ask: Ask, origins: Sequence[Origin], lines: str
) -> dict[int, Evidence]:
    """The evidence rows for the numbers in the table `wanted`, asked of the tables that may hold them.

    `lines` is the relation of the lines of the books among them.
    """
    found: dict[int, Evidence] = {}
    for table in held:
        at = _lines(table, ask, origins, lines) if table.key == "lines" else _others(table, ask, origins)
        found.update(at)
    return found


_LINES = """
    SELECT l.id, l.sheet, (l.debit <> 0)::INTEGER * 2 + (l.credit <> 0)::INTEGER AS sides, l.row,
        coalesce(l.day::VARCHAR, '') AS day,
        CASE WHEN l.voucher_type <> '' AND l.voucher_no <> '' THEN l.voucher_type || '-' || l.voucher_no
             ELSE l.voucher_no END AS voucher,
        l.summary, coalesce(nullif(l.payee, ''), l.payee_found, '') AS payee,
        CASE WHEN l.kind = 'payments' THEN l.amount WHEN l.debit <> 0 THEN l.debit ELSE l.credit END AS amount,
        l.unit
    FROM {lines} l
"""
"""The lines behind the wanted numbers, with the payee found for them. `sides` says on which sides an amount stands."""


def _lines(table: Table, ask: Ask, origins: Sequence[Origin], lines: str) -> Iterator[tuple[int, Evidence]]:
    """Lines of the books: there are many, so all that a row says is said by the engine."""
    told = [_by_sides(_columns(table, origin) or {}) for origin in origins]
    for id_, sheet, sides, row, day, voucher, summary, payee, amount, unit in ask(_LINES.format(lines=lines)):
        origin = origins[sheet]
        yield (
            id_,
            Evidence(
                origin.file, origin.sha256, origin.sheet, row, Cells(told[sheet][sides], row), day, voucher, summary, payee,
                amount, "lines", unit,
            ),
        )  # fmt: skip


def _by_sides(columns: Mapping[str, str]) -> list[dict[str, str]]:
    """The columns of a sheet four times: without both sides, with credit, with debit, with both."""
    return [_without_silent(columns, debit, credit) for debit, credit in product((0, 1), repeat=2)]


def _without_silent(columns: Mapping[str, str], debit: object, credit: object) -> dict[str, str]:
    """The columns without the sides on which no amount stands."""
    says = {"debit": debit, "credit": credit}
    return {name: letters for name, letters in columns.items() if says.get(name, True)}


def _others(table: Table, ask: Ask, origins: Sequence[Origin]) -> Iterator[tuple[int, Evidence]]:
    """Rows of the lists beside the books and of tenders."""
    names = [column.name for column in table.columns]
    at = {name: number for number, name in enumerate(names)}
    columns = [_columns(table, origin) for origin in origins]
    shown = [at.get(table.shows.get(name, name), SILENT) for name in SHOWN]
    pointers = [(column.name, at[column.name], column.json) for column in table.own if column.json]
    number, sheet, row, path = (at.get(name, SILENT) for name in ("id", "sheet", "row", "path"))
    paid, received = (at.get(name, SILENT) for name in ("paid", "received"))
    unit = at.get("unit", at.get("buyer", SILENT))
    asked = ", ".join(f't."{name}"' for name in names)
    for cells in ask(f"SELECT {asked}, NULL FROM {table.key} t JOIN wanted w ON w.id = t.id"):
        origin, its = origins[cells[sheet]], columns[cells[sheet]]
        day, voucher, summary, payee, amount = [cells[one] for one in shown]
        if table.key == "bank":
            amount = cells[paid] or cells[received]
        yield (
            cells[number],
            Evidence(
                origin.file, origin.sha256, origin.sheet, cells[row],
                _pointers(cells, pointers, cells[path] or "") if its is None else _cells(cells, at, its),
                day.isoformat()[:10] if day else "", voucher or "", summary or "", payee or "", amount or 0, table.key,
                cells[unit] or "",
            ),
        )  # fmt: skip


def _columns(table: Table, origin: Origin) -> dict[str, str] | None:
    """Field → letters of its column; None where rows have a JSON pointer instead."""
    if origin.columns is None:
        return None
    found = ((name, origin.columns.at(name)) for name in _told(table))
    return {name: letters(at) for name, at in found if at is not None}


def _pointers(cells: Sequence[Any], pointers: Sequence[tuple[str, int, str]], path: str) -> dict[str, str]:
    """Field → pointer, for the fields of the row that say something."""
    return {name: f"{path}/{pointer}" for name, at, pointer in pointers if cells[at] not in _NOTHING}


def _cells(cells: Sequence[Any], at: Mapping[str, int], columns: Mapping[str, str]) -> Cells:
    """Field → address, for the fields of the row that say something."""
    silent = {name for name in SIDES if name in at and not cells[at[name]]}
    told = {name: letters for name, letters in columns.items() if name not in silent}
    return Cells(told, cells[at["row"]])


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
