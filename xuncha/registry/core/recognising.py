"""Which sheet of a book is which form, and what is said about sheets that are none."""

from __future__ import annotations

import re

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book, Sheet, find_columns, plain
from xuncha.base.words import Sentence
from xuncha.registry.core.form import Form, forms

IGNORED_SHEETS = frozenset({"填写说明", "说明", "选项"})
MOST_ROWS = 100_000
"""No county has so many; a longer sheet is another file, and judging it row by row would take minutes."""
_NUMBERING = re.compile(r"^[\d一二三四五六七八九十]+[.、．)）]|[（(].*?[)）]$")


def form_of(sheet: Sheet) -> Form | Remark | None:
    """The form that a sheet is, a remark when it cannot be read as one, None for guides and lists."""
    if plain(sheet.name) in IGNORED_SHEETS:
        return None
    form = _named(sheet) or _recognised(sheet)
    if form is None:
        return _not_recognised(sheet)
    if sheet.empty:
        return _empty(sheet)
    return form if len(sheet.rows) <= MOST_ROWS else _too_long(sheet)


def _named(sheet: Sheet) -> Form | None:
    name = plain(_NUMBERING.sub("", sheet.name.strip()))
    return next((form for form in forms() if name in map(plain, form.names())), None)


def _recognised(sheet: Sheet) -> Form | None:
    """The form whose required columns are all there and which explains most of the headings."""
    best, most = None, 1
    for form in forms():
        columns = find_columns(sheet, form.wanted())
        if len(columns) > most and all(one.key in columns for one in form.fields if one.required):
            best, most = form, len(columns)
    return best


def _not_recognised(sheet: Sheet) -> Remark:
    names = "、".join(form.name.zh for form in forms())
    return Remark(
        "notice",
        Place(sheet.file, sheet.name),
        Sentence("不认识这张工作表，没有读取", "this sheet is not known and was not read"),
        Sentence(f"能读的工作表：{names}。", f"Sheets that can be read: {names}."),
    )


def _empty(sheet: Sheet) -> Remark:
    return Remark(
        "notice",
        Place(sheet.file, sheet.name),
        Sentence("这张表是空的", "the sheet is empty"),
        Sentence("不用的表可以删去。", "It may be deleted."),
    )


def _too_long(sheet: Sheet) -> Remark:
    return Remark(
        "error",
        Place(sheet.file, sheet.name),
        Sentence(
            f"有 {len(sheet.rows)} 行，超过 {MOST_ROWS} 行，不像县情登记工作簿",
            f"{len(sheet.rows)} rows, more than {MOST_ROWS}: this does not look like a county workbook",
        ),
        Sentence(
            "请检查是否选错了文件；账册、流水请到“数据筛查”导入。",
            "Check that the right file was chosen; ledgers go to the screens.",
        ),
    )


def nothing_to_read(book: Book) -> Remark:
    """What is said of a book in which no sheet is a form."""
    return Remark(
        "error",
        Place(book.name),
        Sentence("没有找到能读的表", "no sheet that can be read was found"),
        Sentence(
            "请用 xuncha registry template 生成的模板填写；至少要有“单位”表和“单位名称”列。",
            "Use the template written by xuncha registry template; the 单位 sheet is the least.",
        ),
    )
