"""A table is ordered and cut into pages by what the address says, and by nothing else."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, same
from xuncha.desk.arranged import ROWS, arrange
from xuncha.desk.table import Link, Mark, Table


def table(*values: object, key: str = "t") -> Table:
    return Table(key, Sentence("表", "table"), (Column("v", same("v")),), [{"v": value} for value in values])


def values(shown: Table, sort: str = "", page: str = "") -> list[object]:
    return [row["v"] for row in arrange(shown, sort, page).rows]


def test_the_given_order_is_kept_without_a_wish() -> None:
    assert values(table(3, 1, 2)) == [3, 1, 2]


def test_numbers_are_sorted_as_numbers() -> None:
    assert values(table(10, 9, 100), "t:v") == [9, 10, 100]


def test_falling_order() -> None:
    assert values(table(10, 9, 100), "t:-v") == [100, 10, 9]


def test_empty_cells_come_last_in_both_directions() -> None:
    assert values(table(None, 2, "", 1), "t:v") == [1, 2, None, ""]
    assert values(table(None, 2, "", 1), "t:-v") == [2, 1, None, ""]


def test_links_and_marks_are_sorted_by_what_they_say() -> None:
    late, ok = Mark(same("b"), "late"), Link(Mark(same("a"), "ok"), "/x")
    assert values(table(late, ok), "t:v") == [ok, late]


def test_days_and_texts_stand_together() -> None:
    day = date(2026, 1, 2)
    assert values(table("2026-03", day), "t:v") == [day, "2026-03"]


def test_the_wish_for_another_table_changes_nothing() -> None:
    assert values(table(3, 1), "other:v") == [3, 1]


def test_an_unknown_column_changes_nothing() -> None:
    assert values(table(3, 1), "t:nothing") == [3, 1]


def test_a_page_past_the_end_is_the_last_page() -> None:
    part = arrange(table(*range(ROWS + 1)), "", "t:9")
    assert (part.page, part.last_page, part.first, len(part.rows)) == (2, 2, ROWS + 1, 1)


def test_a_page_that_is_no_number_is_the_first() -> None:
    assert arrange(table(1), "", "t:二").page == 1


@given(st.lists(st.one_of(st.none(), st.integers(), st.text())), st.booleans())
def test_sorting_loses_and_invents_nothing(cells: list[object], falling: bool) -> None:
    shown = table(*cells)
    pages = arrange(shown, "", "").last_page
    found = [v for n in range(pages) for v in values(shown, "t:-v" if falling else "t:v", f"t:{n + 1}")]
    assert sorted(map(repr, found)) == sorted(map(repr, cells))
