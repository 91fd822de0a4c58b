"""Every screen against its naive definition, on random books with many same-day ties."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.core import oracle
from tests.screening.core.books import outcome, payments, read, rows_of
from tests.screening.core.oracle import Paid, Voucher
from xuncha.base.workdays import Calendar

START = date(2024, 4, 20)
FEW = settings(max_examples=15)
DAYS = st.integers(0, 40).map(lambda days: START + timedelta(days=days))


@st.composite
def paid_lists(draw: st.DrawFn) -> list[Paid]:
    """Up to 25 payments to two payees within six weeks, few different sums, some negative, some without a number."""
    rows = draw(
        st.lists(
            st.tuples(
                DAYS,
                st.sampled_from(["", "1", "2", "3"]),
                st.sampled_from(["甲公司", "乙公司"]),
                st.sampled_from(
                    [100_000, 200_000, 300_000, 350_000, 999_950, 1_000_000, 2_000_000, 50, -300_000]
                ),
            ),
            max_size=25,
        )
    )
    return [Paid(number, *row) for number, row in enumerate(rows, 2)]


def books(paid: list[Paid]):
    return payments(
        [one.day, one.number or None, one.payee, "付款", f"{one.cents / 100:.2f}"] for one in paid
    )


@FEW
@given(paid_lists(), st.integers(0, 20))
def test_duplicate_payments(paid: list[Paid], days: int) -> None:
    found = outcome("duplicate_payments", books(paid), days=days, smallest=1000)
    assert rows_of(found) == oracle.duplicates(paid, days, 100_000)


@FEW
@given(paid_lists(), st.integers(0, 20), st.integers(2, 4), st.integers(2, 8))
def test_splitting(paid: list[Paid], days: int, times: int, at_most: int) -> None:
    found = outcome("splitting", books(paid), limit=10_000, days=days, times=times, at_most=at_most)
    assert rows_of(found) == oracle.splits(paid, 1_000_000, days, times, at_most)


@FEW
@given(paid_lists())
def test_round_amounts(paid: list[Paid]) -> None:
    found = outcome("round_amounts", books(paid), unit=1000, smallest=2000)
    assert rows_of(found) == oracle.round_amounts(paid, 100_000, 200_000)


@FEW
@given(paid_lists())
def test_round_split(paid: list[Paid]) -> None:
    found = outcome("round_split", books(paid), unit=10_000)
    assert rows_of(found) == oracle.round_splits(paid, 1_000_000)


@st.composite
def voucher_lists(draw: st.DrawFn) -> list[Voucher]:
    people = st.sampled_from(["", "张三", "李四"])
    rows = draw(st.lists(st.tuples(DAYS, people, people), min_size=1, max_size=20))
    return [Voucher(number, *row) for number, row in enumerate(rows, 2)]


def journal(vouchers: list[Voucher]):
    rows = [
        [one.day, str(one.row), "付款", "办公费", 5, None, one.maker or None, one.approver or None]
        for one in vouchers
    ]
    return read([["日期", "凭证号", "摘要", "科目", "借方", "贷方", "制单人", "审核人"], *rows])


@FEW
@given(voucher_lists())
def test_maker_is_approver(vouchers: list[Voucher]) -> None:
    found = outcome("maker_is_approver", journal(vouchers))
    assert rows_of(found) == oracle.same_hands(vouchers)


@FEW
@given(voucher_lists())
def test_non_working_days(vouchers: list[Voucher]) -> None:
    calendar = Calendar.official()
    off = {day for day in (START + timedelta(days=n) for n in range(41)) if not calendar.is_workday(day)}
    assert rows_of(outcome("non_working_days", journal(vouchers))) == oracle.on_off_days(vouchers, off)


@FEW
@given(st.lists(st.tuples(DAYS, st.integers(1, 15).map(str)), min_size=1, max_size=25), st.integers(0, 100))
def test_voucher_gaps(numbers: list[tuple[date, str]], share: int) -> None:
    rows = [[day, number, "付款", "办公费", 5, None] for day, number in numbers]
    found = outcome(
        "voucher_gaps", read([["日期", "凭证号", "摘要", "科目", "借方", "贷方"], *rows]), share=share
    )
    told = {hit.says.zh.split(" ")[0]: int(hit.says.zh.split(" ")[2]) for hit in found.hits}
    assert told == {month: len(missing) for month, missing in oracle.gaps(numbers, share).items()}
