"""The picture of digits: what stands in the figure of a hit, and what is drawn of it."""

from math import isclose

from tests.screening.core.books import outcome
from tests.screening.core.test_benford import EVEN, book
from xuncha.screening.core.bars import BASE, LAWS, bars


def test_the_shares_of_every_law_make_a_whole() -> None:
    assert all(isclose(sum(law.values()), 1) for law in LAWS.values())
    assert [len(law) for law in LAWS.values()] == [9, 90, 10]


def test_a_digit_that_never_occurs_is_drawn_with_what_should_be_there() -> None:
    drawn = bars("benford_first", "1:90:3010、2:10:1761")
    assert drawn is not None
    assert [row[:3] for row in drawn.rows[:4]] == [("1", 90, 30), ("2", 10, 18), ("3", 0, 12), ("4", 0, 10)]
    assert (drawn.bars[2].height, drawn.bars[2].top) == (0, BASE)


def test_what_lies_outside_the_band_is_marked() -> None:
    # 100 payments, share 0.30103: 30.1 ± (1.96 * 4.587 + 0.5), that is 20.6 to 39.6
    for times, outside in ((20, True), (21, False), (39, False), (40, True)):
        drawn = bars("benford_first", f"1:{times}:3010、2:{100 - times}:1761")
        assert drawn is not None
        assert drawn.rows[0] == ("1", times, 30, outside)


def test_last_digits_are_named_by_two_and_only_those_that_occur() -> None:
    drawn = bars("benford_last_two", "1:6:500、7:4:500")
    assert drawn is not None
    assert [row[:3] for row in drawn.rows] == [("01", 6, 5), ("07", 4, 5)]


def test_a_hit_without_figure_has_no_bars() -> None:
    assert bars("splitting", "") is None


def test_the_screen_counts_every_digit_in_its_figure() -> None:
    amounts = [f"{digit}{at:02}.5" for digit in (1, 1, 1, 4) for at in range(20)]
    (hit,) = outcome("benford_first", book(amounts), **EVEN["first"]).hits
    assert hit.figure == "1:60:2408、4:20:775"
