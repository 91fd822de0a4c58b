"""The order of day and month where the first rows of a sheet leave it open: the first row that can, proves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from xuncha.base.sheets_in import Cell
from xuncha.screening.core.cells import day_order, is_open
from xuncha.screening.core.mapping import Columns
from xuncha.screening.core.vocabulary import Vocabulary


def with_order(
    words: Vocabulary,
    columns: Columns,
    rows: Sequence[Sequence[Cell]],
    sample: range,
    further: Iterable[Sequence[Cell]],
) -> Columns:
    """The mapping, which knows the `sample` of these rows, with the order that those below and `further` prove.

    Where the sample proves one order and the other, both stand in the sheet and nothing is decided.
    """
    dated = [one.column for one in columns.guesses if words.fields[one.field].kind == "day"]

    def days(below: Iterable[Sequence[Cell]]) -> Iterator[Cell]:
        return (row[at] for row in below for at in dated if at < len(row))

    known = [cell for cell in days(rows[sample.start : sample.stop]) if is_open(cell)]
    if columns.order or not known or any(day_order([cell])[0] for cell in known):
        return columns
    for cell in days(chain(rows[sample.stop :], further)):
        order, proof = day_order([cell])
        if order:
            return replace(columns, order=order, order_why=proof)
    return columns
