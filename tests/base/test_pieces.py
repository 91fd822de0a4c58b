"""Text tables and Parquet read piece by piece: the same rows as read whole, in bounded memory; what is broken is mended and told."""

import csv
import gzip
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base import sheets_csv, sheets_lines
from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_lines import Rows, texts_of
from xuncha.base.sheets_parquet import ParquetTable
from xuncha.base.sheets_pieces import TextTable, in_pieces

MIDNIGHT, MORNING = datetime.fromisoformat("2024-01-02"), datetime.fromisoformat("2024-01-02T08:30")
CELLS = st.one_of(st.text(st.sampled_from(list('付款甲乙1." \n\r')), max_size=6), st.just("1,234.50"))
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=12)


def blocks_of(raw: bytes, size: int):
    return (raw[at : at + size] for at in range(0, len(raw), size))


def all_rows(raw: bytes, most: int = 3, block: int = 7) -> tuple[list[list[str]], list[tuple[int, str]]]:
    rows = Rows(texts_of(blocks_of(raw, block)))
    found = []
    while batch := rows.batch(most, 10_000):
        assert len(batch) <= most + 1
        found += batch
    return found, rows.mended


@settings(deadline=None, max_examples=60)
@given(
    TABLES,
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.integers(1, 5),
    st.integers(5, 40),
)
def test_pieces_of_any_size_are_the_rows_of_the_whole(table, encoding, most, block):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["凭证日期", "往来单位", "摘要"], *table])
    raw = text.getvalue().encode(encoding)
    assert all_rows(raw, most, block) == (sheets_csv.rows(text.getvalue()), [])


def test_the_encoding_is_decided_where_the_first_foreign_sign_stands():
    raw = b"a,b\n" * 500 + "付款,甲公司\n".encode("gb18030")
    assert all_rows(raw, 1000)[0][-1] == ["付款", "甲公司"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_byte_costs_its_own_row_only(encoding):
    lines = [f"第{at}笔付款,办公用品".encode(encoding) for at in range(30)]
    lines[7] = lines[7][:-1] + b"\xff"
    rows, mended = all_rows(b"\n".join(lines))
    assert mended == [(7, "bytes")]
    assert rows[8] == ["第8笔付款", "办公用品"]


def test_a_quote_that_never_closes_keeps_the_rows_below_it():
    rows, mended = all_rows('日期,收款人\n1,"甲公司,5\n2,乙公司\n3,丙公司\n'.encode())
    assert rows == [["日期", "收款人"], ["1", "甲公司", "5"], ["2", "乙公司"], ["3", "丙公司"]]
    assert mended == [(1, "quote")]


@pytest.mark.parametrize("row", ['{},"甲公司,5', '{},甲公司,"5', '"{},甲公司,5'])
def test_quotes_of_two_broken_rows_do_not_swallow_what_is_between(row):
    lines = [f"{at},甲公司,5" for at in range(40)]
    for at in (3, 4, 20):
        lines[at] = row.format(at)
    rows, mended = all_rows("\n".join(["号,收款人,金额", *lines, '40,乙公司,"1,234.50"\n']).encode())
    assert rows[1:] == [*([str(at), "甲公司", "5"] for at in range(40)), ["40", "乙公司", "1,234.50"]]
    assert mended == [(4, "quote"), (5, "quote"), (21, "quote")]


def test_a_text_of_several_lines_stays_one_cell():
    text = '号,摘要,金额\n1,"付：\n一、纸，\n二、笔",5\n"2\n3",甲,6\n4,乙,"7\n8"\n'
    assert all_rows(text.encode()) == (sheets_csv.rows(text), [])


def test_a_quote_that_is_open_for_too_long_is_given_up_in_the_midst():
    below = [["x" * 990, str(at)] for at in range(200)]
    rows, mended = all_rows(
        ('甲,乙\n"一,二\n' + "".join(f"{one},{two}\n" for one, two in below)).encode(), 50, 4096
    )
    assert mended == [(1, "quote")]
    assert rows == [["甲", "乙"], ["一", "二"], *below]


def test_a_line_without_end_is_passed_over_and_its_row_counted(monkeypatch):
    monkeypatch.setattr(sheets_lines, "LONGEST_LINE", 100)
    rows, mended = all_rows(b"a,b\n1,2\n" + b"x" * 5000 + b"\n3,4\n")
    assert rows == [["a", "b"], ["1", "2"], [], ["3", "4"]]
    assert mended == [(2, "long")]


def test_nul_characters_are_told_with_their_row():
    rows, mended = all_rows(b"a,b\n" * 50 + b"1,2\0\n3,4\n", 20)
    assert mended == [(50, "nul")]
    assert rows[-1] == ["3", "4"]


def test_a_row_of_too_many_columns_is_cut():
    rows, mended = all_rows(b"a,b\n" + b"," * 20_000 + b"\n1,2\n", 10, 65_536)
    assert mended == [(1, "wide")]
    assert (len(rows[1]), rows[2]) == (sheets_lines.MOST_COLUMNS, ["1", "2"])


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        list(in_pieces(path).batches())
    return refused.value.says.zh


def test_a_packed_table_may_be_read_again_and_again(tmp_path):
    table = in_pieces(written(tmp_path / "账.csv.gz", gzip.compress("日期,金额\n2024-01-02,5\n".encode())))
    for _ in range(2):
        assert list(table.batches()) == [[["日期", "金额"], ["2024-01-02", "5"]]]
    assert (table.title, table.share, table.remarks) == ("账", 1.0, ())


def test_a_packed_file_that_breaks_off_gives_what_came_before(tmp_path):
    lines = "".join(f"{at},第{at * 7919 % 10007}笔\n" for at in range(30_000))
    raw = gzip.compress(lines.encode())
    table = in_pieces(written(tmp_path / "账.csv.gz", raw[: len(raw) // 2]))
    rows = [row for batch in table.batches() for row in batch]
    assert rows[:2] == [["0", "第0笔"], ["1", "第7919笔"]]
    assert 1000 < len(rows) < 30_000
    assert [(one.level, one.says.zh) for one in table.remarks] == [
        ("error", f"压缩文件不完整，读到第{len(rows)}行断开，后面的没有读到")
    ]


def test_what_was_mended_is_counted_and_the_first_rows_named(tmp_path):
    table = TextTable(written(tmp_path / "a.csv", b"a,b\n" * 900 + b"1,2\0\n" * 9), "a.csv", rows=100)
    assert sum(map(len, table.batches())) == 909
    assert [one.line().zh for one in table.remarks] == [
        "《a.csv》“a”表第901行：9 行里有空字符（NUL），已去掉（第901、902、903、904、905行等）。请对照原文件看这些行。"
    ]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.7 ...", "这是 PDF 文件，不是表格"),
        (b"\x00\x01\x02" * 50, "这不是能读的表格文件"),
        (b"", "文件是空的（0 字节）"),
        (b" \n \n", "文件里没有任何内容"),
        (b"\x1f\x8b broken", "文件已损坏，打不开"),
        (b"PAR1 broken", "文件已损坏，打不开"),
    ],
)
def test_what_is_no_table_is_told_as_for_small_files(tmp_path, raw, says):
    assert refusal(written(tmp_path / "x.csv", raw)) == says


def test_a_workbook_is_not_read_in_pieces(tmp_path):
    assert in_pieces(written(tmp_path / "x.csv", b"PK\x03\x04")) is None
    assert in_pieces(written(tmp_path / "x.csv.gz", gzip.compress(b"PK\x03\x04"))) is None


def parquet(path: Path, **columns: object) -> ParquetTable:
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return ParquetTable(path, path.name, rows=2)


def test_the_cells_of_a_parquet_file(tmp_path):
    table = parquet(
        tmp_path / "账.parquet",
        日期=pa.array([date(2024, 1, 2), None, date(2024, 1, 3)]),
        时刻=pa.array([MIDNIGHT, MORNING, None], pa.timestamp("ns")),
        摘要=pa.array(["付款", " ", "付款"]).dictionary_encode(),
        金额=pa.array([Decimal("1.10"), Decimal("-0.05"), None], pa.decimal128(18, 2)),
        数=pa.array([1.5, float("nan"), 2.0]),
    )
    batches = list(table.batches())
    assert batches == [
        [
            ["日期", "时刻", "摘要", "金额", "数"],
            [date(2024, 1, 2), date(2024, 1, 2), "付款", "1.10", 1.5],
            [None, MORNING, None, "-0.05", None],
        ],
        [[date(2024, 1, 3), None, "付款", None, 2]],
    ]
    assert (table.title, table.share, table.remarks) == ("账", 1.0, ())


def test_nested_columns_are_named_and_left_out(tmp_path):
    table = parquet(tmp_path / "a.parquet", 金额=pa.array([1]), 明细=pa.array([[1, 2]]), 图=pa.array([b"x"]))
    assert list(table.batches()) == [[["金额"], [1]]]
    assert [one.says.zh for one in table.remarks] == ["这些列是嵌套或二进制内容，没有读：明细、图"]


def test_a_parquet_file_that_breaks_gives_what_came_before(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"数": list(range(200))}), path, row_group_size=100, compression="zstd")
    raw = bytearray(path.read_bytes())
    at = pq.ParquetFile(path).metadata.row_group(1).column(0).dictionary_page_offset
    raw[at : at + 40] = b"\xff" * 40
    path.write_bytes(raw)
    table = ParquetTable(path, path.name, rows=100)
    assert sum(map(len, table.batches())) == 101
    assert [(one.level, one.says.zh) for one in table.remarks] == [
        ("error", "文件有损坏，读到第101行为止，后面的没有读到")
    ]


def test_days_and_texts_that_python_cannot_hold_are_blank_or_mended(tmp_path):
    table = parquet(
        tmp_path / "a.parquet",
        日=pa.array([10_000_000], pa.int32()).cast(pa.date32()),
        文=pa.array([b"ab\xff"]).view(pa.string()),
    )
    assert list(table.batches()) == [[["日", "文"], [None, "ab\ufffd"]]]


def test_the_refusal_of_a_large_upload_names_the_command(tmp_path):
    file = tmp_path / "大.csv"
    with file.open("wb") as stream:
        stream.truncate(61 * 1024 * 1024)
    with pytest.raises(Unreadable) as refused:
        read_book(file)
    assert refused.value.says.zh == "文件有 61 MB，超过 60 MB"
    assert "xuncha screen ledger" in refused.value.remedy.zh
