"""Writes workbooks that a person fills in or prints: notes, drop-downs, thousands separators, A4 pages.

Text never becomes a formula: a cell that begins like one is stored as text and carries Excel's own mark of text (the
apostrophe that is not part of the value), so that it stays text when somebody edits it or saves it in another program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from xuncha.base.sheets_saved import saved
from xuncha.base.span import Day
from xuncha.base.words import Sentence

Kind = Literal["text", "int", "money", "date", "day", "mark"]

NUMBER_HEADING = "序号"
EXAMPLE_MARK = "示例"
"""Stands in the 序号 column of an example row; readers leave such rows out."""

_LINE = 15
"""Height of a line in points."""
_HAND_LINE = 22
"""The same for a row that is filled in by hand."""
_ROWS_TO_FILL = 2000
_INLINE_CHOICES = 240
_LISTS_SHEET = "选项"
_TEXT_CELL_LIMIT = 32_767
_LIKE_FORMULAS = frozenset("=+-@|%＝＋－＠")
"""What spreadsheets take for the beginning of a formula, in half and in full width."""
_WHITE = frozenset("\t\r\n")
_WIDTHS: dict[str, int] = {"text": 16, "int": 10, "money": 16, "date": 13, "day": 13, "mark": 8}
_FORMATS: dict[str, str] = {"int": "#,##0", "money": "#,##0.00", "date": "yyyy-mm-dd"}
_EDGE = Border(*(Side(style="thin", color="FFB8B8B8"),) * 4)
_HEAD_FILL = PatternFill("solid", fgColor="FFE9EEF5")
_REQUIRED_FILL = PatternFill("solid", fgColor="FFFBE3C9")
_LINK_FONT = Font(underline="single", color="FF1F4E79")
_EXAMPLE_FONT = Font(italic=True, color="FF808080")


@dataclass(frozen=True)
class Column:
    """One column. Values: `money` integer cents, `day` a Day or its text, `mark` a bool shown as 是/否.

    `width` in characters; `note` becomes the comment at the heading; `choices` a drop-down.
    """

    key: str
    title: Sentence
    kind: Kind = "text"
    width: int | None = None
    note: str | Sentence | None = None
    choices: tuple[str, ...] = ()
    example: object = None
    required: bool = False


@dataclass(frozen=True)
class Goto:
    """A value that leads to a cell when it is clicked: of another sheet of the same book, or of a `file` in the same folder."""

    text: str
    sheet: str
    cell: str = "A1"
    file: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: `notes` stand in merged rows above the headings, then `examples`, then `rows`.

    `numbered` puts a 序号 column first; it is also what marks the examples. `blank_rows` are rows kept ruled
    for filling in by hand.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, object]] = ()
    notes: tuple[str, ...] = ()
    landscape: bool = False
    numbered: bool = False
    examples: Sequence[Mapping[str, object]] = field(default=())
    blank_rows: int = 0


def write_book(sheets: Sequence[Sheet], stamp: str = "", language: str = "zh") -> bytes:
    """The sheets as an .xlsx file. `stamp` (内部资料, 虚构 …) goes into the head of every printed page."""
    book = Workbook()
    book.remove(book.active)
    lists = _Lists(book)
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.name[:31]), sheet, lists, stamp, language)
    lists.finish()
    return saved(book)


class _Lists:
    """Long drop-down lists live on a hidden sheet, because a list inside a cell ends at 255 characters."""

    def __init__(self, book: Workbook):
        self._book = book
        self._columns: dict[tuple[str, ...], str] = {}

    def formula(self, choices: tuple[str, ...]) -> str:
        text = ",".join(choices)
        if len(text) <= _INLINE_CHOICES and not any("," in choice or '"' in choice for choice in choices):
            return f'"{text}"'
        if choices not in self._columns:
            letter = get_column_letter(len(self._columns) + 1)
            self._columns[choices] = f"{quote_sheetname(_LISTS_SHEET)}!${letter}$1:${letter}${len(choices)}"
        return self._columns[choices]

    def finish(self) -> None:
        if not self._columns:
            return
        sheet = self._book.create_sheet(_LISTS_SHEET)
        sheet.sheet_state = "hidden"
        for index, choices in enumerate(self._columns, 1):
            for row, choice in enumerate(choices, 1):
                _put(sheet.cell(row, index), choice)


def _write_sheet(page: Worksheet, sheet: Sheet, lists: _Lists, stamp: str, language: str) -> None:
    offset = 1 if sheet.numbered else 0
    width = len(sheet.columns) + offset
    for number, note in enumerate(sheet.notes, 1):
        _note_row(page, number, note, width)
    head = len(sheet.notes) + 1
    _headings(page, head, sheet, language)
    row = head
    styles, grey = _styles(page, sheet), _styles(page, sheet, _EXAMPLE_FONT)
    for example in sheet.examples:
        row += 1
        _row(page, row, sheet, example, EXAMPLE_MARK, grey)
    for number, values in enumerate(sheet.rows, 1):
        row += 1
        _row(page, row, sheet, values, number, styles)
    for number in range(sheet.blank_rows):
        row += 1
        _row(page, row, sheet, {}, number + 1, styles)
        page.row_dimensions[row].height = _HAND_LINE
    for index, column in enumerate(sheet.columns, 1 + offset):
        if column.choices or column.kind == "mark":
            _drop_down(page, column, lists, get_column_letter(index), head + 1)
    page.freeze_panes = page.cell(head + 1, min(2 + offset, width + 1) if width > 1 else 1)
    _page_setup(page, sheet, head, stamp)


def _note_row(page: Worksheet, row: int, note: str, width: int) -> None:
    cell = page.cell(row, 1)
    _put(cell, note)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if width > 1:
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    room = max(width * 12, 60)
    page.row_dimensions[row].height = _LINE * (1 + _breadth(note) // room)


def _headings(page: Worksheet, row: int, sheet: Sheet, language: str) -> None:
    offset = 1 if sheet.numbered else 0
    if sheet.numbered:
        _heading(page.cell(row, 1), NUMBER_HEADING, False)
        page.column_dimensions["A"].width = 6
    for index, column in enumerate(sheet.columns, 1 + offset):
        cell = page.cell(row, index)
        _heading(cell, column.title.in_(language), column.required)
        page.column_dimensions[get_column_letter(index)].width = column.width or _WIDTHS[column.kind]
        note = column.note.in_(language) if isinstance(column.note, Sentence) else column.note
        if note or column.required:
            text = ("必填。" if column.required else "") + (note or "")
            cell.comment = Comment(text, "xuncha", width=280, height=40 + 18 * (len(text) // 18))
    page.row_dimensions[row].height = 30


def _heading(cell: Cell, text: str, required: bool) -> None:
    _put(cell, text)
    cell.font = Font(bold=True)
    cell.fill = _REQUIRED_FILL if required else _HEAD_FILL
    cell.border = _EDGE
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _styles(page: Worksheet, sheet: Sheet, font: Font | None = None) -> list[StyleArray]:
    """The look of each column's cells, made once: making it anew for every cell costs most of the writing."""
    kinds: list[str] = ["number"] * sheet.numbered + [column.kind for column in sheet.columns]
    styles = []
    for kind in kinds:
        cell = Cell(page, row=1, column=1)
        cell.border = _EDGE
        if font:
            cell.font = font
        if kind in _FORMATS:
            cell.number_format = _FORMATS[kind]
        right = kind in ("int", "money")
        side = "center" if kind == "number" else "right" if right else None
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=not right)
        styles.append(cell._style)
    return styles


def _row(
    page: Worksheet,
    row: int,
    sheet: Sheet,
    values: Mapping[str, object],
    number: object,
    styles: Sequence[StyleArray],
) -> None:
    cells = [number] if sheet.numbered else []
    cells += [_value(column, values.get(column.key)) for column in sheet.columns]
    for index, (value, style) in enumerate(zip(cells, styles, strict=True), 1):
        cell = page.cell(row, index)
        cell._style = copy(style)
        _put(cell, value)
    lines = max((_lines(column, values.get(column.key)) for column in sheet.columns), default=1)
    if lines > 1:
        page.row_dimensions[row].height = _LINE * lines


def _lines(column: Column, value: object) -> int:
    """Lines that a text needs in its column; programs other than Excel do not find that out by themselves."""
    text = str(value) if isinstance(value, str | Sentence) else ""
    room = column.width or _WIDTHS[column.kind]
    if len(text) * 2 <= room:
        return 1
    return sum(-(-max(_breadth(line), 1) // room) for line in text.splitlines())


def _breadth(text: str) -> int:
    """Width in half-width characters."""
    return sum(2 if ord(char) > 255 else 1 for char in text)


def _value(column: Column, value: object) -> object:
    if isinstance(value, Sentence):
        return value.zh
    if value is None or value == "":
        return None
    if column.kind == "money" and isinstance(value, int):
        return Decimal(value) / 100
    if column.kind == "mark" and isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Day):
        return str(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return value if isinstance(value, Goto | str | int | float | Decimal | date | bool) else str(value)


def _put(cell: Cell, value: object) -> None:
    """Sets a value; text stays text whatever it begins with."""
    if isinstance(value, Goto):
        _put(cell, value.text)
        where = f"{quote_sheetname(value.sheet[:31])}!{value.cell}"
        beside = quote(value.file, safe="") or None
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=beside, location=where, display=value.text)
        cell.font = _LINK_FONT
    elif isinstance(value, str):
        text = str(ILLEGAL_CHARACTERS_RE.sub("", value))[:_TEXT_CELL_LIMIT]
        cell.value = text
        cell.data_type = "s"
        if text[:1] in _WHITE or text.lstrip()[:1] in _LIKE_FORMULAS:
            cell.quotePrefix = True
    else:
        cell.value = value


def _drop_down(page: Worksheet, column: Column, lists: _Lists, letter: str, first: int) -> None:
    choices = column.choices or ("是", "否")
    rule = DataValidation(
        type="list", formula1=lists.formula(choices), allow_blank=True, showErrorMessage=True
    )
    rule.errorStyle = "warning"
    rule.errorTitle, rule.error = "不在选项内", "请从下拉列表中选择；确需填写其他内容的，选“是”继续。"
    rule.add(f"{letter}{first}:{letter}{max(first, page.max_row) + _ROWS_TO_FILL}")
    page.add_data_validation(rule)


def _page_setup(page: Worksheet, sheet: Sheet, head: int, stamp: str) -> None:
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = f"{head}:{head}"
    page.print_options.horizontalCentered = True
    page.oddHeader.left.text = sheet.name.replace("&", "&&")
    page.oddHeader.right.text = stamp.replace("&", "&&")
    page.oddFooter.center.text = "第 &P 页 共 &N 页"
