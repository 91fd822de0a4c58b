"""A sheet turned: columns in which each different cell stands once, so that what a cell says is worked out once for all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias, TypeVar, overload

from xuncha.base.arrays import np
from xuncha.base.sheets_book import Cell, Sheet

if TYPE_CHECKING:
    import numpy.typing as npt

Numbers: TypeAlias = "npt.NDArray[np.int64]"
"""Row numbers from 0, in order."""
Marks: TypeAlias = "npt.NDArray[np.bool_]"
"""Row by row whether something holds."""
T = TypeVar("T")


class Column:
    """One column. `said` are its cells, each at least once; `at` says for every row which of them stands there."""

    __slots__ = ("at", "said")

    def __init__(self, said: Sequence[Cell], at: npt.NDArray[np.int32]):
        self.said, self.at = said, at

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Column:
        """The column of these cells."""
        index: dict[object, int] = dict.fromkeys(cells, 0)
        if 0 in index or 1 in index:
            return cls._with_marks(cells)
        for number, cell in enumerate(index):
            index[cell] = number
        return cls(list(index), np.fromiter(map(index.__getitem__, cells), np.int32, len(cells)))  # type: ignore[arg-type]

    @classmethod
    def _with_marks(cls, cells: Sequence[Cell]) -> Column:
        """The same where 1 may be beside True, which is no number."""
        index: dict[tuple[type, Cell], int] = {}
        at = [index.setdefault((type(cell), cell), len(index)) for cell in cells]
        return cls([cell for _, cell in index], np.array(at, np.int32))

    def __len__(self) -> int:
        return len(self.at)

    def __getitem__(self, row: int) -> Cell:
        cell: Cell = self.said[self.at[row]]
        return cell

    def picked(self, rows: Numbers) -> Column:
        """The column of these rows alone."""
        return Column(self.said, self.at[rows])

    def cells(self) -> list[Cell]:
        """Row by row what stands there."""
        return self.each(lambda cell: cell)

    def each(self, read: Callable[[Cell], T]) -> list[T]:
        """Row by row what `read` makes of the cell."""
        return self.spread([read(cell) for cell in self.said])

    def spread(self, told: Sequence[T]) -> list[T]:
        """Row by row what was told of the cells, one for each of `said`."""
        values = np.empty(len(told), dtype=object)
        values[:] = told
        return list(values[self.at].tolist())

    def where(self, test: Callable[[Cell], bool]) -> Marks:
        """Row by row whether the cell passes a test."""
        marks = np.fromiter(map(test, self.said), np.bool_, len(self.said))
        return self.marked(marks)

    def blank(self) -> Marks:
        """Row by row whether nothing stands there."""
        return self.marked(np.array([cell is None for cell in self.said], np.bool_))

    def marked(self, marks: Marks) -> Marks:
        """Row by row the mark of the cell, of one for each of `said`."""
        return marks[self.at] if marks.any() else np.zeros(len(self.at), np.bool_)


class Rows(Sequence[list[Cell]]):
    """The rows of columns, made when they are asked for."""

    def __init__(self, columns: Sequence[Column], height: int):
        self.columns, self.height = columns, height

    def __len__(self) -> int:
        return self.height

    @overload
    def __getitem__(self, at: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[Cell]]: ...
    def __getitem__(self, at: int | slice) -> list[Cell] | list[list[Cell]]:
        if isinstance(at, slice):
            return [self._row(row) for row in range(*at.indices(self.height))]
        if not -self.height <= at < self.height:
            raise IndexError(at)
        return self._row(at)

    def _row(self, at: int) -> list[Cell]:
        return [column[at] for column in self.columns]


def columns_of(sheet: Sheet) -> list[Column]:
    """The columns of a sheet, as many as its longest row has; None where a row is shorter."""
    if isinstance(sheet.rows, Rows):
        return list(sheet.rows.columns)
    return [Column.of(cells) for cells in zip_longest(*sheet.rows)]


def any_of(marks: Iterable[Marks], height: int) -> Marks:
    """Row by row whether one of these marks is set."""
    found = np.zeros(height, np.bool_)
    for one in marks:
        found |= one
    return found
