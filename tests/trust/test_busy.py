"""Another process keeps the embedded database: the writer is refused with a sentence, and nothing is half done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.cast import Cast
from xuncha.trust.lock import Busy, is_busy, write_turn
from xuncha.trust.models import Account


def busy(path: Path) -> sqlite3.OperationalError:
    """What SQLite says where another connection writes."""
    first, second = sqlite3.connect(path, timeout=0), sqlite3.connect(path, timeout=0)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as fault:
        second.execute("BEGIN IMMEDIATE")
    first.close()
    second.close()
    return fault.value


def raised(cause: Exception) -> OperationalError:
    fault = OperationalError("database is locked")
    fault.__cause__ = cause
    return fault


def test_a_busy_database_refuses_with_a_sentence(tmp_path: Path, db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a server database keeps its own queue")
    with pytest.raises(Busy) as no, write_turn():
        raise raised(busy(tmp_path / "x.sqlite3"))
    assert (no.value.code, no.value.status) == ("busy", 503)
    assert "什么都没有改动" in no.value.says.zh
    with write_turn():
        pass  # the turn was given back


def test_another_fault_of_the_database_stays_a_fault(db: None) -> None:
    broken = raised(sqlite3.OperationalError("no such table: x"))
    assert not is_busy(broken)
    with pytest.raises(OperationalError), write_turn():
        raise broken


def locked(*_: object, **__: object) -> None:
    raise Busy


def test_a_page_that_meets_a_busy_database_says_so(
    cast: Cast, enter: Callable[[Account], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(cast.member)
    monkeypatch.setattr("xuncha.desk.page.witness", locked)
    answer = client.get("/journal/heads/")
    assert answer.status_code == 503
    assert "数据库正忙" in answer.content.decode()
