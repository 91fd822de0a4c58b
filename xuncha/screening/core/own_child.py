"""Answers the query of an own screen in a process of its own, over the tables it was given and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

MOST_FOUND = 100_000
"""So many rows of a query are looked at; a screen that finds more says nothing."""


class Unanswered(Exception):
    """The database refused the query; the text is its message."""


def answer(
    sql: str, given: Mapping[str, bytes], values: Mapping[str, Any], memory: str
) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
    """The columns and rows of the query. `given` holds tables as Arrow streams. Raises Unanswered."""
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type] # else the database loads it, only to look for its types
    with duckdb.connect(":memory:") as db:
        db.execute("SET memory_limit = $1", [memory])
        db.execute("SET temp_directory = ''")
        db.execute("SET python_enable_replacements = false")
        for name, stream in given.items():
            db.register(name, pa.ipc.open_stream(stream).read_all())
        db.execute("SET enable_external_access = false")
        db.execute("SET lock_configuration = true")
        try:
            found = db.execute(sql, dict(values))
            return [column[0] for column in found.description], found.fetchmany(MOST_FOUND)
        except duckdb.Error as fault:
            raise Unanswered(str(fault)) from None
