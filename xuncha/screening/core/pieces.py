"""A table too large for memory as records, piece by piece: one heading, one mapping, one count of rows for all pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from xuncha.base.sheets_in import Cell, Sheet
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.reading import (
    Recall,
    Records,
    Source,
    Understood,
    nothing_known,
    read_rows,
    understand,
)
from xuncha.screening.core.vocabulary import Vocabulary

MOST_CELLS = 2_000_000
"""So many cells of a piece are read at a time, however wide its rows are."""

Rows = Sequence[Sequence[Cell]]
Begin = Callable[[], Iterator[list[list[Cell]]]]
"""Begins a table at its first row; each call reads it again from there."""


class Pieces:
    """The records of one table, whose rows `begin` gives piece by piece, the heading and a sample in the first.

    Going through it gives the pieces, with `rows` told so far. Afterwards `whole` is what was read, as of one sheet, without
    rows and values. Only one piece is in memory at a time.
    """

    def __init__(
        self, source: Source, title: str, begin: Begin, words: Vocabulary, recall: Recall = nothing_known
    ):
        self.source, self.title, self.begin = source, title, begin
        self.words, self.recall = words, recall
        self.rows = 0
        self.whole = Records(source.name, source.sha256, title)

    def __iter__(self) -> Iterator[Records]:
        batches = self.begin()
        top = next(batches, [])
        first = self._sheet(top)
        known = understand(self.source, first, self.words, recall=self.recall, further=self._further())
        if isinstance(known, Records):
            self.whole = known
            return
        batches = chain([top], batches)
        del first, top
        faults, counts = Faults(self.source.name, self.title), Counter[str]()
        for part, rows in enumerate(_portions(batches, known)):
            sheet, mine = self._sheet(rows), known.below() if part else known
            records = read_rows(self.source, sheet, mine, faults)
            faults.above = self.rows = faults.above + len(rows)
            counts.update(records.counts)
            yield replace(records, head=known.head, remarks=(), part=part)
        self.whole = Records(
            self.source.name, self.source.sha256, self.title, known.head, known.columns,
            remarks=tuple(faults.remarks), counts=dict(counts), fix=known.fix,
        )  # fmt: skip

    def _sheet(self, rows: list[list[Cell]]) -> Sheet:
        return Sheet(self.title, rows, file=self.source.name)

    def _further(self) -> Iterator[Sequence[Cell]]:
        """The rows below the first piece, read from the beginning again once they are asked for."""
        again = self.begin()
        next(again, [])
        yield from chain.from_iterable(again)


def _portions(batches: Iterator[list[list[Cell]]], known: Understood) -> Iterator[list[list[Cell]]]:
    """The batches in parts of at most `MOST_CELLS`, without cells that no heading stands over.

    A row of thousands of cells, of which a broken file has some, would else make every row as wide.
    """
    width = max(1, len(known.head.titles))
    most = max(MOST_CELLS // width, known.head.body + 1)
    for rows in batches:
        for at in range(0, len(rows), most):
            part = rows[at : at + most]
            yield [row[:width] for row in part] if max(map(len, part)) > width else part


def of_one_sheet(records: Records) -> Records:
    """Records without rows and values: what is still told of a sheet when its rows are laid."""
    return replace(records, rows=(), values={})
