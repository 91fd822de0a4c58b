"""A plan made by hand is judged: who is missing, who stands twice, what does not fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xuncha.base.sheets_in import read_book
from xuncha.rounds.core.term_plan import Limits, Planned, check, read_plan

NAMES = {"a": "水务局", "b": "民政局", "c": "嵩阳街道"}
LIMITS = Limits(rounds=10, most=2, following=3)


def said(plan: list[Planned], done: dict[str, int] | None = None) -> list[str]:
    return [one.zh for one in check(NAMES, done or {}, plan, LIMITS)]


def test_a_whole_plan_breaks_nothing() -> None:
    assert said([Planned("a", 3), Planned("b", 4), Planned("c", 3)]) == []


def test_a_missing_target_is_named() -> None:
    assert said([Planned("a", 3), Planned("b", 4)]) == ["1 个巡察对象还没有列入任何一轮：嵩阳街道"]


def test_a_target_inspected_already_is_not_missing_and_not_planned_again() -> None:
    assert said([Planned("a", 3), Planned("b", 4)], {"c": 1}) == []
    assert said([Planned("a", 3), Planned("b", 4), Planned("c", 5)], {"c": 1}) == [
        "1 个巡察对象本届已经巡察，不应再列入：嵩阳街道"
    ]


def test_a_target_in_two_rounds_is_named() -> None:
    assert said([Planned("a", 3), Planned("a", 5), Planned("b", 4), Planned("c", 4)]) == [
        "1 个巡察对象列入了不止一轮：水务局"
    ]


def test_a_round_that_is_over_or_past_the_term_is_told() -> None:
    assert said([Planned("a", 2), Planned("b", 11), Planned("c", 3)]) == [
        "第 2、11 轮不在可安排的范围内（第 3 轮至第 10 轮）"
    ]


def test_a_round_that_holds_too_many_is_told() -> None:
    assert said([Planned("a", 3), Planned("b", 3), Planned("c", 3)]) == [
        "第 3 轮列了 3 个对象，超过每轮 2 个"
    ]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(3, 10), max_size=8))
def test_whoever_has_no_round_is_counted_missing(rounds: dict[str, int]) -> None:
    names = {key: f"单位{key}" for key in "abcdefgh"}
    found = check(names, {}, [Planned(key, number) for key, number in rounds.items()], Limits(10, 99, 3))
    missing = 8 - len(rounds)
    assert [one.en.split()[0] for one in found] == ([str(missing)] if missing else [])


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
