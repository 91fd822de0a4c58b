"""A column of read values as DuckDB scans it: one array, and how its numbers become the column of a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xuncha.base.arrays import np
from xuncha.screening.core.table import Column

EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY, _NO_NUMBER = -(2**31), -(2**63)


def laid(column: Column, values: Sequence[Any]) -> np.ndarray:
    """A column's values as DuckDB scans them; what is missing gets a number that `turned` makes NULL again."""
    if column.kind == "day":
        days = [_NO_DAY if day is None else day.toordinal() - EPOCH for day in values]
        return np.array(days, dtype=np.int32)
    if column.kind == "turnover":
        return np.array(values, dtype=np.int64)
    if column.kind in ("cents", "whole"):
        return np.array([_NO_NUMBER if value is None else value for value in values], dtype=np.int64)
    if column.kind == "number":
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return np.array(values, dtype=object)


def turned(column: Column) -> str:
    """How a laid column becomes the column of the table; "" where it is so already."""
    name = f'"{column.name}"'
    if column.kind == "day":
        return f"DATE '1970-01-01' + nullif({name}, {_NO_DAY}) AS {name}"
    if column.kind in ("cents", "whole"):
        return f"nullif({name}, {_NO_NUMBER}) AS {name}"
    if column.kind == "number":
        return f"CASE WHEN isnan({name}) THEN NULL ELSE {name} END AS {name}"
    return ""
