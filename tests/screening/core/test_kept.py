"""Rows that several screens ask for are found once, and found again where they were lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import ibis.expr.types as ir
import pytest

from xuncha.screening.core.engine import Engine
from xuncha.screening.core.kept import asked_for, named, sql
from xuncha.screening.core.run import screens
from xuncha.screening.core.terms import FIRST, LAST, Term
from xuncha.screening.core.view import Tables

EVER = (Term(FIRST, LAST, {"limit": 1}, ()),)
TWICE = (Term(FIRST, date(2024, 1, 1), {"limit": 1}, ()), Term(date(2024, 1, 1), LAST, {"limit": 2}, ()))


def view(terms: tuple[Term, ...] = EVER) -> Tables:
    return Tables("tenders", terms, {}, named)


def large(t: Tables) -> ir.Table:
    """Tenders above one yuan, kept."""
    return t.kept(t.tenders.filter(t.tenders.amount > 100))


def asked(rows: ir.Table) -> list[str]:
    return [name for name, _ in asked_for(sql(rows))]


def test_equal_rows_have_one_name_and_different_ones_two() -> None:
    t = view()
    assert large(t).get_name() == large(view()).get_name()
    assert large(t).get_name() != t.kept(t.tenders.filter(t.tenders.amount > 200)).get_name()


def test_what_kept_rows_rest_on_is_made_before_them() -> None:
    first = large(view())
    second = view().kept(first.filter(first.title != ""))
    assert asked(second) == [first.get_name(), second.get_name()]


def test_rows_with_the_parameters_of_one_screen_are_not_kept() -> None:
    t = view(TWICE)
    dated = t.dated("tenders")
    assert t.kept(dated) is dated


def test_without_a_way_of_keeping_rows_stay_as_they_are() -> None:
    t = Tables("tenders", EVER, {})
    assert t.kept(t.tenders).equals(t.tenders)


def test_a_failed_query_loses_what_was_kept_and_the_next_finds_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    rows = Engine.rows

    def noted(self: Engine, query: str, words: Any = None) -> list[dict[str, Any]]:
        made.extend([query[:17]] if query.startswith("CREATE") else [])
        return rows(self, query, words)

    monkeypatch.setattr(Engine, "rows", noted)
    screen = next(one for one in screens("tenders") if one.key == "r018_single_bid")
    query = f"SELECT count(*) AS number FROM {large(view()).get_name()}"
    with Engine("tenders") as engine:
        engine.execute("INSERT INTO tenders (id, amount) VALUES (1, 100), (2, 101)")
        engine.lock()
        assert [engine.find(screen, query, EVER, {}) for _ in range(2)] == [[{"number": 1}]] * 2
        assert len(made) == 1
        with pytest.raises(duckdb.Error):
            engine.rows("SELECT no_such_column FROM tenders")
        assert engine.find(screen, query, EVER, {}) == [{"number": 1}]
        assert len(made) == 2
