"""Financial and budgetary bookings are never added; payments are found behind a journal."""

from datetime import date

import pytest

from tests.screening.core.books import JOURNAL, payments, read
from xuncha.screening.core.books import Standing, lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.reading import Records
from xuncha.screening.facts import shipped_rules, standing


def laid(*books: Records) -> Engine:
    engine = Engine("ledger")
    lay_books(engine, books, standing(shipped_rules(), date(2026, 1, 1)))
    return engine


def column(engine: Engine, query: str) -> list[object]:
    return [next(iter(row.values())) for row in engine.rows(query)]


def line(
    book: str, code: str, debit: object, credit: object, number: str = "1", payee: str | None = "甲公司"
) -> list[object]:
    return [book, "2024-03-05", "记", number, "付印刷费", code, debit, credit, payee, "张三", "李四"]


BOTH = [
    line("01", "5001", 800, None),
    line("01", "1011", None, 800),
    line("02", "7101", 800, None),
    line("02", "8001", None, 800),
]  # fmt: skip


def test_a_payment_booked_in_both_sets_is_one_payment() -> None:
    with laid(read([JOURNAL, *BOTH])) as engine:
        assert column(engine, "SELECT amount FROM payments") == [80_000]
        assert column(engine, "SELECT amount FROM vouchers") == [80_000]


def test_without_a_column_the_sets_are_told_apart_by_account_codes() -> None:
    with laid(read([JOURNAL, *([None, *row[1:]] for row in BOTH)])) as engine:
        assert column(engine, "SELECT book FROM entries ORDER BY id") == ["01", "01", "02", "02"]
        assert column(engine, "SELECT sum(debit) FROM entries WHERE counts") == [80_000]


def test_six_codes_of_a_company_are_not_taken_for_a_budget() -> None:
    rows = [[None, *line("", "6602", 800, None)[1:]], [None, *line("", "1002", None, 800)[1:]]]
    with laid(read([JOURNAL, *rows])) as engine:
        assert column(engine, "SELECT bool_and(counts) FROM entries") == [True]
        assert column(engine, "SELECT amount FROM payments") == [80_000]


def test_a_unit_with_budgetary_books_alone_is_counted_by_them() -> None:
    with laid(read([JOURNAL, *BOTH[2:]])) as engine:
        assert column(engine, "SELECT amount FROM payments") == [80_000]


def test_the_payee_of_the_voucher_is_found_on_another_line() -> None:
    with laid(
        read([JOURNAL, line("01", "5001", 800, None), line("01", "1002", None, 800, payee=None)])
    ) as engine:
        assert column(engine, "SELECT payee FROM payments") == ["甲公司"]


def test_cash_drawn_from_the_bank_is_no_payment() -> None:
    with laid(read([JOURNAL, line("01", "1001", 800, None), line("01", "1002", None, 800)])) as engine:
        assert column(engine, "SELECT count(*) FROM payments") == [0]


def test_a_payment_list_goes_before_payments_found_in_a_journal() -> None:
    listed = payments([["2024-03-05", "1", "甲公司", "付印刷费", 800]])
    with laid(read([JOURNAL, *BOTH], name="凭证"), listed) as engine:
        assert column(engine, "SELECT amount FROM payments") == [80_000]


def test_account_names_come_from_the_chart() -> None:
    chart = read([["科目编码", "科目名称", "级次"], ["9001", "银行存款", "1"]], name="科目")
    with laid(chart, read([JOURNAL, line("01", "5001", 800, None), line("01", "9001", None, 800)])) as engine:
        assert column(engine, "SELECT amount FROM payments") == [80_000]


def test_a_month_exported_twice_counts_once() -> None:
    first, second = (
        read([JOURNAL, *BOTH], name="一月"),
        read([JOURNAL, *BOTH, line("01", "1002", None, 5, "2")], name="全年"),
    )
    with laid(first, second) as engine:
        assert column(engine, "SELECT count(*) FROM entries") == [5]


def test_voucher_numbers_that_begin_anew_each_month_are_different_vouchers() -> None:
    other = ["01", "2024-04-05", *line("01", "1002", None, 800)[2:]]
    with laid(read([JOURNAL, line("01", "1002", None, 800), other])) as engine:
        assert column(engine, "SELECT count(*) FROM vouchers") == [2]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY entries TO 'out.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
    ],
)
def test_the_engine_reads_and_writes_nothing_outside(statement: str) -> None:
    with (
        laid(read([JOURNAL, *BOTH])) as engine,
        pytest.raises(Exception, match=r"(?i)disabled|locked|permission|cannot"),
    ):
        engine.rows(statement)


def test_what_does_not_fit_into_memory_is_not_laid_into_a_folder_either() -> None:
    with laid(read([JOURNAL, *BOTH])) as engine:
        assert column(engine, "SELECT current_setting('temp_directory')") == [""]


def test_a_cell_with_sql_in_it_is_only_a_text() -> None:
    with laid(read([JOURNAL, line("01", "1002", None, 800, payee="'); DROP TABLE lines; --")])) as engine:
        assert column(engine, "SELECT payee FROM payments") == ["'); DROP TABLE lines; --"]


def test_the_standing_accounts_come_from_the_rule() -> None:
    value = {name: [] for name in Standing.__dataclass_fields__} | {"cash_codes": ["77"]}
    assert Standing.of(value).cash_codes == ("77",)
