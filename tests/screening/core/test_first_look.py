"""The short list to begin with: rows that many screens point at, then amounts; no screen alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.screening.core.first_look import Doubt, Look, first_look


def doubt(serial: int, screen: str, amount: int, *rows: int) -> Doubt:
    return Doubt(serial, screen, amount, frozenset(("账", "表", row) for row in rows))


def test_rows_that_several_screens_point_at_come_before_larger_sums() -> None:
    doubts = [doubt(1, "a", 10, 5), doubt(2, "b", 20, 5, 6), doubt(3, "c", 9_000, 7)]
    assert first_look(doubts, 20, 3) == (Look(2, (1,)), Look(1, (2,)), Look(3, ()))


def test_two_doubts_of_one_screen_do_not_count_as_two_screens() -> None:
    doubts = [doubt(1, "a", 10, 5), doubt(2, "a", 20, 5), doubt(3, "c", 15, 7)]
    assert [look.serial for look in first_look(doubts, 20, 3)] == [2, 3, 1]


def test_no_screen_fills_the_list_while_others_have_something() -> None:
    doubts = [doubt(n, "a", 1_000 - n, n) for n in range(5)] + [doubt(9, "b", 1, 90)]
    assert [look.serial for look in first_look(doubts, 4, 2)] == [0, 1, 9, 2]


def test_a_large_sum_taken_back_weighs_as_much_as_a_large_sum() -> None:
    assert [look.serial for look in first_look([doubt(1, "a", 5, 1), doubt(2, "b", -9, 2)], 20, 3)] == [2, 1]


def test_without_doubts_the_list_is_empty() -> None:
    assert first_look([], 20, 3) == ()


DOUBTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(-50, 50), st.frozensets(st.integers(1, 6), max_size=3)),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(DOUBTS, st.randoms(use_true_random=False))
def test_the_order_given_changes_nothing(made: list, dice) -> None:
    doubts = [doubt(n, screen, amount, *rows) for n, (screen, amount, rows) in enumerate(made)]
    other = list(doubts)
    dice.shuffle(other)
    assert first_look(other, 5, 2) == first_look(doubts, 5, 2)
