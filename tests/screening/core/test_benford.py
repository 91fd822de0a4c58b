"""Digits of amounts, against an oracle that takes them from decimal text and knows the law by fractions of logarithms."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.screening.core.books import outcome, payments
from xuncha.base.sheets_in import read_book
from xuncha.screening.core.reading import Records, Source, read_source
from xuncha.screening.facts import vocabulary

EVEN = {
    key: {"at_least": 50, "limit": 0, "spread": 1, "most": 3}
    for key in ("first", "second", "first_two", "last_two")
}


def significant(amount: str, places: slice) -> int:
    """Digits of an amount as written, from its first one that is not 0."""
    digits = "".join(str(digit) for digit in Decimal(amount).normalize().as_tuple().digits)
    return int((digits + "0")[places])


def law(kind: str) -> dict[int, float]:
    """The share that each digit should have."""
    first = {digit: math.log(1 + 1 / digit, 10) for digit in range(1, 10)}
    pairs = {pair: math.log(1 + 1 / pair, 10) for pair in range(10, 100)}
    second = {digit: math.fsum(pairs[10 * one + digit] for one in range(1, 10)) for digit in range(10)}
    return {
        "first": first,
        "second": second,
        "first_two": pairs,
        "last_two": dict.fromkeys(range(100), 0.01),
    }[kind]


def digit_of(kind: str, amount: str) -> int:
    if kind == "last_two":
        return int(f"{Decimal(amount):.2f}"[-2:])
    return significant(amount, {"first": slice(0, 1), "second": slice(1, 2), "first_two": slice(0, 2)}[kind])


def deviation(kind: str, amounts: Iterable[str]) -> tuple[int, float, Counter[int]]:
    """How many amounts, their mean absolute deviation, and how often each digit stands there."""
    found = Counter(digit_of(kind, amount) for amount in amounts)
    number, expected = sum(found.values()), law(kind)
    off = math.fsum(abs(found[digit] / number - share) for digit, share in expected.items())
    return number, off / len(expected), found


def book(amounts: Iterable[str]) -> Records:
    return payments(["2024-03-05", str(at), "甲公司", "货款", amount] for at, amount in enumerate(amounts))


def some(size: int = 300) -> list[str]:
    chance = random.Random(7)
    return [f"{10 ** chance.uniform(-2, 6):.2f}" for _ in range(size)] + ["0.05", "1000000.00", "9.99"]


@pytest.mark.parametrize("kind", EVEN)
def test_number_and_deviation_are_those_of_the_definition(kind: str) -> None:
    amounts = [amount for amount in some() if Decimal(amount) > 0]
    changed = EVEN[kind] | ({"whole": 0} if kind == "last_two" else {})
    (hit,) = outcome(f"benford_{kind}", book(amounts), **changed).hits
    number, off, found = deviation(kind, amounts)
    assert f" {number} 笔付款" in hit.says.zh
    assert f"平均绝对偏差 {off:.7f}，" in hit.says.zh
    expected = law(kind)
    furthest = sorted(
        expected, key=lambda digit: (-round(abs(found[digit] - number * expected[digit]), 9), digit)
    )
    told = [digit for digit in furthest if found[digit]][:3]
    groups = "、".join(f"{digit}: {found[digit]}/{round(number * expected[digit])}" for digit in told)
    assert hit.says.zh.endswith(f"（实有/应有笔数）：{groups}")


def test_evidence_are_the_rows_of_the_digits_that_are_too_many() -> None:
    amounts = ["1.5"] * 20 + [f"{digit}{digit}.1" for digit in range(1, 10)] * 4 + ["5.00"] * 30
    (hit,) = outcome("benford_first", book(amounts), **EVEN["first"] | {"most": 1}).hits
    fives = {at for at, amount in enumerate(amounts, 2) if amount.startswith("5")}
    assert {one.row for one in hit.evidence} == fives
    assert hit.amount == 30 * 500 + 4 * 5510


def test_amounts_by_the_law_are_no_hit() -> None:
    amounts = [f"{10 ** (2 + 3 * at / 1500):.2f}" for at in range(1500)]
    for kind in ("first", "second"):
        assert outcome(f"benford_{kind}", book(amounts)).found == 0


def test_amounts_crowding_under_a_limit_are_a_hit() -> None:
    amounts = [f"{10 ** (2 + 3 * at / 1500):.2f}" for at in range(1500)] + [
        f"{4900 + at % 99}.00" for at in range(300)
    ]
    (hit,) = outcome("benford_first", book(amounts)).hits
    assert "4: 44" in hit.says.zh


@pytest.mark.parametrize(
    ("amounts", "number"),
    [
        ([f"{10 ** (at / 100):.2f}" for at in range(400)], 400),
        ([f"{at}.00" for at in range(100, 1200)], 1100),
    ],
    ids=["too few", "too narrow"],
)
def test_few_or_narrow_amounts_are_not_judged_and_it_is_said(amounts: list[str], number: int) -> None:
    found = outcome("benford_first", book(amounts))
    assert found.hits == ()
    assert found.not_applicable.zh == (
        f"付款最多的单位只有 {number} 笔合用的金额（至少要 1000 笔，最大一笔至少是最小一笔的 100 倍），这项分析说明不了什么"
    )


def test_wages_and_negative_amounts_are_left_out() -> None:
    rows = [["2024-03-05", str(at), "甲公司", "工资", "5.00"] for at in range(60)]
    rows += [["2024-03-05", str(at), "甲公司", "货款", "-5.00"] for at in range(60)]
    rows += [["2024-03-05", str(at), "甲公司", "货款", f"{at}.00"] for at in range(1, 61)]
    (hit,) = outcome("benford_first", payments(rows), **EVEN["first"]).hits
    assert " 60 笔付款" in hit.says.zh


def test_last_two_digits_leave_out_whole_tenths() -> None:
    amounts = [f"{at}.{tail:02d}" for at in range(1, 11) for tail in range(100)]
    found = outcome("benford_last_two", book(amounts), at_least=50)
    assert (found.found, found.not_applicable.zh) == (0, "")
    (hit,) = outcome("benford_last_two", book([*amounts, *["8.88"] * 200]), at_least=50).hits
    assert " 1100 笔付款" in hit.says.zh
    assert "88: 210/12" in hit.says.zh


@pytest.fixture(scope="module")
def utility(real_data: Path) -> Records:
    path = real_data / "ledgers" / "corporate_payment_2010.csv.gz"
    raw = path.read_bytes()
    return read_source(Source(path.name, "0" * 64, read_book(raw, path.name)), vocabulary())[0]


@pytest.mark.real_data
def test_a_published_analysis_is_found_again(utility: Records) -> None:
    """Payments of a utility, 2010 (Nigrini 2012): number, deviation and the five furthest pairs as published."""
    (hit,) = outcome("benford_first_two", utility).hits
    assert " 185083 笔付款" in hit.says.zh
    assert "平均绝对偏差 0.0023366" in hit.says.zh
    assert hit.says.zh.endswith("50: 7530/1592、11: 10326/6994、10: 10473/7661、14: 4502/5546、98: 1706/816")
