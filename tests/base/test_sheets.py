import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from xuncha.base import sheets_in
from xuncha.base.sheets_in import Unreadable, find_table, read_book
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.span import Day
from xuncha.base.words import Sentence, same

COLUMNS = (
    Column("name", Sentence("单位名称", "Unit"), required=True, note="写全称"),
    Column("money", Sentence("金额（元）", "Amount"), "money"),
    Column("on", Sentence("日期", "Date"), "date"),
    Column("since", Sentence("任职时间", "Since"), "day"),
    Column("own", Sentence("是否独立", "Own"), "mark"),
    Column("sort", Sentence("类别", "Sort"), choices=("政府部门", "群团")),
)
ROW = {
    "name": "水务局",
    "money": 123456,
    "on": date(2024, 3, 5),
    "since": Day(2021, 3),
    "own": True,
    "sort": "群团",
}
WANTED = {"name": ("单位名称", "单位"), "money": ("金额",)}


def made(**more):
    return write_book([Sheet("表一", COLUMNS, [ROW], **more)], stamp="虚构")


def book_of(rows, merges=(), name="表一"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_written_book_reads_back():
    sheet = read_book(made(), "甲.xlsx").sheets[0]
    assert sheet.rows == [
        ["单位名称", "金额（元）", "日期", "任职时间", "是否独立", "类别"],
        ["水务局", 1234.56, date(2024, 3, 5), "2021-03", "是", "群团"],
    ]


def test_money_has_thousands_separators_and_stands_right():
    cell = openpyxl.load_workbook(io.BytesIO(made()))["表一"]["B2"]
    assert (cell.number_format, cell.alignment.horizontal) == ("#,##0.00", "right")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula(start):
    raw = write_book([Sheet("表一", COLUMNS[:1], [{"name": start}])])
    cell = openpyxl.load_workbook(io.BytesIO(raw))["表一"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (start, "s", True)


def test_control_characters_are_dropped():
    raw = write_book([Sheet("表一", COLUMNS[:1], [{"name": "甲\x00\x07乙"}])])
    assert read_book(raw).sheets[0].rows[1] == ["甲乙"]


def test_sheet_is_ready_to_fill_and_print():
    page = openpyxl.load_workbook(io.BytesIO(made(landscape=True, numbered=True, notes=("说明",))))["表一"]
    assert [cell.value for cell in page[2]][:2] == ["序号", "单位名称"]
    assert page["B2"].comment.text == "必填。写全称"
    assert {rule.formula1 for rule in page.data_validations.dataValidation} == {'"政府部门,群团"', '"是,否"'}
    assert page.freeze_panes == "C3"
    assert (str(page.page_setup.paperSize), page.page_setup.orientation) == ("9", "landscape")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.oddHeader.right.text == "虚构"


def test_long_list_of_choices_stands_on_a_hidden_sheet():
    choices = tuple(f"第{n}个很长的选项名称" for n in range(60))
    raw = write_book([Sheet("表一", [Column("a", same("甲"), choices=choices)])])
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book["选项"].sheet_state == "hidden"
    assert [row[0].value for row in book["选项"].rows] == list(choices)
    assert [sheet.name for sheet in read_book(raw).sheets] == ["表一"]


def test_example_row_is_marked_in_the_number_column():
    sheet = read_book(made(numbered=True, examples=[{"name": "例单位"}])).sheets[0]
    assert [row[0] for row in sheet.rows] == ["序号", "示例", 1]


def test_title_rows_and_two_row_headings_are_found():
    raw = book_of(
        [
            ["全县单位情况表"],
            ["填报单位：虚构"],
            ["序号", "单位\n名称", "工作量", None],
            [None, None, "金额", "人数"],
            [1, "水务局", 5, 7],
        ],
        merges=["A1:D1", "A3:A4", "B3:B4", "C3:D3"],
    )
    table = find_table(read_book(raw).sheets[0], WANTED)
    assert (table.header_row, table.columns) == (4, {"name": 1, "money": 2})
    assert table.body == [(5, {"name": "水务局", "money": 5})]
    assert table.headings["money"] == "金额"


def test_cells_merged_downwards_hold_their_value_in_every_row():
    raw = book_of([["单位", "金额"], ["水务局", 1], [None, 2], ["教育局", 3]], merges=["A2:A3"])
    table = find_table(read_book(raw).sheets[0], WANTED)
    assert [cells["name"] for _, cells in table.body] == ["水务局", "水务局", "教育局"]


def test_headings_may_carry_marks_and_units():
    raw = book_of([["*单位名称（必填）", "金 额（元）"], ["水务局", 1]])
    assert find_table(read_book(raw).sheets[0], WANTED).columns == {"name": 0, "money": 1}


def test_same_heading_twice_is_an_error_with_its_place():
    raw = book_of([["单位名称", "金额", "单位"], ["水务局", 1, "教育局"]])
    table = find_table(read_book(raw, "甲.xlsx").sheets[0], WANTED)
    assert [remark.level for remark in table.remarks] == ["error"]
    assert (table.remarks[0].place.row, table.remarks[0].place.column) == (1, "单位")
    assert table.body[0][1]["name"] == "水务局"


def test_sheet_without_headings_says_what_was_expected():
    table = find_table(read_book(book_of([["甲", "乙"]])).sheets[0], WANTED)
    assert (table.header_row, table.body) == (0, [])
    assert "单位名称、金额" in table.remarks[0].remedy.zh


def test_formula_without_a_result_is_reported_and_read_as_blank():
    raw = book_of([["单位", "金额"], ["水务局", "=1+1"]])
    book = read_book(raw, "甲.xlsx")
    assert book.sheets[0].rows[1] == ["水务局", None]
    assert [remark.level for remark in book.remarks] == ["notice"]
    assert "B2" in book.remarks[0].says.zh


def test_formula_with_a_result_is_read_as_its_value():
    raw = book_of([["单位", "金额"], ["水务局", "=1+1"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                data = data.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
                    b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
                )
            new.writestr(entry, data)
    book = read_book(stream.getvalue())
    assert (book.sheets[0].rows[1], book.remarks) == (["水务局", 2], ())


TEXT = '单位名称,金额\n水务局,"1,234.50"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_tables_of_every_encoding(encoding):
    sheet = read_book(TEXT.encode(encoding), "甲.csv").sheets[0]
    assert (sheet.name, sheet.rows) == ("甲", [["单位名称", "金额"], ["水务局", "1,234.50"]])


def test_compressed_text_table():
    assert read_book(gzip.compress(TEXT.encode()), "甲.csv.gz").sheets[0].name == "甲"


def test_latin_text_is_not_taken_for_chinese():
    assert read_book("Supplier,Amount £\nCafé,5\n".encode("cp1252")).sheets[0].rows[0][1] == "Amount £"


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_delimiters(mark):
    assert read_book(f"单位{mark}金额\n水务局{mark}3,5\n".encode()).sheets[0].rows == [
        ["单位", "金额"],
        ["水务局", "3,5"],
    ]


def test_line_break_inside_quotes_does_not_end_a_row():
    assert read_book('甲,乙\n"一\n二",三\n'.encode()).sheets[0].rows[1] == ["一\n二", "三"]


def refusal(raw, name="甲.xlsx"):
    with pytest.raises(Unreadable) as refused:
        read_book(raw, name)
    assert refused.value.remedy.zh
    assert refused.value.remedy.en
    return refused.value.says.zh


def test_password_is_told():
    assert refusal(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    ) == ("文件设有打开密码，读不出内容")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.7 ...", "这是 PDF 文件，不是表格"),
        (b"\x00\x01\x02" * 50, "这不是能读的表格文件"),
        (b"", "文件是空的（0 字节）"),
        (b" \n \n", "文件里没有任何内容"),
        (b"PK\x03\x04 broken", "文件已损坏，打不开"),
        (b"\x1f\x8b broken", "文件已损坏，打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "文件已损坏，打不开"),
    ],
)
def test_what_is_no_table_is_told(raw, says):
    assert refusal(raw) == says


def test_word_file_is_told():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(stream.getvalue()) == "这是 Word 文件，不是表格"


def test_empty_workbook_is_told():
    assert refusal(book_of([])) == "文件里没有任何内容"


def test_too_big_a_file_is_told(tmp_path):
    file = tmp_path / "大.csv"
    with file.open("wb") as stream:
        stream.truncate(61 * 1024 * 1024)
    assert refusal(file) == "文件有 61 MB，超过 60 MB"


def test_compressed_bomb_is_told(monkeypatch):
    monkeypatch.setattr(sheets_in, "UNPACKED_TEXT_MB", 1)
    assert refusal(gzip.compress(b"a" * 3_000_000)) == "文件解压后超过 1 MB"


def test_workbook_that_unpacks_to_too_much_is_told(monkeypatch):
    monkeypatch.setattr(sheets_in, "UNPACKED_LIMIT_MB", 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 2_000_000)
    assert refusal(stream.getvalue()) == "文件解压后超过 1 MB"


def test_a_file_of_five_gigabytes_is_refused_unread(tmp_path, monkeypatch):
    file = tmp_path / "大.csv"
    with file.open("wb") as stream:
        stream.truncate(5 << 30)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    assert refusal(file) == "文件有 5120 MB，超过 60 MB"


def test_more_lines_than_fit_into_memory_are_refused_before_they_are_split(monkeypatch):
    monkeypatch.setattr(sheets_in, "MOST_LINES", 3)
    assert refusal(gzip.compress(b"1,2\n" * 4)) == "表格有 4 行，超过 3 行"


def test_row_of_a_long_text_is_high_enough():
    raw = write_book([Sheet("表一", [Column("a", same("甲"), width=10)], [{"a": "字" * 12}, {"a": "字"}])])
    page = openpyxl.load_workbook(io.BytesIO(raw))["表一"]
    assert (page.row_dimensions[2].height, page.row_dimensions[3].height) == (45, None)


def test_digits_that_a_text_table_protects_are_told_without_the_protection() -> None:
    raw = b'="0001",\'0002,="a b",=1+1,\'t is\n'
    assert list(read_book(raw, "表.csv").sheets[0].rows[0]) == ["0001", "0002", "a b", "=1+1", "'t is"]


@pytest.mark.parametrize(
    "raw",
    [
        b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>1</td></tr></table></html>",
        "\ufeff<table><tr><td>金额</td></tr></table>".encode("utf-16"),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table><tr><td>1</td></tr></table>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
)
def test_a_page_that_passes_for_a_workbook_is_refused_with_what_to_do(raw: bytes) -> None:
    with pytest.raises(Unreadable) as no:
        read_book(raw, "支付明细.xls")
    assert "网页" in no.value.says.zh
    assert ".xlsx" in no.value.remedy.zh


def test_a_hidden_sheet_is_named() -> None:
    book = openpyxl.Workbook()
    book.active.append(["金额"])
    book.create_sheet("另一本").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    read = read_book(stream.getvalue(), "账.xlsx")
    assert ([one.name for one in read.sheets], read.hidden) == (["Sheet"], ("另一本",))
