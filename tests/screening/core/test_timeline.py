"""The picture of payments along the days."""

from xuncha.screening.core.screen import Evidence
from xuncha.screening.core.timeline import BASE, MOST, SIDE, TOP, WIDTH, timeline


def paid(day: str, amount: int, row: int = 2) -> Evidence:
    return Evidence("账.csv", "0" * 64, "账", row, {}, day, "记-1", "", "", amount)


def test_payments_stand_by_day_and_as_high_as_they_are_large() -> None:
    drawn = timeline([paid("2024-03-11", 50), paid("2024-03-01", 100), paid("2024-03-06", 25)])
    assert drawn is not None
    assert [(stem.x, stem.top) for stem in drawn.stems] == [
        (SIDE, TOP),
        (WIDTH // 2, BASE - (BASE - TOP) // 4),
        (WIDTH - SIDE, BASE - (BASE - TOP) // 2),
    ]


def test_payments_of_one_day_stand_side_by_side_and_write_one_label() -> None:
    drawn = timeline([paid("2024-03-01", 100), paid("2024-03-01", 100, 3), paid("2024-03-09", 100, 4)])
    assert drawn is not None
    assert [stem.x for stem in drawn.stems] == [48, 55, 432]
    assert [stem.day for stem in drawn.stems] == ["2024-03-01", "", "2024-03-09"]
    assert [stem.says for stem in drawn.stems][1] == "2024-03-01  1.00  记-1"


def test_money_that_came_back_is_marked() -> None:
    drawn = timeline([paid("2024-03-01", 100), paid("2024-03-09", -100)])
    assert drawn is not None
    assert [(stem.back, stem.top) for stem in drawn.stems] == [(False, TOP), (True, TOP)]


def test_one_day_one_row_too_many_rows_or_no_days_are_not_drawn() -> None:
    rows = [paid(f"2024-03-{1 + at % 20:02}", 100, at) for at in range(MOST + 1)]
    assert timeline(rows[:MOST]) is not None
    for none in ([], rows[:1], rows, [rows[0], rows[0]], [paid("", 1), paid("2024", 1), rows[0]]):
        assert timeline(none) is None
