"""An .xlsx file read as columns of texts: what its cells would tell otherwise, or nothing at all."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from xuncha.base.sheets_columns import Column, Rows
from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_texts import text_sheets


def book_of(*rows, at="A1", merges=(), hidden=False):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "账"
    first = sheet[at]
    for down, row in enumerate(rows):
        for right, cell in enumerate(row):
            sheet.cell(first.row + down, first.column + right, cell)
    for merge in merges:
        sheet.merge_cells(merge)
    if hidden:
        book.create_sheet("藏").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(raw: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The file with some bytes of one part in place of others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(stream, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            assert entry.filename != part or old in content
            after.writestr(entry.filename, content.replace(old, new) if entry.filename == part else content)
    return stream.getvalue()


def rows_of(raw: bytes) -> list[list[object]]:
    (sheet,) = text_sheets(raw, "账.xlsx") or ()
    return list(sheet.rows)


def test_cells_stand_as_their_texts():
    raw = book_of(
        ["摘要", 1002, 12.5, date(2024, 3, 5), " 甲\u200b "],
        [None, -3, 0.1 + 0.2, datetime.fromisoformat("2024-03-05 13:30"), "1"],
    )
    assert rows_of(raw) == [
        ["摘要", "1002", "12.5", "2024-03-05 00:00:00", "甲"],
        [None, "-3", "0.3", "2024-03-05 13:30:00", "1"],
    ]


def test_a_long_number_keeps_the_digits_it_was_typed_with():
    assert rows_of(book_of([123456789.01, 12345678.035])) == [["123456789.01", "12345678.035"]]


def test_rows_and_columns_keep_their_places_where_the_sheet_begins_lower_and_to_the_right():
    raw = book_of(["甲", None, "乙"], [None, None, None], ["丙"], at="C4", merges=("C4:D4", "C6:C9"))
    (sheet,) = text_sheets(raw, "账.xlsx") or ()
    plain = read_book(raw, "账.xlsx").sheets[0]
    assert [list(row) for row in sheet.rows] == plain.rows
    assert set(sheet.merged) == set(plain.merged) == {(3, 2, 3, 3), (5, 2, 8, 2)}


def test_hidden_sheets_are_left_out():
    assert [one.name for one in text_sheets(book_of(["甲"], hidden=True), "账.xlsx") or ()] == ["账"]


@pytest.mark.parametrize(
    "cell", [True, False, time(8, 30), timedelta(hours=30), date(1900, 2, 3), "=1+1"], ids=str
)
def test_a_cell_that_its_text_does_not_tell_has_the_file_read_cell_by_cell(cell):
    raw = book_of(["甲", 1], ["乙", cell])
    assert text_sheets(raw, "账.xlsx") is None
    assert read_book(raw, "账.xlsx", texts=True) == read_book(raw, "账.xlsx")


def test_a_number_with_the_style_of_a_day_that_is_none_has_the_file_read_cell_by_cell():
    book = openpyxl.load_workbook(io.BytesIO(book_of(["日期"], [20240305])))
    book.active["A2"].number_format = "yyyy-mm-dd"
    stream = io.BytesIO()
    book.save(stream)
    assert text_sheets(stream.getvalue(), "账.xlsx") is None
    assert read_book(stream.getvalue(), texts=True).sheets[0].rows == [["日期"], [20240305]]


def test_a_cell_that_the_reader_loses_has_the_file_read_cell_by_cell():
    raw = book_of(["甲", 1], ["乙", 2])
    assert text_sheets(changed(raw, b't="n"><v>2</v>', b't="e"><v>#N/A</v>'), "账.xlsx") is None


def test_cells_without_an_address_have_the_file_read_cell_by_cell():
    raw = changed(book_of(["甲", 1]), b' r="A1"', b"")
    assert text_sheets(changed(raw, b' r="B1"', b""), "账.xlsx") is None


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 no archive", b"text"], ids=["empty", "broken", "text"])
def test_what_is_no_workbook_gives_nothing(raw):
    assert text_sheets(raw, "账.xlsx") is None


def test_a_file_cut_in_half_gives_nothing():
    raw = book_of(*([f"甲{number}", number] for number in range(200)))
    assert text_sheets(raw[: len(raw) // 2], "账.xlsx") is None


def test_a_column_says_each_cell_once_and_tells_one_from_true():
    column = Column.of(["甲", 1, "甲", True, None, 1.5, 0, False])
    assert column.cells() == ["甲", 1, "甲", True, None, 1.5, 0, False]
    assert [type(cell) for cell in column.cells()] == [str, int, str, bool, type(None), float, int, bool]
    assert len(Column.of(["甲", "乙", "甲"]).said) == 2


def test_rows_are_made_of_columns_as_lists_make_them():
    rows = Rows([Column.of([1, 2, 3]), Column.of(["a", None, "c"])], 3)
    assert (len(rows), rows[1], rows[-1], rows[1:]) == (3, [2, None], [3, "c"], [[2, None], [3, "c"]])
    with pytest.raises(IndexError):
        rows[3]


FAR = {
    "corner": (b'r="B2"', b'r="XFD1048576"'),
    "row": (b'r="B2"', b'r="B900000000"'),
    "other quotes": (b'r="B2"', b"r='XFD1048576'"),
    "spaces": (b'r="B2"', b'r = "XFD1048576"'),
    "small letters": (b'r="B2"', b'r="xfd1048576"'),
    "no such column": (b'r="B2"', b'r="ABCDEFG2000"'),
    "prefix": (b'<c r="B2"', b'<x:c r="XFD1048576"'),
}


@pytest.mark.parametrize("texts", [True, False])
@pytest.mark.parametrize("case", FAR)
def test_a_cell_far_off_is_refused_before_room_is_made_for_it(case, texts):
    raw = changed(book_of(["甲", 1], ["乙", 2]), *FAR[case])
    with pytest.raises(Unreadable) as no:
        read_book(raw, "账.xlsx", texts=texts)
    assert "范围过大，读不下" in no.value.says.zh


def test_a_long_sheet_and_a_wide_one_are_not_too_far():
    raw = book_of(["甲", 1], ["乙", 2])
    for place, rows in ((b'r="B300000"', 300_000), (b'r="XFD2"', 2)):
        (sheet,) = text_sheets(changed(raw, b'r="B2"', place), "账.xlsx") or ()
        assert len(sheet.rows) == rows
