"""Finds the table in a sheet: below title rows, under headings of one or two rows, spelled in many ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_book import Cell, Sheet, plain
from xuncha.base.words import Sentence

SEARCHED_ROWS = 30
_DEPTHS = (1, 2, 3)
_DECORATION = re.compile(r"\([^)]*\)|[*::※]")


@dataclass(frozen=True)
class Table:
    """The table found. `columns`: key → index from 0; `body`: (row number as in Excel, key → cell).

    `headings`: key → the heading as written; `others`: headings that nobody asked for, by index.
    Without a table `header_row` is 0, the body is empty, and `remarks` says why.
    """

    header_row: int
    columns: dict[str, int]
    body: list[tuple[int, dict[str, Cell]]]
    remarks: tuple[Remark, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Heading:
    row: int
    depth: int
    texts: list[list[str]]
    matched: dict[int, str]

    @property
    def score(self) -> tuple[int, int, int]:
        return len(set(self.matched.values())), -self.depth, -self.row


def find_table(sheet: Sheet, wanted: Mapping[str, tuple[str, ...]]) -> Table:
    """The table whose heading row matches most of `wanted` (key → spellings of its heading).

    A key that stands over two columns is an error, its first column is read. Cells merged downwards hold
    their value in every row; rows without anything are left out.
    """
    best = _best_heading(sheet, wanted)
    if best is None:
        return Table(0, {}, [], (_no_heading(sheet, wanted),), {}, {})
    columns: dict[str, int] = {}
    remarks: list[Remark] = []
    for index, key in sorted(best.matched.items()):
        if key in columns:
            remarks.append(_twice(sheet, best, columns[key], index))
        else:
            columns[key] = index
    headings = {key: _written(best, index) for key, index in columns.items()}
    others = {
        index: _written(best, index)
        for index in range(len(best.texts))
        if index not in best.matched and best.texts[index]
    }
    first = best.row + best.depth
    return Table(first, columns, _body(sheet, first, columns), tuple(remarks), headings, others)


def find_columns(sheet: Sheet, wanted: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The keys of `wanted` that the sheet has headings for; its rows are not looked at."""
    best = _best_heading(sheet, wanted)
    return frozenset(best.matched.values()) if best else frozenset()


def _best_heading(sheet: Sheet, wanted: Mapping[str, tuple[str, ...]]) -> _Heading | None:
    spellings = {plain(text): key for key, texts in wanted.items() for text in texts}
    candidates = [
        _heading(sheet, row, depth, spellings)
        for row in range(min(SEARCHED_ROWS, len(sheet.rows)))
        for depth in _DEPTHS
        if row + depth <= len(sheet.rows)
    ]
    best = max(candidates, key=lambda heading: heading.score, default=None)
    return best if best is not None and best.matched else None


def _heading(sheet: Sheet, row: int, depth: int, spellings: Mapping[str, str]) -> _Heading:
    width = max((len(cells) for cells in sheet.rows[row : row + depth]), default=0)
    texts = [_texts(sheet, row, depth, index) for index in range(width)]
    matched = {}
    for index, parts in enumerate(texts):
        key = _key(parts, spellings)
        if key:
            matched[index] = key
    return _Heading(row, depth, texts, matched)


def _texts(sheet: Sheet, row: int, depth: int, index: int) -> list[str]:
    parts: list[str] = []
    for line in range(row, row + depth):
        cell = sheet.filled(line, index)
        if isinstance(cell, str) and cell not in parts:
            parts.append(cell)
    return parts


def _key(parts: list[str], spellings: Mapping[str, str]) -> str | None:
    """The key of a heading: the parts joined, or the lowest part alone; decoration is tried away."""
    for text in ("".join(parts), parts[-1] if parts else ""):
        whole = plain(text)
        for tried in (whole, _DECORATION.sub("", whole)):
            if tried in spellings:
                return spellings[tried]
    return None


def _written(heading: _Heading, index: int) -> str:
    return "/".join(" ".join(part.split()) for part in heading.texts[index])


def _body(sheet: Sheet, first: int, columns: Mapping[str, int]) -> list[tuple[int, dict[str, Cell]]]:
    downwards = {
        (row, left): sheet.rows[top][left] if left < len(sheet.rows[top]) else None
        for top, left, bottom, _ in sheet.merged
        if top >= first and top < len(sheet.rows)
        for row in range(top + 1, min(bottom + 1, len(sheet.rows)))
    }
    body = []
    for row in range(first, len(sheet.rows)):
        cells = sheet.rows[row]
        if all(cell is None for cell in cells):
            continue
        values = {
            key: (cells[index] if index < len(cells) else None)
            if (row, index) not in downwards
            else downwards[row, index]
            for key, index in columns.items()
        }
        if any(value is not None for value in values.values()):
            body.append((row + 1, values))
    return body


def _no_heading(sheet: Sheet, wanted: Mapping[str, tuple[str, ...]]) -> Remark:
    expected = "、".join(texts[0] for texts in wanted.values())
    if sheet.empty:
        says = Sentence("这张表是空的", "the sheet is empty")
    else:
        says = Sentence(
            f"前 {SEARCHED_ROWS} 行里没有找到表头", f"no heading row within the first {SEARCHED_ROWS} rows"
        )
    return Remark(
        "error",
        Place(sheet.file, sheet.name),
        says,
        Sentence(f"表头应有：{expected}。", f"Expected headings: {expected}."),
    )


def _twice(sheet: Sheet, heading: _Heading, first: int, second: int) -> Remark:
    one, two = _written(heading, first), _written(heading, second)
    return Remark(
        "error",
        Place(sheet.file, sheet.name, heading.row + heading.depth, two),
        Sentence(
            f"第 {first + 1} 列“{one}”和第 {second + 1} 列“{two}”是同一项内容的表头",
            f"columns {first + 1} “{one}” and {second + 1} “{two}” are headings of the same thing",
        ),
        Sentence("请删去或改名其中一列。", "Delete or rename one of the two."),
    )
