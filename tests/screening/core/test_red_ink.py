"""Amounts that are negative by their colour alone, out of real workbooks."""

from __future__ import annotations

import io
from functools import partial

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from xuncha.base.sheets_in import Cell, read_book
from xuncha.base.sheets_red import red_cells
from xuncha.screening.core.reading import Records, Source, read_source
from xuncha.screening.facts import vocabulary

HEAD = ["日期", "收款人", "金额"]
RED, BLACK = "FFFF0000", "FF000000"


def workbook(*rows: tuple[Cell, str], number_format: str = "") -> bytes:
    """Payments of these amounts, each in its colour."""
    made = Workbook()
    sheet = made.active
    sheet.title = "支付"
    sheet.append(HEAD)
    for at, (amount, color) in enumerate(rows, 2):
        sheet.append(["2024-03-05", f"甲{at}", amount])
        sheet.cell(at, 3).font = Font(color=color)
        if number_format and color == RED:
            sheet.cell(at, 3).font = Font(color=BLACK)
            sheet.cell(at, 3).number_format = number_format
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def read(raw: bytes) -> Records:
    return read_source(
        Source("账.xlsx", "0" * 64, read_book(raw, "账.xlsx"), partial(red_cells, raw)), vocabulary()
    )[0]


def test_a_red_amount_is_negative_and_said_to_be() -> None:
    records = read(workbook((5, BLACK), (7.5, RED), (9, BLACK)))
    assert records.values["amount"] == [500, -750, 900]
    (remark,) = records.remarks
    assert (remark.place.row, remark.says.zh) == (3, "有 1 个金额是红色字、没有负号，按红字（负数）读入")


def test_a_format_that_writes_every_number_red_is_red_ink() -> None:
    raw = workbook((5, BLACK), (7, RED), (9, BLACK), number_format="[Red]#,##0.00")
    assert read(raw).values["amount"] == [500, -700, 900]


def test_a_format_that_is_red_for_negatives_only_changes_nothing() -> None:
    raw = workbook((5, BLACK), (7, RED), (9, BLACK), number_format="#,##0.00;[Red]-#,##0.00")
    assert read(raw).values["amount"] == [500, 700, 900]


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        ([(5, BLACK), (7, RED), (-9, BLACK)], [500, 700, -900]),
        ([(5, RED), (7, RED), (9, BLACK)], [500, 700, 900]),
        ([(5, BLACK), (7, "FF00B050"), (9, BLACK)], [500, 700, 900]),
    ],
    ids=["a sign somewhere", "most are red", "another colour"],
)
def test_colour_says_nothing(rows: list[tuple[Cell, str]], amounts: list[int]) -> None:
    records = read(workbook(*rows))
    assert records.values["amount"] == amounts
    assert records.remarks == ()


def test_what_is_no_workbook_has_no_red() -> None:
    assert red_cells(b"a,b\n1,2\n", "支付") == frozenset()
    assert red_cells(b"PK\x03\x04broken", "支付") == frozenset()
    assert red_cells(workbook((5, RED)), "别的表") == frozenset()
    assert red_cells(workbook((5, RED)), "支付") == {(1, 2)}


def test_a_sheet_with_a_sign_is_not_asked_for_its_colours() -> None:
    def never(sheet: str) -> frozenset[tuple[int, int]]:
        raise AssertionError(sheet)

    raw = workbook((5, BLACK), (-7, RED))
    source = Source("账.xlsx", "0" * 64, read_book(raw, "账.xlsx"), never)
    assert read_source(source, vocabulary())[0].values["amount"] == [500, -700]


def test_an_old_workbook_without_a_sign_says_that_its_colours_are_not_seen() -> None:
    raw = workbook((5, BLACK), (7.5, RED))
    source = Source("账.xls", "0" * 64, read_book(raw, "账.xls"), partial(red_cells, b"\xd0\xcf\x11\xe0 old"))
    (records,) = read_source(source, vocabulary())
    assert records.values["amount"] == [500, 750]
    (remark,) = records.remarks
    assert (
        remark.says.zh == "这是旧版 .xls，看不出字的颜色；表里没有负数，如有用红色字表示的冲销，会被当成正数"
    )
    assert remark.remedy.zh == "有红色字的，请用 Excel 或 WPS 另存为 .xlsx 后重新导入。"


def test_an_old_workbook_with_a_sign_says_nothing_of_colours() -> None:
    raw = workbook((5, BLACK), (-7.5, RED))
    source = Source("账.xls", "0" * 64, read_book(raw, "账.xls"), partial(red_cells, b"\xd0\xcf\x11\xe0 old"))
    assert read_source(source, vocabulary())[0].remarks == ()
