"""How fast files of bookings are read and looked through, beside what reads the same file without looking at anything.

Six ledger screens over Parquet and CSV in canonical columns, as multiples of the engine's raw scan of that file and of the
same six asked of pandas. Each side is a process of its own, from its start to its end, imports included: one loads DuckDB
and reads the columns that the six look at, the other begins with the path of the file and ends with sentences and evidence
rows; pandas ends with counts. The sides take turns, with the file in the cache; the ratio of the median processor times (all
threads, user and system) counts. The hash of the file is a figure of its own, as it is taken when a file comes in. Ten
million lines with ``XUNCHA_BENCH_BIG=1``, else one.
"""
# ruff: noqa: S608  (every word of these statements stands in the house)

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import duckdb

from bench.figure import Figure, cpu_seconds, processes
from bench.screening import BOOKINGS
from bench.six_screens import READ

PROMISED_LINES = 10_000_000
LINES = PROMISED_LINES if os.environ.get("XUNCHA_BENCH_BIG") else 1_000_000
RUNS = 5
SCAN_LIMITS = {"parquet": 12.0, "csv": 3.5}
PANDAS_LIMIT = 0.35
_SCAN = """
import sys, duckdb
db = duckdb.connect()
db.execute('SET enable_progress_bar = false')
db.execute(sys.argv[1]).fetchall()
"""


def write(folder: Path, kind: str) -> Path:
    """A file of invented bookings in canonical columns."""
    path = folder / f"lines.{kind}"
    bookings = BOOKINGS.replace("$vouchers", str(LINES // 2))
    with duckdb.connect() as db:
        db.execute(f"COPY (SELECT * EXCLUDE (id, sheet, row) FROM ({bookings})) TO '{path}'")
    return path


def scan(path: Path, kind: str) -> list[str]:
    """The command that has the engine read the columns that the screens look at, and do nothing with them."""
    told = ", ".join(f"sum({name})" if name in ("debit", "credit") else f"max({name})" for name in READ)
    return [sys.executable, "-c", _SCAN, f"SELECT {told} FROM read_{kind}('{path}')"]


def asked(side: str, path: Path) -> list[str]:
    """The command that asks the six screens of a file."""
    return [sys.executable, "-m", "bench.six_screens", side, str(path)]


def figures() -> list[Figure]:
    """Parquet, CSV, and pandas where it is installed."""
    with tempfile.TemporaryDirectory() as name:
        return _tables(Path(name))


def _tables(folder: Path) -> list[Figure]:
    found, title = [], f"books: six screens of {LINES:,} lines"
    for kind, limit in SCAN_LIMITS.items():
        path = write(folder, kind)
        sides = [scan(path, kind), asked("ours", path)]
        if kind == "parquet" and find_spec("pandas"):
            sides.append(asked("pandas", path))
        floor, six, *peer = processes(sides, RUNS)
        hashed = cpu_seconds(partial(_digest, path), RUNS)
        found += [
            Figure(f"{title}, {kind} / raw scan", six.cpu / floor.cpu, "x", _promised(limit)),
            Figure(f"{title}, {kind}", six.cpu, "s"),
            Figure(f"books: raw scan of {LINES:,} lines, {kind}", floor.cpu, "s"),
            Figure(f"books: hash of {LINES:,} lines, {kind}", hashed, "s"),
        ]
        found += [
            Figure(f"{title} / pandas", six.cpu / one.cpu, "x", _promised(PANDAS_LIMIT)) for one in peer
        ]
        path.unlink()
    return found


def _promised(limit: float) -> float:
    """The limit at the promised size; none for fewer lines, where starting and telling weigh more than finding."""
    return limit if LINES >= PROMISED_LINES else 0.0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
