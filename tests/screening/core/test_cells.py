from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.screening.core.cells import as_text, day_order, read_cents, read_day


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1,234.50", 123450),
        ("1234.5", 123450),
        ("(1,234.50)", -123450),
        ("（1，234.50）", -123450),
        ("1,234.50-", -123450),
        ("△88.00", -8800),
        ("−88", -8800),
        ("红字88", -8800),
        ("¥ 3,000", 300000),
        ("3.5万元", 3_500_000),
        ("12千元", 1_200_000),
        ("RMB 1,234.50", 123450),
        ("￥-88", -8800),
        ("￥(88.00)", -8800),
        ("[88.00]", -8800),
        ("【88】", -8800),
        ("负88", -8800),
        ("—88", -8800),
        ("(-88)", -8800),
        ("88.00（红字）", -8800),
        (0.1, 10),
        (1002, 100200),
        (-12.345, -1235),
    ],
)
def test_an_amount_is_read_in_cents(written: object, cents: int) -> None:
    assert read_cents(written) == cents


@pytest.mark.parametrize(
    "written", ["一百元", "12元34", "2024-03-05", "", " ", "1,2,3", None, True, "9" * 30]
)
def test_what_is_no_amount_gives_none(written: object) -> None:
    assert read_cents(written) is None


@given(st.integers(-(10**15), 10**15))
def test_cents_survive_being_written(cents: int) -> None:
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    assert read_cents(f"{sign}{whole // 100}.{whole % 100:02d}") == cents


@given(st.integers(-(10**14), 10**14))
def test_a_float_of_two_decimals_gives_its_exact_cents(cents: int) -> None:
    assert read_cents(cents / 100) == cents


@given(st.integers(-(10**9), 10**9))
def test_ten_thousands_are_taken_from_digits_not_from_floats(hundredths: int) -> None:
    sign, whole = ("-" if hundredths < 0 else ""), abs(hundredths)
    assert read_cents(f"{sign}{whole // 100}.{whole % 100:02d}", "万元") == hundredths * 10_000


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-05", "2024/3/5", "2024.03.05", "2024年3月5日", "20240305", 20240305, 45356, 45356.0, date(2024, 3, 5),
        datetime(2024, 3, 5, 14, 30),  # noqa: DTZ001 - cells of a sheet know no time zone
        "2024-03-05 00:00:00", "２０２４-03-05", "20240305101112", "20240305 10:11:12", "2024-03-05T10:11:12Z", "2024-03-05-10.11.12",
        "2024年03月05日 10时11分", "05-Mar-24", "Mar 5, 2024", "2024、3、5",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written: object) -> None:
    assert read_day(written) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-30",
        "00:00.0",
        "三月",
        "3月5日",
        "24-03-05",
        "5-Mai-24",
        12,
        "05/03/2024",
        "",
        None,
        True,
        float("nan"),
    ],
)
def test_what_is_no_day_gives_none(written: object) -> None:
    assert read_day(written) is None


def test_a_day_with_the_year_last_needs_the_order() -> None:
    assert read_day("05/03/2024", "dmy") == date(2024, 3, 5)
    assert read_day("05/03/2024", "mdy") == date(2024, 5, 3)


def test_the_order_is_proven_by_a_number_above_twelve() -> None:
    assert day_order(["05/03/2024", "25/03/2024"]) == ("dmy", "25/03/2024")
    assert day_order(["05/03/2024", "03/25/2024"]) == ("mdy", "03/25/2024")


def test_the_order_stays_open_without_proof_or_with_two() -> None:
    assert day_order(["05/03/2024"]) == ("", "")
    assert day_order(["25/03/2024", "03/25/2024"]) == ("", "")


@pytest.mark.parametrize(
    ("cell", "text"), [("0012", "0012"), (1002.0, "1002"), (1002, "1002"), ("  付  款 ", "付 款"), (None, "")]
)
def test_codes_stay_text(cell: object, text: str) -> None:
    assert as_text(cell) == text
