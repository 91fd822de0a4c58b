"""Where a bundle stands among those that came before."""

from __future__ import annotations

from xuncha.machines.core.sequence import Placed, Turn, placed


def test_the_first_and_the_next() -> None:
    assert placed(1, "", "a", {}) == Placed(Turn.NEXT)
    assert placed(2, "a", "b", {1: "a"}) == Placed(Turn.NEXT)


def test_missing_numbers_are_named() -> None:
    assert placed(4, "c", "d", {1: "a"}) == Placed(Turn.GAP, (2, 3))


def test_one_that_comes_after_its_successor_is_late() -> None:
    assert placed(2, "a", "b", {1: "a", 3: "c"}) == Placed(Turn.LATE)


def test_the_same_one_again() -> None:
    assert placed(2, "a", "b", {1: "a", 2: "b"}) == Placed(Turn.AGAIN)


def test_a_number_used_twice_is_refused() -> None:
    assert placed(2, "a", "other", {1: "a", 2: "b"}).refused


def test_another_history_is_refused() -> None:
    assert placed(2, "x", "b", {1: "a"}).turn is Turn.FORK
    assert placed(1, "x", "b", {}).turn is Turn.FORK
    assert placed(2, "", "b", {1: "a"}).turn is Turn.FORK
    assert placed(0, "", "b", {}).turn is Turn.FORK
