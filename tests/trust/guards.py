"""Taking the journal's guards away, as a thief with the database in hand would; and for tests that clean up behind themselves."""

from __future__ import annotations

from django.db import connection

from xuncha.trust.append_only import guards


def lift() -> None:
    """Drop every guard of the journal."""
    with connection.cursor() as cursor:
        for one in guards():
            on = "" if connection.vendor == "sqlite" else f" ON {one.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {one.name}{on}")
            if on:
                cursor.execute(f"DROP TRIGGER IF EXISTS {one.table}_no_truncate{on}")
