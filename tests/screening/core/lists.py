"""Lists that lie beside the books, for tests: rows by field, put straight into the table of their kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.screening.core.books import SHA
from xuncha.base.words import NOTHING
from xuncha.screening.core.mapping import Columns, Guess
from xuncha.screening.core.reading import Records
from xuncha.screening.core.table import tables


def listed(kind: str, *rows: Mapping[str, Any]) -> Records:
    """A sheet of one of the office's tables; fields that a row does not name are empty. Its first row is row 2."""
    known = [column for column in tables("ledger")[kind].own if any(column.name in row for row in rows)]
    empty = {"text": "", "code": "", "turnover": 0}
    values: dict[str, Sequence[Any]] = {
        column.name: [row.get(column.name, empty.get(column.kind)) for row in rows] for column in known
    }
    guesses = tuple(
        Guess(column.name, at, column.title.zh, "hand", NOTHING) for at, column in enumerate(known)
    )
    columns = Columns(kind, NOTHING, guesses, {})  # type: ignore[arg-type]
    return Records(f"{kind}.xlsx", SHA, kind, None, columns, range(2, len(rows) + 2), values)
