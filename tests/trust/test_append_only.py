"""The database refuses to change the journal; the guards come back after every migrate, also when a table was remade."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tests.cast import Cast
from tests.trust.guards import lift
from xuncha.trust import append_only, journal
from xuncha.trust.act import witness
from xuncha.trust.actions.sign_head import sign_head
from xuncha.trust.models import Entry

REFUSED = (
    "UPDATE xuncha_entry SET verb = 'x' WHERE seq = 1",
    "DELETE FROM xuncha_entry WHERE seq = 1",
    "UPDATE xuncha_signedhead SET code = 'x'",
    "DELETE FROM xuncha_signedhead",
    "DELETE FROM xuncha_chainhead",
    "UPDATE xuncha_chainhead SET seq = 0",
)
ON_SQLITE = (
    "REPLACE INTO xuncha_entry (seq, at, actor, verb, act, refused, body, before, digest) "
    "SELECT seq, at, actor, 'x', act, refused, body, before, digest FROM xuncha_entry WHERE seq = 1",
)


@pytest.fixture
def rows(cast: Cast) -> Cast:
    witness("a", cast.leader)
    sign_head(by=cast.audit)
    return cast


@pytest.mark.parametrize("sql", REFUSED + ON_SQLITE)
def test_the_database_refuses_to_change_the_journal(sql: str, rows: Cast) -> None:
    if sql in ON_SQLITE and connection.vendor != "sqlite":
        sql = "TRUNCATE xuncha_entry"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert journal.verify() is None


def test_a_guard_that_is_gone_is_told(rows: Cast) -> None:
    assert append_only.missing() == []
    lift()
    assert append_only.missing() == sorted(one.name for one in append_only.guards())


@pytest.fixture
def swept(transactional_db: None) -> Iterator[None]:
    """A database whose tables may be remade; the journal's rows are swept out at the end."""
    yield
    lift()


def test_the_guards_come_back_with_a_migrate_after_a_table_was_remade(swept: None) -> None:
    witness("a", None)
    lift()
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(Entry)  # as Django does for most changes of a column
    assert "xuncha_entry_no_update" in append_only.missing()
    call_command("migrate", verbosity=0)
    assert append_only.missing() == []
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("UPDATE xuncha_entry SET verb = 'x'")
    witness("b", None)
    assert journal.verify() is None


def test_a_guard_that_was_replaced_by_an_empty_one_is_made_anew(rows: Cast) -> None:
    lift()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER xuncha_entry_no_update BEFORE UPDATE ON xuncha_entry BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(
                "CREATE FUNCTION idle() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql"
            )
            cursor.execute(
                "CREATE TRIGGER xuncha_entry_no_update BEFORE UPDATE ON xuncha_entry FOR EACH ROW EXECUTE FUNCTION idle()"
            )
    append_only.guard()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE xuncha_entry SET verb = 'x'")
