"""The statement of the bank against the books, both ways: equal sums by their number, within days, or not at all."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest

from tests.screening.core import oracle
from tests.screening.core.books import outcome, told
from tests.screening.core.lists import listed
from tests.screening.core.oracle import Moved
from tests.screening.core.test_spending_screens import journal
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Outcome

START = date(2024, 3, 1)
BANK = ("1002", "银行存款")
OUT, INTO = "out", "in"
EDGES = [
    Moved(0, START - timedelta(days=60), OUT, 77_777),
    Moved(0, START + timedelta(days=160), OUT, 77_777),
]
"""Movements long before and after, so that both sides overlap."""


def statement(moves: Iterable[Moved]) -> Records:
    return listed(
        "bank",
        *(
            {"day": one.day, "party": "甲公司", "paid" if one.way == OUT else "received": one.cents}
            for one in moves
        ),
    )


def bookings(moves: Iterable[Moved], account: Sequence[str] = BANK) -> list[list[object]]:
    """Rows of `journal`: one voucher of one booking for each movement."""
    return [
        [one.day, str(number), "付款", *account, *_sides(one), "乙公司"]
        for number, one in enumerate(moves, 1)
    ]


def booked(moves: Iterable[Moved], account: Sequence[str] = BANK) -> Records:
    """A journal of these movements."""
    return journal(*bookings(moves, account))


def _sides(one: Moved) -> tuple[float | None, float | None]:
    yuan = one.cents / 100
    return (None, yuan) if one.way == OUT else (yuan, None)


def moved(*rows: tuple[str, str, int]) -> list[Moved]:
    """Movements from rows of (day, way, cents), with those that stand long before and after."""
    told = [Moved(0, date.fromisoformat(day), way, cents) for day, way, cents in rows]
    return [*told, *EDGES]


def bank_rows(found: Outcome) -> set[frozenset[int]]:
    return {frozenset(one.row for one in hit.evidence) for hit in found.hits}


PAIR = [("2024-03-05", OUT, 500_000), ("2024-03-09", INTO, 700_000), ("2024-04-01", OUT, 900_000)]


def test_a_movement_that_no_book_holds_is_told_and_one_booked_days_later_is_not() -> None:
    bank = statement(moved(*PAIR, ("2024-03-20", OUT, 6_000_000)))
    books = booked(
        moved(("2024-03-15", OUT, 500_000), ("2024-03-01", INTO, 700_000), ("2024-04-01", OUT, 900_000))
    )
    found = outcome("bank_not_booked", bank, books)
    assert told(found) == ["2024-03-20，银行支出 1 笔 60,000.00 元（“甲公司”），账上前后 10 天内没有同额的"]
    assert bank_rows(found) == {frozenset({5})}
    assert [(one.table, one.amount, one.amount_cell) for one in found.hits[0].evidence] == [
        ("bank", 6_000_000, "C5")
    ]


def test_of_two_equal_movements_booked_once_both_are_told_with_the_difference() -> None:
    bank = statement(moved(*PAIR, ("2024-03-06", OUT, 500_000)))
    found = outcome("bank_not_booked", bank, booked(moved(*PAIR)))
    assert told(found) == [
        "2024-03-05至2024-03-06，银行支出 2 笔、每笔 5,000.00 元（“甲公司”），账上前后 10 天内同额的只有 1 笔"
    ]
    assert found.hits[0].amount == 500_000
    assert bank_rows(found) == {frozenset({2, 5})}


def test_the_other_direction_is_no_answer() -> None:
    bank = statement(moved(*PAIR, ("2024-03-20", INTO, 800_000)))
    books = booked(moved(*PAIR, ("2024-03-20", OUT, 800_000)))
    assert [hit.says.zh.split(" 8")[0] for hit in outcome("bank_not_booked", bank, books).hits] == [
        "2024-03-20，银行收入 1 笔"
    ]
    assert [hit.says.zh.split(" 8")[0] for hit in outcome("booked_not_at_bank", bank, books).hits] == [
        "2024-03-20，账上记银行支出 1 笔"
    ]


def test_a_sum_that_one_voucher_books_in_parts_is_met_both_ways() -> None:
    parts = [["2024-03-20", "90", "付款", *BANK, None, yuan, "乙公司"] for yuan in (3000, 5000)]
    books = journal(*bookings(moved(*PAIR)), *parts)
    bank = statement(moved(*PAIR, ("2024-03-21", OUT, 800_000)))
    for key in ("bank_not_booked", "booked_not_at_bank"):
        assert outcome(key, bank, books).hits == ()
        assert not outcome(key, bank, books).not_applicable


def test_what_was_booked_and_taken_back_needs_no_movement_and_a_refund_is_met_by_red_ink() -> None:
    books = booked(moved(*PAIR, ("2024-03-20", OUT, 800_000), ("2024-03-21", OUT, -800_000)))
    assert outcome("booked_not_at_bank", statement(moved(*PAIR)), books).hits == ()
    refunded = statement(moved(*PAIR, ("2024-03-19", OUT, 800_000), ("2024-03-21", INTO, 800_000)))
    assert outcome("bank_not_booked", refunded, books).hits == ()


def test_a_booking_that_the_bank_does_not_know_is_told_and_cash_in_hand_is_not() -> None:
    told_ = ["2024-03-20，账上记银行支出 1 笔 8,000.00 元（“乙公司”），对账单前后 10 天内没有同额的"]
    books = booked(moved(*PAIR, ("2024-03-20", OUT, 800_000)))
    till = booked([Moved(0, date(2024, 3, 20), OUT, 900_000)], ("1001", "库存现金"))
    found = outcome("booked_not_at_bank", statement(moved(*PAIR)), books, till)
    assert told(found) == told_


def test_interest_small_sums_and_the_first_and_last_days_are_left_alone() -> None:
    bank = listed(
        "bank",
        *({"day": one.day, "paid" if one.way == OUT else "received": one.cents} for one in moved(*PAIR)),
        {"day": date(2024, 3, 21), "received": 900_001, "summary": "结 息"},
        {"day": date(2024, 3, 22), "paid": 99_999},
        {"day": EDGES[0].day, "paid": 800_000},
        {"day": None, "paid": 800_000},
    )
    assert outcome("bank_not_booked", bank, booked(moved(*PAIR))).hits == ()


@pytest.mark.parametrize("key", ["bank_not_booked", "booked_not_at_bank"])
def test_where_few_meet_it_is_said_and_nothing_is_told(key: str) -> None:
    bank = statement(
        moved(("2024-03-05", OUT, 500_000), ("2024-03-06", OUT, 600_000), ("2024-03-07", OUT, 700_000))
    )
    books = booked(
        moved(("2024-03-05", OUT, 500_000), ("2024-03-06", OUT, 610_000), ("2024-03-07", OUT, 710_000))
    )
    found = outcome(key, bank, books)
    assert found.hits == ()
    assert found.not_applicable.zh.startswith(
        "对账单与账期间重叠的部分有 3 笔可比，只对上 1 笔（要求不少于百分之 50）"
    )


def test_without_an_overlap_nothing_is_told() -> None:
    bank = statement([Moved(0, date(2023, 3, 5), OUT, 500_000)])
    found = outcome("bank_not_booked", bank, booked(moved(*PAIR)))
    assert found.not_applicable.zh.startswith("对账单与账期间重叠的部分有 0 笔可比，只对上 0 笔")


def random_moves(chance: random.Random) -> list[Moved]:
    """Movements of two months, most sums several times on one side or the other, some taken back."""
    sums = [100_000 + 50 * number for number in range(40)]
    moves = [
        Moved(
            0,
            START + timedelta(days=chance.randrange(60)),
            chance.choice([OUT, INTO]),
            chance.choice(sums) * chance.choice([1, 1, 1, 1, -1]),
        )
        for _ in range(250)
    ]
    return [one._replace(row=row) for row, one in enumerate([*moves, *EDGES], 2)]


@pytest.mark.parametrize("days", [0, 6])
def test_it_finds_what_the_naive_definition_finds(days: int) -> None:
    chance = random.Random(days)
    bank, books = random_moves(chance), random_moves(chance)
    both = statement(bank), booked(books)
    for key, asked, answers in (("bank_not_booked", bank, books), ("booked_not_at_bank", books, bank)):
        expected = oracle.unanswered(asked, answers, days)
        assert len(expected) > 40
        assert bank_rows(outcome(key, *both, days=days, share=0)) == expected
