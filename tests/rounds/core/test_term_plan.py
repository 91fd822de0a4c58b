"""A plan as a table: names as they are known, rounds as numbers."""

from __future__ import annotations

from xuncha.base.sheets_in import read_book
from xuncha.rounds.core.term_plan import Planned, read_plan

NAMES = {"a": "水务局", "b": "民政局", "c": "嵩阳街道"}


def table(*rows: str) -> bytes:
    return "\n".join(["巡察对象,轮次", *rows]).encode("gb18030")


def test_a_table_is_read_and_rows_without_a_round_are_no_plan() -> None:
    rows, remarks = read_plan(read_book(table("水务局,3", "民政局,", "嵩阳街道,4"), "plan.csv"), NAMES)
    assert rows == (Planned("a", 3), Planned("c", 4))
    assert remarks == ()


def test_an_unknown_name_and_a_round_that_is_no_number_are_told_with_their_place() -> None:
    rows, remarks = read_plan(read_book(table("水务具,3", "民政局,下半年"), "plan.csv"), NAMES)
    assert rows == ()
    assert [(one.place.row, one.level) for one in remarks] == [(2, "error"), (3, "error")]
    assert "是不是“水务局”" in str(remarks[0].remedy)
