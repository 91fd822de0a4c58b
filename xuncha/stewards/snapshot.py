"""The database as one consistent file, and such a file in the database's place.

SQLite copies itself page by page while others write; PostgreSQL is copied by its own ``pg_dump`` and ``pg_restore``.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from xuncha.base.words import Sentence
from xuncha.trust.refusal import Refusal

NAME = "database"
_BESIDE = ("-wal", "-shm")


def copy_to(target: Path) -> None:
    """Write a consistent copy of the database. Raises Refusal where the database's own tool fails."""
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(database())) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
        target.chmod(0o600)
    else:
        _tool("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def put_in_place(copy: Path, at: datetime) -> Path | None:
    """Put a copy where the database is; what was there is kept beside it, under a name with the time. Where that is, or None."""
    connection.close()
    if connection.vendor != "sqlite":
        kept = Path(settings.XUNCHA_HOME) / f"xuncha.pgdump.before-{at:%Y%m%dT%H%M%S}" if exists() else None
        if kept is not None:
            copy_to(kept)
            kept.chmod(0o600)
        load(copy)
        return kept
    here = database()
    kept = None
    if here.exists():
        with closing(sqlite3.connect(here)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = here.with_name(f"{here.name}.before-{at:%Y%m%dT%H%M%S}")
        here.replace(kept)
    for ending in _BESIDE:
        here.with_name(here.name + ending).unlink(missing_ok=True)
    copy.replace(here)
    return kept


def load(copy: Path) -> None:
    """Fill the PostgreSQL database with what a dump holds, in one transaction; what was there is gone."""
    connection.close()
    _tool(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        f"--dbname={_name()}",
        str(copy),
    )


@contextmanager
def looking_at(copy: Path) -> Iterator[None]:
    """Within, the house reads and writes a copy instead of its database; on PostgreSQL in its place, which must be empty."""
    if connection.vendor != "sqlite":
        load(copy)
        try:
            yield
        finally:
            _clear()
        return
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def database() -> Path:
    """Where the embedded database lies."""
    return Path(settings.DATABASES["default"]["NAME"])


def exists() -> bool:
    """Whether there is a database to be replaced."""
    return (
        database().exists() if connection.vendor == "sqlite" else bool(connection.introspection.table_names())
    )


def _clear() -> None:
    """Leave an empty PostgreSQL database, as it was found."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _tool(name: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, never on the command line."""
    one = connection.settings_dict
    env = {
        **os.environ, "PGHOST": one["HOST"], "PGPORT": str(one["PORT"]), "PGUSER": one["USER"], "PGPASSWORD": one["PASSWORD"],
        "PGDATABASE": _name(),
    }  # fmt: skip
    try:
        done = subprocess.run([name, *arguments], env=env, capture_output=True, check=False)
    except FileNotFoundError:
        done = None
    if done is None or done.returncode:
        raise Refusal(
            "database-tool",
            Sentence(f"数据库工具 {name} 没有运行成功。", f"{name} did not run."),
            Sentence(
                "请确认服务器上装有与数据库同版本的 PostgreSQL 客户端工具。",
                "Install the client tools of the server's version.",
            ),
        )
