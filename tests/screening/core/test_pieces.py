"""Books read in pieces say what they say when read whole: rows, values, sums, remarks, one mapping for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.core.books import FILE, JOURNAL, PAYMENTS, SHA, read
from xuncha.base.sheets_in import Book, Cell
from xuncha.screening.core import pieces
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.pieces import Pieces
from xuncha.screening.core.reading import Correction, Records, Source
from xuncha.screening.facts import shipped_rules, standing, vocabulary

ON_DAY = date(2026, 1, 1)
DAYS = st.sampled_from(["2024-01-02", "2024-02-03", "某天", None])
AMOUNTS = st.sampled_from([100, "1,000.50", "(3)", "很多", None, 0, -5])
BOOKING = st.tuples(
    DAYS, st.sampled_from(["1", "2", None]), st.sampled_from(["甲", None]), st.just("付"), AMOUNTS
)
SUM = st.tuples(
    st.sampled_from(["本月合计", "本年累计", "承前页", "过次页", "合计"]),
    st.none(), st.none(), st.none(), st.sampled_from([100, 195, 200, 1100.5]),
)  # fmt: skip
OTHER = st.sampled_from([tuple(PAYMENTS), (None,) * 5, ()])
BODY = st.lists(st.one_of(BOOKING, BOOKING, SUM, OTHER), min_size=1, max_size=30)


def in_pieces(
    rows: Sequence[Sequence[Cell]], first: int, size: int, fix: Correction | None = None
) -> tuple[list[Records], Records]:
    """The pieces and the whole of a sheet of which so many rows come first, then always so many."""
    every = [list(row) for row in rows]
    cuts = [0, *range(first, len(every), size), len(every)]

    def begin():
        return (every[start:end] for start, end in pairwise(cuts) if start < end)

    table = Pieces(Source(FILE, SHA, Book(FILE, ())), "账", begin, vocabulary(), lambda head: fix)
    found = list(table)
    return found, table.whole


def mapped(records: Records) -> dict[str, int]:
    return {one.field: one.column for one in records.columns.guesses}


def held(found: Sequence[Records], name: str) -> list[object]:
    return [value for one in found for value in one.values[name]]


@settings(deadline=None, max_examples=50)
@given(BODY, st.integers(1, 6), st.integers(1, 9))
def test_pieces_say_what_the_whole_says(body, below, size):
    rows = [["某单位2024年付款"], PAYMENTS, *body]
    whole = read(rows)
    found, told = in_pieces(rows, 2 + below, size)
    assert [at for one in found for at in one.rows] == whole.rows
    assert {name: held(found, name) for name in whole.values} == whole.values
    assert told.counts == whole.counts
    assert Counter(told.remarks) == Counter(whole.remarks)
    assert mapped(told) == mapped(whole)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(["60L", "很多", "", "90"]), min_size=1, max_size=40), st.integers(1, 9))
def test_a_list_beside_the_books_too(amounts, size):
    rows = [
        ["车牌号", "加油日期", "加油量"],
        *(["云A1234" if at % 3 else "", f"2024-05-{at % 28 + 1:02}", one] for at, one in enumerate(amounts)),
    ]
    whole = read(rows)
    found, told = in_pieces(rows, 3, size)
    assert {name: held(found, name) for name in whole.values} == whole.values
    assert (told.kind, told.counts, Counter(told.remarks)) == ("fuel", whole.counts, Counter(whole.remarks))


def test_many_unreadable_cells_are_counted_over_all_pieces():
    rows = [PAYMENTS, *(["某天", str(n), "甲", "付", n + 1] for n in range(50))]
    _, told = in_pieces(rows, 3, 4)
    assert len(told.remarks) == 21
    assert told.remarks[-1].says.zh == "另有 30 格同样读不出来（最后一处在第51行）"


def test_a_later_piece_is_read_as_the_first_even_where_it_looks_otherwise():
    strange = [["2024-01-02", "1", "甲", "付", 5]] * 3 + [["x", "2024-01-02", "7.5", "2024-01-02", "9.5"]] * 9
    found, told = in_pieces([["日期", "凭证号", "收款人", "摘要", "金额"], *strange], 3, 3)
    assert held(found, "payee")[-1] == "7.5"
    assert held(found, "amount")[-1] == 950
    assert all(one.columns is told.columns for one in found)


def test_the_order_of_days_is_sought_in_all_pieces_before_the_first_is_read():
    days = ["05/03/2024"] * 6 + ["31/03/2024"]
    found, told = in_pieces([PAYMENTS, *([day, "1", "甲", "付", 5] for day in days)], 3, 2)
    assert [str(day) for day in held(found, "day")] == ["2024-03-05"] * 6 + ["2024-03-31"]
    assert (told.columns.order, told.columns.order_why) == ("dmy", "31/03/2024")


def test_an_order_that_no_piece_proves_stays_open_in_all():
    found, told = in_pieces([PAYMENTS, *(["05/03/2024", "1", "甲", "付", 5] for _ in range(7))], 3, 2)
    assert held(found, "day") == [None] * 7
    assert told.remarks[0].remedy.zh == "日期请写成 2024-03-05；日、月次序不明的请指定。"


def test_a_column_named_by_hand_holds_for_all_pieces():
    rows = [PAYMENTS, *(["2024-01-02", "1", f"甲{at}", "付", 5] for at in range(6))]
    found, told = in_pieces(rows, 3, 2, Correction({"payee": 3, "summary": 2}))
    assert held(found, "summary") == [f"甲{at}" for at in range(6)]
    assert told.columns.header("payee") == "摘要"


def test_a_table_without_heading_is_told_and_not_read_on():
    found, told = in_pieces([["楼层", "门牌"], ["三楼", "东"]] * 30, 4, 4)
    assert (found, told.kind) == ([], "unknown")
    assert [one.level for one in told.remarks] == ["error"]


def test_a_row_of_many_cells_makes_no_other_row_wide(monkeypatch):
    monkeypatch.setattr(pieces, "MOST_CELLS", 20)
    rows = [PAYMENTS, *(["2024-01-02", "1", "甲", "付", 5] for _ in range(11))]
    rows[5] = [*rows[5], *[None] * 5000, "x"]
    found, told = in_pieces(rows, 12, 1)
    assert [len(one.rows) for one in found] == [3, 4, 4]
    assert told.counts["read"] == 11


def test_the_engine_takes_pieces_as_one_sheet_and_a_file_handed_in_twice_once():
    line = ["01", "2024-01-02", "记", "1", "付款", "1002", None, 5, "甲公司", "张三", "李四"]
    found, _ = in_pieces([JOURNAL, *[line] * 7], 3, 2)
    with Engine("ledger") as engine:
        remarks = lay_books(engine, [*found, *found], standing(shipped_rules(), ON_DAY))
        rows = engine.rows("SELECT sheet, row FROM lines ORDER BY id")
        cells = engine.evidence([6])[6]
    assert rows == [{"sheet": 0, "row": row} for row in range(2, 9)]
    assert (cells.file, cells.row, cells.amount_cell, remarks) == (FILE, 8, "H8", ())


def test_the_same_rows_in_another_file_count_once():
    line = ["01", "2024-01-02", "记", "1", "付款", "1002", None, 5, "甲公司", "张三", "李四"]
    found, _ = in_pieces([JOURNAL, *[line] * 3], 2, 1)
    others = [replace(one, sha256="cd" * 32) for one in found]
    with Engine("ledger") as engine:
        remarks = lay_books(engine, [*found, *others], standing(shipped_rules(), ON_DAY))
        assert len(engine.rows("SELECT id FROM lines")) == 3
    assert [one.says.zh for one in remarks] == ["有 3 行在前面的表里已经有了，只算一次"]
