"""The canonical tables are declared once, and what reads them fits their declaration."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from xuncha.base.words import NOTHING
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.evidence import SHOWN
from xuncha.screening.core.mapping import Columns, Guess
from xuncha.screening.core.reading import Records
from xuncha.screening.core.run import screens
from xuncha.screening.core.table import FAMILIES, Table, tables
from xuncha.screening.core.tables.office import OFFICE

ALL = [table for family in FAMILIES for table in tables(family).values()]
LISTS = tomllib.loads((files("xuncha") / "data" / "screening" / "lists.toml").read_text("utf-8"))["list"]
VALUES = {"text": "甲", "code": "001", "cents": 12_345, "whole": 3, "number": 2.5, "day": date(2024, 3, 5)}


@pytest.mark.parametrize("table", ALL, ids=lambda one: one.key)
def test_a_table_names_each_column_once_and_says_what_a_row_is(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert table.what.zh.startswith("一行是")
    assert all(column.title.zh and column.title.en for column in table.columns)
    assert table.dated_by in {"", *names}
    assert set(table.shows.values()) <= set(names)
    assert set(table.shows) <= set(SHOWN)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_screen_needs_columns_that_its_family_has(family) -> None:
    for screen in screens(family):
        for need in screen.needs:
            assert set(need.columns) <= tables(family)[need.table].names, screen.key


def test_every_list_of_the_data_is_a_table_and_names_its_columns() -> None:
    assert [one["table"] for one in LISTS] == [table.key for table in OFFICE]
    for one in LISTS:
        known = tables("ledger")[one["table"]].names
        assert set(one["spellings"]) <= known, one["table"]
        assert {name for group in one["needs"] for name in group} <= known, one["table"]


@pytest.mark.parametrize("table", OFFICE, ids=lambda one: one.key)
def test_records_of_any_declared_kind_are_taken_by_the_declaration(table: Table) -> None:
    said = {
        column.name: [VALUES[column.kind], None]
        for column in table.own
        if column.kind not in ("text", "code")
    }
    said |= {
        column.name: [VALUES[column.kind], ""] for column in table.own if column.kind in ("text", "code")
    }
    columns = Columns(
        table.key, NOTHING, tuple(Guess(name, at, name, "hand", NOTHING) for at, name in enumerate(said)), {}
    )
    records = Records("单.xlsx", "ab" * 32, "表", columns=columns, rows=[2, 3], values=said)
    with Engine("ledger") as engine:
        assert engine.load(records)
        engine.lock()
        first, second = engine.rows(f"SELECT * FROM {table.key} ORDER BY id")
        assert {name: first[name] for name in said} == {name: values[0] for name, values in said.items()}
        assert {name: second[name] for name in said} == {name: values[1] for name, values in said.items()}
        assert {row.get("on_day") for row in (first, second)} == (
            {date(2024, 3, 5)} if table.dated_by else {None}
        )
        evidence = engine.evidence([0])[0]
    assert (evidence.file, evidence.sheet, evidence.row, evidence.table) == ("单.xlsx", "表", 2, table.key)
    assert evidence.cells.keys() == said.keys()
    assert evidence.day == ("2024-03-05" if "day" in said else "")


def test_records_that_no_table_takes_are_left_alone() -> None:
    with Engine("tenders") as engine:
        assert not engine.load(Records("单.xlsx", "ab" * 32, "表"))
