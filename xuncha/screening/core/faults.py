"""What is wrong with a sheet, collected while it is read: each fault with its place, long rows of them counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Cell
from xuncha.base.words import NOTHING, Sentence
from xuncha.screening.core.cells import as_text

NAMED = 20
"""So many cells of a column are named one by one; the rest is counted."""
LONGEST_SHOWN = 30


@dataclass
class Faults:
    """Collects remarks on one sheet of one file."""

    file: str
    sheet: str
    remarks: list[Remark] = field(default_factory=list)

    def add(
        self, says: Sentence, remedy: Sentence = NOTHING, row: int | None = None, column: str = ""
    ) -> None:
        """A remark that does not stop; `row` counts from 1 as in Excel."""
        self.remarks.append(Remark("notice", Place(self.file, self.sheet, row, column), says, remedy))

    def cells(self, column: str, bad: Sequence[tuple[int, Cell]], says: Sentence, remedy: Sentence) -> None:
        """Cells (row index from 0, content) of a column that cannot be read."""
        for at, cell in bad[:NAMED]:
            shown = as_text(cell)[:LONGEST_SHOWN]
            self.add(Sentence(f"“{shown}”{says.zh}", f"“{shown}” {says.en}"), remedy, at + 1, column)
        if len(bad) > NAMED:
            more, last = len(bad) - NAMED, bad[-1][0] + 1
            self.add(
                Sentence(
                    f"另有 {more} 格同样读不出来（最后一处在第{last}行）",
                    f"{more} more cells cannot be read (the last in row {last})",
                ),
                Sentence(
                    "如整列如此，请核对列的对应和写法。",
                    "If the whole column is like that, check the mapping.",
                ),
                column=column,
            )
