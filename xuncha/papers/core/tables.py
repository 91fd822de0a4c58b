"""Bordered tables: rows of labelled fields for forms, lists whose head repeats on every page."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from docx.text.paragraph import Paragraph

from xuncha.papers.core.measures import FANGSONG, HEI, SIZE, mm, width_of
from xuncha.papers.core.ooxml import Xml, border, dress, element, of_paragraph
from xuncha.papers.core.typography import full_width

Align = Literal["left", "center", "right", "both"]
#: Edges nearer than this (twips) are one edge; tables of many widths would else grow hair-thin columns.
_SAME_EDGE = 60


@dataclass(frozen=True)
class Cell:
    """One cell: its text (lines split at \\n), its share of the row, and whether it is a label.

    `sign` are the lines at its foot where somebody signs and dates, e.g. ("组长签字",).
    """

    text: str
    share: float
    align: Align = "left"
    label: bool = False
    sign: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row: `height` is a minimum in mm; `repeats` heads every page; `splits` may break over pages."""

    cells: tuple[Cell, ...]
    height: float = 8.0
    repeats: bool = False
    splits: bool = False


def draw(rows: Sequence[Row], width: int, size: str = "小4号") -> Xml:
    """The w:tbl of the rows, `width` twips wide. Rows may have different cell edges."""
    edges = [_edges(row, width) for row in rows]
    grid = _merged(sorted({edge for row in edges for edge in row}))
    table = element("tbl", {}, _table_properties(grid[-1]))
    table.append(element("tblGrid", {}, *(element("gridCol", {"w": b - a}) for a, b in _pairs(grid))))
    for row, row_edges in zip(rows, edges, strict=True):
        table.append(_draw_row(row, [_nearest(grid, edge) for edge in row_edges], grid, SIZE[size]))
    return table


def _edges(row: Row, width: int) -> list[int]:
    whole = sum(cell.share for cell in row.cells)
    reached, edges = 0.0, [0]
    for cell in row.cells:
        reached += cell.share
        edges.append(round(width * reached / whole))
    return edges


def _merged(edges: list[int]) -> list[int]:
    kept = [edges[0]]
    for edge in edges[1:]:
        if edge - kept[-1] > _SAME_EDGE:
            kept.append(edge)
    kept[-1] = edges[-1]
    return kept


def _pairs(grid: list[int]) -> list[tuple[int, int]]:
    return list(itertools.pairwise(grid))


def _nearest(grid: list[int], edge: int) -> int:
    return min(range(len(grid)), key=lambda index: abs(grid[index] - edge))


def _table_properties(width: int) -> Xml:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return element(
        "tblPr",
        {},
        element("tblW", {"w": width, "type": "dxa"}),
        element("jc", {"val": "center"}),
        element("tblBorders", {}, *(element(side, border(eighths=6)) for side in sides)),
        element("tblLayout", {"type": "fixed"}),
        element(
            "tblCellMar",
            {},
            element("top", {"w": 30, "type": "dxa"}),
            element("left", {"w": 80, "type": "dxa"}),
            element("bottom", {"w": 50, "type": "dxa"}),
            element("right", {"w": 80, "type": "dxa"}),
        ),
    )


def _draw_row(row: Row, columns: list[int], grid: list[int], half_points: int) -> Xml:
    properties = element("trPr")
    if not row.splits:
        properties.append(element("cantSplit"))
    properties.append(element("trHeight", {"val": mm(row.height), "hRule": "atLeast"}))
    if row.repeats:
        properties.append(element("tblHeader"))
    drawn = element("tr", {}, properties)
    for cell, first, last in zip(row.cells, columns, columns[1:], strict=False):
        drawn.append(_draw_cell(cell, row.height, grid[last] - grid[first], last - first, half_points))
    return drawn


def _draw_cell(cell: Cell, height: float, width: int, spans: int, half_points: int) -> Xml:
    properties = element("tcPr", {}, element("tcW", {"w": width, "type": "dxa"}))
    if spans > 1:
        properties.append(element("gridSpan", {"val": spans}))
    stands = "center" if not cell.sign else ("top" if cell.text else "bottom")
    properties.append(element("vAlign", {"val": stands}))
    drawn = element("tc", {}, properties)
    lines = cell.text.split("\n") if cell.text or not cell.sign else []
    align: Align = "center" if cell.label else cell.align
    for line in lines:
        _write(drawn, line, align, HEI if cell.label and len(cell.text) < 40 else FANGSONG, half_points)
    for position, signer in enumerate(cell.sign):
        gap = _room_above_signers(cell, lines, height, width, half_points) if lines and position == 0 else 0
        _write(drawn, f"{signer}：" + "　" * 6 + "年　　月　　日", "right", FANGSONG, half_points, gap)
    return drawn


def _line_height(half_points: int) -> int:
    return round(half_points * 10 * 1.35)


def _room_above_signers(cell: Cell, lines: list[str], height: float, width: int, half_points: int) -> int:
    """What is left of the cell's height between its text and the lines to sign on, at least 4 mm."""
    per_line = max(1.0, (width - 160) / (half_points * 10))
    written = sum(max(1, math.ceil(width_of(line) / per_line)) for line in lines)
    return max(mm(4), mm(height) - (written + len(cell.sign)) * _line_height(half_points) - mm(1))


def _write(cell: Xml, text: str, align: Align, font: str, half_points: int, gap: int = 0) -> None:
    made = element("p")
    cell.append(made)
    paragraph = Paragraph(made, None)
    of_paragraph(paragraph, "snapToGrid", {"val": 0})
    of_paragraph(
        paragraph,
        "spacing",
        {"before": gap, "after": 0, "line": _line_height(half_points), "lineRule": "exact"},
    )
    of_paragraph(paragraph, "jc", {"val": align})
    dress(paragraph.add_run(full_width(text)), font, half_points)


def as_text(value: object) -> str:
    """What a cell shows for a fact; an unknown one stays empty."""
    return "" if value is None else str(value)
