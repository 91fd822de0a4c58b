"""What is wrong with a sheet, collected while it is read: each fault with its place, long rows of them counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Cell
from xuncha.base.words import NOTHING, Sentence
from xuncha.screening.core.cells import as_text
from xuncha.screening.core.sums import Marks

NAMED = 20
"""So many cells of a column are named one by one; the rest is counted."""
SUMS_NAMED = 200
"""So many sum rows that disagree are named one by one."""
LONGEST_SHOWN = 30

MORE_CELLS = Sentence(
    "另有 {number} 格同样读不出来（最后一处在第{last}行）",
    "{number} more cells cannot be read (the last in row {last})",
)
MORE_SUMS = Sentence(
    "另有 {number} 处合计同样不符（最后一处在第{last}行）",
    "{number} more sums disagree (the last in row {last})",
)
_MORE = {
    MORE_CELLS: Sentence(
        "如整列如此，请核对列的对应和写法。", "If the whole column is like that, check the mapping."
    ),
    MORE_SUMS: Sentence("请核对是否漏导了分录。", "Check whether bookings were left out."),
}
"""What is said of the faults of a kind that are not named, and what to do."""


@dataclass
class _Kind:
    """Faults of one kind in a column: those named, how many more there are, in which row the last."""

    named: list[Remark] = field(default_factory=list)
    more: int = 0
    last: int = 0


@dataclass
class Faults:
    """Collects remarks on one sheet of one file, whose rows may come in pieces.

    `seen` are remarks made before; `above` is how many rows of the sheet stand above the piece at hand, `marks` what its sum
    rows are compared with, and `said` what rows above say of those below. Rows are given as they count in the piece; `lines`
    says which line of the file each is, where that differs. Of one kind of fault the first are named, over all pieces together.
    """

    file: str
    sheet: str
    seen: Sequence[Remark] = ()
    above: int = 0
    lines: Sequence[int] = ()
    marks: Marks = field(default_factory=Marks)
    said: dict[str, str] = field(default_factory=dict)
    _kinds: dict[tuple[str, Sentence], _Kind] = field(default_factory=dict)
    _counted: dict[Sentence, tuple[int, Place, Sentence]] = field(default_factory=dict)

    def number(self, row: int) -> int:
        """The number by which a person finds a row of the piece (counted from 1)."""
        return self.lines[row - 1] if self.lines else self.above + row

    @property
    def remarks(self) -> list[Remark]:
        """All remarks so far, what was counted at the end."""
        found = [*self.seen]
        for (column, says), kind in self._kinds.items():
            found += kind.named
            if kind.more:
                told = says.filled(number=kind.more, last=kind.last)
                found.append(self._remark(told, _MORE[says], None, column))
        for says, (number, place, remedy) in self._counted.items():
            found.append(Remark("notice", place, says.filled(number=number), remedy))
        return found

    def add(
        self, says: Sentence, remedy: Sentence = NOTHING, row: int | None = None, column: str = ""
    ) -> None:
        """A remark that does not stop, once however many pieces give cause for it; `row` counts from 1 as in Excel."""
        kind = self._kinds.setdefault((column, says), _Kind())
        if not kind.named:
            kind.named.append(self._remark(says, remedy, row, column))

    def count(self, number: int, says: Sentence, remedy: Sentence = NOTHING, row: int | None = None) -> None:
        """So many rows, added up over the pieces; `says` has a place for `{number}`, `row` is the first of them."""
        before, place, _ = self._counted.get(says, (0, self._place(row), remedy))
        self._counted[says] = before + number, place, remedy

    def cells(self, column: str, bad: Sequence[tuple[int, Cell]], says: Sentence, remedy: Sentence) -> None:
        """Cells (row index from 0, content) of a column that cannot be read."""
        for at, cell in bad[:NAMED]:
            shown = as_text(cell)[:LONGEST_SHOWN]
            told = Sentence(f"“{shown}”{says.zh}", f"“{shown}” {says.en}")
            self._name(MORE_CELLS, NAMED, told, remedy, at + 1, column)
        if len(bad) > NAMED:
            kind = self._kinds[column, MORE_CELLS]
            kind.more, kind.last = kind.more + len(bad) - NAMED, self.number(bad[-1][0] + 1)

    def sums(self, column: str, row: int, says: Sentence, remedy: Sentence) -> None:
        """A sum row (counted from 1) that disagrees with the rows above it."""
        self._name(MORE_SUMS, SUMS_NAMED, says, remedy, row, column)

    def _name(
        self, more: Sentence, most: int, says: Sentence, remedy: Sentence, row: int, column: str
    ) -> None:
        """Names one of the many, or counts it where enough are named."""
        kind = self._kinds.setdefault((column, more), _Kind())
        if len(kind.named) < most:
            kind.named.append(self._remark(says, remedy, row, column))
        else:
            kind.more, kind.last = kind.more + 1, self.number(row)

    def _remark(self, says: Sentence, remedy: Sentence, row: int | None, column: str) -> Remark:
        return Remark("notice", self._place(row, column), says, remedy)

    def _place(self, row: int | None, column: str = "") -> Place:
        return Place(self.file, self.sheet, row if row is None else self.number(row), column)
