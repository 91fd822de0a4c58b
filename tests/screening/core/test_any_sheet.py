"""Whatever stands in a sheet: it is read without a fault, and every row is accounted for."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.core.books import JOURNAL, PAYMENTS, outcome, payments, read
from xuncha.screening.facts import vocabulary

CELLS = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.sampled_from(
        [
            "合计",
            "承前页",
            "过次页",
            "本月合计",
            "=1+1",
            "'; DROP TABLE lines",
            "(12.5)",
            "2024-13-45",
            "借",
            "贷",
            "是",
            "甲",
            "1e400",
        ]
    ),
    st.text(max_size=8),
)
HEADS = st.sampled_from(
    [
        JOURNAL,
        PAYMENTS,
        ["日期", "科目", "方向", "金额", "作废标志"],
        ["2024年", None, "摘要", "借方", "贷方"],
    ]
)
WORDS = vocabulary()


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=8))
def test_no_grid_of_cells_is_a_fault(rows: list[list[object]]) -> None:
    records = read([row or [None] for row in rows])
    assert len(records.rows) == records.counts.get("read", 0)


@settings(max_examples=60)
@given(HEADS, st.lists(st.lists(CELLS, min_size=1, max_size=11), max_size=12))
def test_every_row_below_a_heading_is_accounted_for(head: list[str], rows: list[list[object]]) -> None:
    records = read([head, *rows])
    if records.kind not in ("entries", "payments") or records.head.first != 0 or records.head.depth != 1:
        return
    counts = records.counts
    told = sum(
        counts[name]
        for name in ("read", "sum_rows", "void", "repeated_headings", "unreadable_amount", "without_amount")
    )
    assert told == sum(any(cell is not None for cell in row) for row in rows)
    assert all(len(column) == counts["read"] for column in records.values.values())
    assert len(set(records.rows)) == len(records.rows)


@settings(max_examples=15)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=10))
def test_no_payment_list_is_a_fault_for_a_screen(rows: list[tuple[object, ...]]) -> None:
    books = payments(rows)
    for key in ("duplicate_payments", "round_amounts", "splitting"):
        found = outcome(key, books)
        assert all(one.row in books.rows for hit in found.hits for one in hit.evidence)


def test_three_hundred_columns_are_read() -> None:
    extra = [f"备用{number}" for number in range(295)]
    records = read([[*PAYMENTS, *extra], ["2024-03-05", "1", "甲", "付", 5, *([None] * 295)]])
    assert records.values["amount"] == [500]
    assert len(records.columns.unused) == 295


def test_three_hundred_columns_do_not_hide_the_five_that_are_known() -> None:
    head = ["日期", "凭证号", "摘要", "收款人", "金额", *(f"备用{number}" for number in range(295))]
    rows = [["2024-03-05", str(number), "付款", "甲", 100 + number, *["无"] * 295] for number in range(50)]
    records = read([head, *rows])
    assert (records.kind, len(records.rows), records.remarks) == ("payments", 50, ())
    assert records.values["amount"][:2] == [10_000, 10_100]
