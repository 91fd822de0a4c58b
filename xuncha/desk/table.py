"""A table of loaded rows: the same columns on the page and in Excel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xuncha.base import sheets_out
from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence

NOTHING = Sentence("暂无记录。", "Nothing here yet.")


@dataclass(frozen=True)
class Mark:
    """A coloured word in a cell. ``tone``: plain, ok, wait, late (late is the only red)."""

    says: Sentence
    tone: str = "plain"

    def __str__(self) -> str:
        return str(self.says)


@dataclass(frozen=True)
class Link:
    """A cell that leads somewhere."""

    text: Any
    href: str

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True)
class Table:
    """Rows are mappings by column key; a cell is a plain value, a Sentence, a Mark or a Link; None shows as empty.

    ``key`` names the table in ``?xlsx=<key>``; empty key: no Excel button. ``numbered`` adds the 序号 column.
    """

    key: str
    title: Sentence
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    empty: Sentence = NOTHING
    numbered: bool = True
    notes: Sequence[str] = field(default=())

    def workbook(self, language: str) -> bytes:
        """The table as an xlsx file."""
        rows = [
            {column.key: _plain(row.get(column.key), language) for column in self.columns}
            for row in self.rows
        ]
        sheet = sheets_out.Sheet(self.title.in_(language), tuple(self.columns), rows, notes=tuple(self.notes))
        return sheets_out.write_book([sheet])


def _plain(value: Any, language: str) -> Any:
    if isinstance(value, Link):
        return _plain(value.text, language)
    if isinstance(value, Mark):
        return value.says.in_(language)
    if isinstance(value, Sentence):
        return value.in_(language)
    if isinstance(value, list | tuple):
        return "\n".join(str(_plain(one, language)) for one in value if one not in (None, ""))
    return value
