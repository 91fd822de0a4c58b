"""Small books for tests of the judge."""

import io

import openpyxl

from xuncha.base.sheets_in import Book, Sheet, read_book
from xuncha.registry.choices import choices
from xuncha.registry.core.county import County, Judgement
from xuncha.registry.core.judge import judge


def xlsx(sheets: dict[str, list[list[object]]], merges: dict[str, list[str]] | None = None) -> bytes:
    """Sheet name → rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for merge in (merges or {}).get(name, []):
            sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def book(sheets: dict[str, list[list[object]]], merges: dict[str, list[str]] | None = None) -> Book:
    return read_book(xlsx(sheets, merges), "县情.xlsx")


def judged(sheets: dict[str, list[list[object]]], known: County | None = None, **more: object) -> Judgement:
    """The judgement on sheets given as rows."""
    return judge(book(sheets, **more), known or County(), choices())  # type: ignore[arg-type]


def laid_out(sheets: dict[str, list[list[object]]], known: County | None = None) -> Judgement:
    """As `judged`, without the way through a file."""
    pages = tuple(Sheet(name, rows, file="县情.xlsx") for name, rows in sheets.items())  # type: ignore[arg-type]
    return judge(Book("县情.xlsx", pages), known or County(), choices())


def errors(judgement: Judgement) -> list[tuple[str, int | None, str, str]]:
    """Sheet, row, column, sentence of every error."""
    return [
        (one.place.sheet, one.place.row, one.place.column, one.says.zh)
        for one in judgement.remarks
        if one.stops
    ]


def notices(judgement: Judgement) -> list[str]:
    """The sentences of the notices."""
    return [one.says.zh for one in judgement.remarks if not one.stops]


UNITS = [
    ["单位名称", "所属党组织", "主要负责人"],
    ["水务局", "水务局党组", "甲一"],
    ["妇联", "群团联合支部", "乙二"],
]
