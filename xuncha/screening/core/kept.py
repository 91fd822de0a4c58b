"""Rows that several screens ask for, found once: each kind of rows has a name, made out of the SELECT that finds it.

Equal SELECTs have equal names, so what one screen had found serves every other that asks alike; a screen whose parameters
differ asks for something else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from xuncha.screening.core.expressions import ibis, ir

_SELECTS: dict[str, str] = {}
_NAME = re.compile(r"\bkept_[0-9a-f]{16}\b")
_DROPPED = re.compile(r"EXCLUDE \(([^()]*)\)")


def sql(rows: ir.Table) -> str:
    """The DuckDB SELECT of an expression, to the letter the same in every process: Ibis names dropped columns as a set has them."""
    found = str(ibis.to_sql(rows, dialect="duckdb"))
    return _DROPPED.sub(
        lambda dropped: f"EXCLUDE ({', '.join(sorted(dropped[1].replace(',', ' ').split()))})", found
    )


def remember(selects: Mapping[str, str]) -> None:
    """Name and SELECT of rows that were named in another process."""
    _SELECTS.update(selects)


def named(rows: ir.Table) -> ir.Table:
    """The rows as a table of their name, which an engine makes before it runs a query that asks for it."""
    query = sql(rows)
    name = f"kept_{hashlib.sha256(query.encode()).hexdigest()[:16]}"
    _SELECTS[name] = query
    return ibis.table(rows.schema(), name=name)


def asked_for(query: str) -> Iterator[tuple[str, str]]:
    """Name and SELECT of what a query asks for by name; what these ask for themselves comes before them."""
    for name in filter(_SELECTS.__contains__, _NAME.findall(query)):
        yield from asked_for(_SELECTS[name])
        yield name, _SELECTS[name]
