"""The journal at a million rows: how long a check takes, and how fast rows are appended on the embedded database."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.figure import Figure

ROWS, LIMIT = 1_000_000, 60.0
APPENDED, A_TURN = 20_000, 10


def figures() -> list[Figure]:
    """In a process's own Django, on a database file of its own."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as home:
        _prepare(Path(home))
        appended = _appended()
        took = _checked()
    return [
        Figure("journal, rows appended (10 a transaction)", appended, "/s"),
        Figure(f"journal, {ROWS:,} rows checked", took, "s", LIMIT),
    ]


def _prepare(home: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.XUNCHA_HOME, settings.XUNCHA_KEYS = home, home / "keys"
    settings.MIGRATION_MODULES = {"xuncha": None}
    settings.DATABASES["default"]["NAME"] = home / "bench.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command

    from xuncha.trust import vault

    vault.create_key()
    call_command("migrate", run_syncdb=True, verbosity=0)


def _bodies(count: int) -> list[dict[str, Any]]:
    """Entries of the usual size: one row, three facts."""
    facts = {"channel": "box", "number": 17, "received": "2026-11-20"}
    rows = ["5f2c" * 16]
    return [{"verb": "letter.added", "by": None, "kind": "letter", "rows": rows, "facts": facts}] * count


def _append(rows: int, at_once: int) -> None:
    from django.db import transaction

    from xuncha.trust import journal

    for _ in range(rows // at_once):
        with transaction.atomic():
            journal.append("letters.register", _bodies(at_once))


def _appended() -> float:
    """Rows a second, each ten made durable by a transaction of their own."""
    start = time.perf_counter()
    _append(APPENDED, A_TURN)
    return APPENDED / (time.perf_counter() - start)


def _checked() -> float:
    """Seconds for a check of the whole, against the stored head and a slip."""
    from xuncha.trust import journal

    _append(ROWS - APPENDED, 5_000)
    slip = journal.head_now().kept
    start = time.perf_counter()
    report = journal.examine([slip])
    if report.broken or report.rows != ROWS:
        raise RuntimeError(f"{report.rows} rows, {report.broken}")
    return time.perf_counter() - start
