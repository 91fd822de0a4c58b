"""Entries and payments are read off the lines; vouchers are made when a query names them."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from tests.screening.core.books import JOURNAL, read
from xuncha.base.sheets_in import Cell
from xuncha.base.workdays import Calendar
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.run import run_all
from xuncha.screening.core.table import tables
from xuncha.screening.facts import shipped_rules, standing

VOUCHERS = "SELECT count(*) AS number FROM vouchers"


def line(number: str, code: str, debit: Cell, credit: Cell, payee: str, summary: str) -> list[Cell]:
    return ["01", "2024-03-05", "记", number, summary, code, debit, credit, payee, "张三", "李四"]


def booked(*rows: list[Cell]) -> Engine:
    engine = Engine("ledger")
    lay_books(engine, [read([JOURNAL, *rows])], standing(shipped_rules(), date(2026, 1, 1)))
    return engine


def paid(payee: str, summary: str = "付 印刷费") -> list[list[Cell]]:
    """A voucher whose line on the bank account names nobody."""
    return [line("1", "5001", 800, None, payee, summary), line("1", "1002", None, 800, "", summary)]


def made(engine: Engine) -> list[str]:
    """Names of the tables that were put off and are there now."""
    found = engine.rows(
        "SELECT table_name AS name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'vou%'"
    )
    return [row["name"] for row in found]


def test_vouchers_are_made_when_a_query_names_them_and_not_before() -> None:
    with booked(*paid("甲公司")) as engine:
        engine.rows("SELECT voucher FROM entries")
        assert made(engine) == []
        assert engine.rows(VOUCHERS) == [{"number": 1}]
        assert made(engine) == ["vouchers"]


def test_vouchers_that_a_failed_query_lost_are_made_again() -> None:
    with booked(*paid("甲公司")) as engine:
        engine.rows(VOUCHERS)
        with pytest.raises(duckdb.Error):
            engine.rows("SELECT nothing FROM entries")
        assert made(engine) == []
        assert engine.rows(VOUCHERS) == [{"number": 1}]


def test_a_payee_found_on_another_line_is_compared_and_looked_through_as_one_that_stands_there() -> None:
    with booked(*paid("Ａ（东 区）B公司")) as engine:
        found = engine.rows("SELECT payee, party, words FROM payments")
        assert found == [
            {"payee": "Ａ（东 区）B公司", "party": "ａ(东区)b公司", "words": "ａ（东区）b公司付印刷费"}
        ]
        assert engine.rows("SELECT words FROM entries WHERE cash") == [{"words": "付印刷费"}]


@pytest.mark.parametrize("payee", ["甲公司", "甲 公司", "甲（东区）", "ABC", ""])
@pytest.mark.parametrize("summary", ["付款", "付 款", "Paid"])
def test_words_are_payee_and_summary_in_lower_case_without_blanks(payee: str, summary: str) -> None:
    with booked(line("1", "1002", None, 800, payee, summary)) as engine:
        (row,) = engine.rows("SELECT words, party FROM payments")
    assert row["words"] == (payee + summary).replace(" ", "").lower()
    assert row["party"] == payee.translate(str.maketrans("（）", "()", " ")).lower()


@pytest.mark.parametrize("table", ["lines", "entries", "payments", "vouchers"])
def test_a_table_is_handed_out_in_its_declared_columns(table: str) -> None:
    with booked(*paid("甲公司")) as engine:
        handed = pa.ipc.open_stream(io.BytesIO(engine.handed_out(table))).read_all()
    assert tuple(handed.column_names) == tuple(column.name for column in tables("ledger")[table].columns)
    assert handed.num_rows > 0


@pytest.mark.parametrize(("before", "after"), [(gc.enable, True), (gc.disable, False)])
def test_the_search_for_dead_objects_is_as_it_was_after_a_run(
    before: Callable[[], None], after: bool
) -> None:
    with booked(*paid("甲公司")) as engine:
        before()
        try:
            run_all(engine, shipped_rules(), Calendar.official(), chosen=())
            told = run_all(engine, shipped_rules(), Calendar.official())
            assert told
            assert gc.isenabled() is after
        finally:
            gc.enable()
