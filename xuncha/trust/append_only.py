"""The database itself refuses to change the journal: triggers, made anew after every migrate.

Django drops a table's triggers whenever it remakes the table; a trigger that was replaced by an empty one is replaced again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

SAYS = "the journal is append-only"


@dataclass(frozen=True)
class Guard:
    """What may never happen to a table: an event (UPDATE, DELETE, INSERT), always or under a condition."""

    table: str
    event: str
    when: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_no_{self.event.lower()}"


GUARDS = (
    Guard("xuncha_entry", "UPDATE"),
    Guard("xuncha_entry", "DELETE"),
    Guard("xuncha_signedhead", "UPDATE"),
    Guard("xuncha_signedhead", "DELETE"),
    Guard("xuncha_chainhead", "DELETE"),
    Guard("xuncha_chainhead", "UPDATE", "NEW.seq < OLD.seq"),
)
#: SQLite's REPLACE deletes a row without asking the trigger on DELETE.
SQLITE_GUARDS = (Guard("xuncha_entry", "INSERT", "EXISTS (SELECT 1 FROM xuncha_entry WHERE seq >= NEW.seq)"),)
_RAISE = f"""
CREATE OR REPLACE FUNCTION xuncha_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{SAYS}'; END $$ LANGUAGE plpgsql
"""


def guards() -> tuple[Guard, ...]:
    """The guards that this database must have."""
    return (*GUARDS, *SQLITE_GUARDS) if connection.vendor == "sqlite" else GUARDS


def guard(**_: Any) -> None:
    """Make every guard anew (run after every migrate)."""
    with connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement)


def missing() -> list[str]:
    """The names of the guards that are not there."""
    there = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(there)
        found = {name for (name,) in cursor.fetchall()}
    return sorted({one.name for one in guards()} - found)


def _statements() -> list[str]:
    if connection.vendor == "sqlite":
        return [one for guard in guards() for one in _on_sqlite(guard)]
    return [
        _RAISE,
        *(_on_postgres(guard) for guard in guards()),
        *map(_untruncated, {one.table for one in GUARDS}),
    ]


def _on_sqlite(guard: Guard) -> tuple[str, str]:
    when = f"WHEN {guard.when} " if guard.when else ""
    made = f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} {when}"
    return f"DROP TRIGGER IF EXISTS {guard.name}", f"{made}BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"


def _on_postgres(guard: Guard) -> str:
    when = f"WHEN ({guard.when}) " if guard.when else ""
    made = f"CREATE OR REPLACE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW {when}"
    return f"{made}EXECUTE FUNCTION xuncha_append_only()"


def _untruncated(table: str) -> str:
    made = f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
    return f"{made}EXECUTE FUNCTION xuncha_append_only()"
