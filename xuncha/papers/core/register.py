"""Excel registers: what a layout of kind "excel" draws on; written by xuncha.base.sheets_out."""

from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.papers.core.form import Copy


class Register:
    """A workbook being drawn: `sheet` for each sheet, then `save`."""

    def __init__(self, copy: Copy):
        self.copy = copy
        self._sheets: list[Sheet] = []

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Mapping[str, Any]],
        notes: Sequence[str] = (),
        landscape: bool = True,
    ) -> None:
        """One sheet: `columns` as in sheets_out, `rows` by the columns' keys, `notes` above the table."""
        said = [
            text
            for text in (self.copy.mark, "虚构：演示数据，不具效力" if self.copy.fictional else "")
            if text
        ]
        self._sheets.append(
            Sheet(
                name=name, columns=tuple(columns), rows=list(rows), notes=(*said, *notes), landscape=landscape
            )
        )

    def save(self) -> bytes:
        """The .xlsx; number, code and printing user stand in the foot of every sheet."""
        copy = self.copy
        stamp = "　".join(
            part for part in (copy.number, f"事实码 {copy.code}" if copy.code else "", copy.printed) if part
        )
        return write_book(self._sheets, stamp=stamp)
