"""The engine keeps to itself: nothing written after the lock, nothing on the disk, and too little room is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.screening.core.books import payments
from xuncha.base.workdays import Calendar
from xuncha.screening.core import run
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.room import OutOfRoom, Room
from xuncha.screening.core.run import run_screen, screens
from xuncha.screening.core.terms import terms_of
from xuncha.screening.facts import shipped_rules, standing

PLANTED = "种下的收款人"
ROWS = [["2024-03-05", str(number), f"{PLANTED}{number}", "付款", 50_000 + number] for number in range(500)]
GROWS = "SELECT list(a.payee || b.summary || a.id || b.id ORDER BY b.id) AS ids FROM lines a, lines b GROUP BY a.id % 7"
MANY = "INSERT INTO lines (id, sheet, kind, row, payee, summary) SELECT i, 0, 'payments', i, md5(i::VARCHAR), '付款' FROM range(4000) t(i)"


def filled(engine: Engine) -> Engine:
    lay_books(engine, [payments(ROWS)], standing(shipped_rules(), date(2026, 1, 1)))
    return engine


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM lines", "UPDATE lines SET amount = 0", "DROP TABLE lines", "CREATE TABLE new (i INT)"],
)
def test_after_the_lock_nothing_is_written(statement: str) -> None:
    with filled(Engine("ledger")) as engine:
        with pytest.raises(duckdb.Error, match="read-only"):
            engine.rows(statement)
        assert engine.rows("SELECT count(*) AS number FROM lines") == [{"number": 500}]


def test_a_failed_query_does_not_open_the_lock() -> None:
    with filled(Engine("ledger")) as engine:
        with pytest.raises(duckdb.Error):
            engine.rows("SELECT nothing FROM lines")
        with pytest.raises(duckdb.Error, match="read-only"):
            engine.execute("DELETE FROM lines")


def test_nothing_of_the_books_is_laid_on_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with filled(Engine("ledger")) as engine:
        engine.rows("SELECT payee FROM lines ORDER BY payee")
        assert list(tmp_path.rglob("*")) == []
        assert _written_files() == []


def test_too_little_memory_is_told_and_the_next_query_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Engine("ledger", room=Room("60MB", 1)) as engine:
        engine.execute(MANY)
        engine.lock()
        with pytest.raises(OutOfRoom):
            engine.rows(GROWS)
        assert engine.rows("SELECT count(*) AS number FROM lines") == [{"number": 4000}]
        assert list(tmp_path.rglob("*")) == []


def test_a_screen_without_room_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OutOfRoom

    with filled(Engine("ledger")) as engine:
        monkeypatch.setattr(engine, "find", full)
        (screen,) = (one for one in screens() if one.key == "round_amounts")
        found = run_screen(engine, screen, shipped_rules(), Calendar.official())
    assert found.not_applicable.zh.startswith("内存不够，这一项没有算完。请放宽内存上限")


def test_an_engine_that_gives_all_hits_in_no_order_has_its_largest_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "MOST_HITS", 3)
    (screen,) = (one for one in screens() if one.key == "round_amounts")
    facts = {"payee": "甲公司", "times": 1, "largest": 1}
    given = [facts | {"ids": [number], "amount": amount} for number, amount in enumerate((5, 9, 7, 1))]
    with filled(Engine("ledger")) as engine:
        monkeypatch.setattr(engine, "largest", lambda *_: (given, len(given)))
        found = run_screen(engine, screen, shipped_rules(), Calendar.official())
    assert ([hit.amount for hit in found.hits], found.found) == ([9, 7, 5], 4)


def test_only_the_files_that_were_named_can_be_read(tmp_path: Path) -> None:
    named, other = tmp_path / "named.csv", tmp_path / "other.csv"
    for file in (named, other):
        file.write_text("a\n1\n", encoding="utf-8")
    with Engine("ledger", [named]) as engine:
        assert engine.rows("SELECT a FROM read_csv($file)", {"file": str(named)}) == [{"a": 1}]
        with pytest.raises(duckdb.Error, match="disabled"):
            engine.rows("SELECT a FROM read_csv($file)", {"file": str(other)})


@pytest.mark.parametrize(
    "setting",
    ["enable_external_access = true", "allowed_paths = ['/etc/hosts']", "allowed_directories = ['/']"],
)
def test_what_lies_outside_cannot_be_opened_while_tables_are_filled(setting: str) -> None:
    with Engine("ledger") as engine, pytest.raises(duckdb.Error, match="Cannot"):
        engine.execute(f"SET {setting}")


def test_settings_are_locked_with_the_tables() -> None:
    with filled(Engine("ledger")) as engine, pytest.raises(duckdb.Error, match="locked"):
        engine.rows("SET threads = 4")


@pytest.mark.parametrize(("room", "threads"), [(Room(), 1), (Room(threads=2), 2)])
def test_little_is_asked_by_one_thread_unless_the_run_says_otherwise(room: Room, threads: int) -> None:
    with filled(Engine("ledger", room=room)) as engine:
        assert engine.rows("SELECT current_setting('threads') AS threads") == [{"threads": threads}]


def _written_files() -> list[str]:
    """Files that this process holds open and that hold a planted payee."""
    found = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            file = link.resolve(strict=True)
            if file.is_file() and PLANTED.encode() in file.read_bytes():
                found.append(str(file))
        except OSError:
            continue
    return found


def test_this_build_still_refuses_to_write_an_encrypted_database(tmp_path: Path) -> None:
    """When this fails, docs/decisions/0009-tables-in-memory.md is to be looked at again."""
    with duckdb.connect(":memory:") as db, pytest.raises(duckdb.Error, match="read-only crypto module"):
        db.execute(f"ATTACH '{tmp_path / 'run.db'}' AS run (ENCRYPTION_KEY '{'k' * 32}')")


def test_only_what_is_shown_leaves_the_engine_and_all_is_counted() -> None:
    (screen,) = (one for one in screens() if one.key == "round_amounts")
    (term,) = terms_of(screen, shipped_rules())[:1]
    three = "SELECT unnest([[3, 1, 2], [5], [4]]) AS ids, unnest([7, 9, 9])::BIGINT AS amount"
    with filled(Engine("ledger")) as engine:
        told, found = engine.largest(replace(screen, by_hand=three), three, (term,), {}, 2, 2)
        assert (told, found) == (
            [{"ids": [4], "amount": 9, "rows": 1, "found": 3}, {"ids": [5], "amount": 9, "rows": 1, "found": 3}], 3
        )  # fmt: skip
        (row,), _ = engine.largest(screen, f"{three} LIMIT 1", (term,), {}, 2, 2)
        assert (row["ids"], row["rows"]) == ([3, 1], 3)
