"""A workbook read as columns of texts gives the records that its cells give, remarks and all."""

import io
from datetime import date, datetime, time

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from tests.base.test_sheets_texts import changed
from tests.screening.core.books import JOURNAL, PAYMENTS
from xuncha.base.sheets_columns import Rows
from xuncha.base.sheets_in import read_book
from xuncha.office.demo.ledger import demo_ledger, workbook
from xuncha.office.demo.ledger_lists import list_workbook
from xuncha.screening.core.reading import Records, Source, read_source
from xuncha.screening.facts import vocabulary

WORDS = vocabulary()
DAYS = st.one_of(
    st.dates(date(2019, 1, 1), date(2026, 12, 31)),
    st.builds(
        datetime.combine,
        st.dates(date(2019, 1, 1), date(2026, 12, 31)),
        st.sampled_from([time(13, 30), time(0, 0, 1)]),
    ),
    st.sampled_from(
        [
            45292,
            "45292",
            20240305,
            "2024-03-05",
            "2024年3月5日",
            "05/03/2024",
            "25/03/2024",
            "2024-13-45",
            12,
            None,
        ]
    ),
)
AMOUNTS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.floats(-1e10, 1e10, allow_nan=False).map(lambda one: round(one, 4)),
    st.decimals(-(10**9), 10**9, places=3).map(float),
    st.sampled_from(
        [
            "1,234.50",
            "(12.5)",
            "12.5-",
            "红字3",
            "3.5万元",
            "约100",
            "￥5",
            " ",
            "—",
            None,
            1e16,
            1e-7,
            "１２.５",
        ]
    ),
)
TEXTS = st.one_of(
    st.sampled_from(
        [
            "合计",
            "本月合计",
            "承前页",
            "过次页",
            "付款",
            " 付 款 ",
            "记",
            "是",
            "作废",
            "借",
            "贷",
            "1002",
            1002,
            None,
        ]
    ),
    st.integers(0, 10**15),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda one: round(one, 3)),
    st.dates(date(2019, 1, 1), date(2026, 12, 31)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6),
)
CELLS = {"日期": DAYS, "金额": AMOUNTS, "借方金额": AMOUNTS, "贷方金额": AMOUNTS, "里程": AMOUNTS}
LIST = ["车牌号", "日期", "油量", "金额", "加油站"]


def read_both(raw: bytes) -> tuple[tuple[Records, ...], tuple[Records, ...], bool]:
    """As texts, cell by cell, and whether the first were texts."""
    book = read_book(raw, "账.xlsx", texts=True)
    both = [read_source(Source("账.xlsx", "0" * 64, one), WORDS) for one in (book, read_book(raw, "账.xlsx"))]
    return both[0], both[1], any(isinstance(sheet.rows, Rows) for sheet in book.sheets)


@st.composite
def sheets(draw) -> list[list[object]]:
    """A sheet with a title row or two, a heading, and rows in which anything may stand anywhere."""
    head = draw(st.sampled_from([JOURNAL, PAYMENTS, LIST]))
    titles = draw(st.lists(st.sampled_from(["某单位2024年", "单位：万元"]), max_size=2))
    rows = [[draw(CELLS.get(name, TEXTS)) for name in head] for _ in range(draw(st.integers(0, 6)))]
    return [*([title] for title in titles), head, *rows, *([head] if draw(st.booleans()) else [])]


def saved(rows: list[list[object]], merged: bool = False) -> bytes:
    """The workbook that holds these rows, its last two perhaps merged in the second column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "账"
    for row in rows:
        sheet.append([f"'{cell}" if isinstance(cell, str) and cell.startswith("=") else cell for cell in row])
    if merged:
        last = len(rows)
        sheet.merge_cells(start_row=last - 1, end_row=last, start_column=2, end_column=2)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@settings(max_examples=60, deadline=None)
@given(sheets(), st.booleans())
def test_law_texts_tell_what_cells_tell(rows: list[list[object]], merged: bool) -> None:
    texts, cells, _ = read_both(saved(rows, merged and len(rows) > 4))
    for one, other in zip(texts, cells, strict=True):
        assert (one.columns, one.rows, one.remarks, one.counts) == (
            other.columns,
            other.rows,
            other.remarks,
            other.counts,
        )
        assert one.values == other.values
    assert texts == cells


def test_the_books_of_the_demo_are_read_as_texts_and_say_the_same() -> None:
    texts, cells, as_texts = read_both(workbook(demo_ledger()))
    assert as_texts
    assert texts == cells


def test_the_lists_of_the_demo_say_the_same() -> None:
    texts, cells, _ = read_both(list_workbook())
    assert texts == cells


def test_red_ink_is_seen_in_texts_too() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ([*PAYMENTS], *(["2024-03-05", str(at), "甲", "付", 100 + at] for at in range(5))):
        sheet.append(row)
    sheet["E3"].font = Font(color="FFFF0000")
    stream = io.BytesIO()
    book.save(stream)
    raw = stream.getvalue()
    (records,) = read_source(
        Source("账.xlsx", "0" * 64, read_book(raw, "账.xlsx", texts=True), lambda name: frozenset({(2, 4)})),
        WORDS,
    )
    assert records.values["amount"] == [10_000, -10_100, 10_200, 10_300, 10_400]


def test_a_range_merged_over_more_rows_than_there_are_is_read() -> None:
    raw = saved(
        [PAYMENTS, ["2024-03-05", 1, "甲", "付", 5], ["2024-03-05", None, "乙", "付", 6]], merged=True
    )
    texts, cells, _ = read_both(changed(raw, b'ref="B2:B3"', b'ref="B2:B1048576"'))
    assert texts == cells
    assert texts[0].values["voucher_no"] == ["1", "1"]
