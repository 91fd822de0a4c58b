"""A table as a page shows it: put in the order that the address asks for and cut into pages.

The address carries `sort=<table>:<column>` or `sort=<table>:-<column>` and `page=<table>:<number>`, so that two
tables of one page do not disturb each other and everything works without a script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xuncha.base.sheets_out import Column
from xuncha.desk.table import Link, Mark, Table

#: Rows on one page of a table.
ROWS = 100


@dataclass(frozen=True)
class Arranged:
    """The rows of one page. `first` is the 序号 of its first row; `column` and `falling` tell the order, if any."""

    rows: Sequence[Mapping[str, Any]]
    first: int
    page: int
    last_page: int
    column: str = ""
    falling: bool = False


def arrange(table: Table, sort: str, page: str) -> Arranged:
    """The part of `table` that the values of `sort` and `page` in the address ask for.

    An unknown column or a page that does not exist is not an error: the given order and the nearest page are shown.
    """
    column, falling = _order(table, sort)
    rows = list(table.rows)
    if column is not None:
        rows = _sorted(rows, column, falling)
    last_page = max(1, -(-len(rows) // ROWS))
    number = min(_page(table, page), last_page)
    start = (number - 1) * ROWS
    return Arranged(
        rows[start : start + ROWS], start + 1, number, last_page, column.key if column else "", falling
    )


def _asked(table: Table, value: str) -> str:
    key, _, wanted = value.partition(":")
    return wanted if key == table.key else ""


def _order(table: Table, value: str) -> tuple[Column | None, bool]:
    wanted = _asked(table, value)
    falling = wanted.startswith("-")
    found = (column for column in table.columns if column.key == wanted.removeprefix("-"))
    return next(found, None), falling


def _page(table: Table, value: str) -> int:
    wanted = _asked(table, value)
    return max(1, int(wanted)) if wanted.isascii() and wanted.isdigit() else 1


def _sorted(rows: list[Mapping[str, Any]], column: Column, falling: bool) -> list[Mapping[str, Any]]:
    """Rows by one column, empty cells last in both directions."""
    filled = [row for row in rows if _bare(row.get(column.key)) not in (None, "")]
    empty = [row for row in rows if _bare(row.get(column.key)) in (None, "")]
    return sorted(filled, key=lambda row: _rank(_bare(row[column.key])), reverse=falling) + empty


def _bare(value: Any) -> Any:
    while isinstance(value, Link | Mark):
        value = value.text if isinstance(value, Link) else value.says
    return value


def _rank(value: Any) -> tuple[int, float, str]:
    """Numbers before texts, each among themselves; days by their ISO form."""
    if isinstance(value, int | float):
        return 0, value, ""
    if isinstance(value, date | datetime):
        return 1, 0, value.isoformat()
    return 1, 0, str(value)
