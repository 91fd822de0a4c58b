"""Excel registers: what a layout of kind "excel" draws on; written by xuncha.base.sheets_out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.papers.core.edges import FICTIONAL
from xuncha.papers.core.form import Copy
from xuncha.papers.core.ooxml import same_bytes
from xuncha.papers.core.typography import full_width


class Register:
    """A workbook being drawn: `sheet` for each sheet, then `save`."""

    def __init__(self, copy: Copy):
        self.copy = copy
        self._sheets: list[Sheet] = []

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Mapping[str, Any]],
        notes: Sequence[str] = (),
        landscape: bool = True,
        numbered: bool = True,
        blank_rows: int = 0,
    ) -> None:
        """One sheet: `columns` as in sheets_out, `rows` by the columns' keys, `notes` above the table."""
        self._sheets.append(
            Sheet(
                name=name, columns=tuple(columns), rows=tuple(rows), notes=tuple(full_width(one) for one in notes),
                landscape=landscape, numbered=numbered, blank_rows=blank_rows,
            )
        )  # fmt: skip

    def save(self) -> bytes:
        """The .xlsx; mark, number, code and printing user stand on every printed page."""
        copy = self.copy
        code = f"事实码 {copy.code}" if copy.code else ""
        fictional = FICTIONAL if copy.fictional else ""
        stamp = "　".join(part for part in (copy.mark, fictional, copy.number, code, copy.printed) if part)
        return same_bytes(write_book(self._sheets, stamp=stamp))
