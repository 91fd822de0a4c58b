"""How fast files of bookings are read and looked through, beside what reads the same file without looking at anything.

Six ledger screens over Parquet and CSV, as multiples of the engine's raw scan of that file and of the same six asked of
pandas; an Excel sheet with titles, texts for numbers and rows of sums, as a multiple of a raw read of it. All of it is
processor time of this process, files in the cache of the system. Ours begins with the file and ends with sentences and
evidence rows, tables laid in between, and is told a second time without the laying; what it is compared with ends with
counts. Ten million lines with ``XUNCHA_BENCH_BIG=1``, else one.
"""
# ruff: noqa: S608  (every word of these statements stands in the house)

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import fastexcel
import openpyxl

from bench.figure import Figure, cpu_seconds
from bench.screening import BOOKINGS, START, journal
from xuncha.base.sheets_in import read_book
from xuncha.base.workdays import Calendar
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.evidence import Origin
from xuncha.screening.core.reading import Source, read_source
from xuncha.screening.core.run import run_all, screens
from xuncha.screening.facts import shipped_rules, standing, vocabulary

LINES = 10_000_000 if os.environ.get("XUNCHA_BENCH_BIG") else 1_000_000
SHEET_ROWS = 200_000 if os.environ.get("XUNCHA_BENCH_BIG") else 40_000
RUNS = 3
SIX = (
    "benford_first_two",
    "duplicate_payments",
    "non_working_days",
    "round_split",
    "splitting",
    "voucher_gaps",
)
READERS = {"parquet": "read_parquet", "csv": "read_csv"}
_SCAN = "SELECT count(*), sum(debit), sum(credit), max(day), max(length(summary)), max(length(payee)) FROM {reader}($1)"
_LAY = "INSERT INTO lines BY NAME SELECT *, 'entries' AS kind, 0 AS sheet FROM {reader}($1)"


def write(folder: Path, kind: str) -> Path:
    """A file of invented bookings."""
    path = folder / f"lines.{kind}"
    bookings = BOOKINGS.replace("$vouchers", str(LINES // 2))
    with duckdb.connect() as db:
        db.execute(f"COPY (SELECT * EXCLUDE (kind, sheet) FROM ({bookings})) TO '{path}'")
    return path


def scan(path: Path, reader: str) -> None:
    """The engine reads the columns that screens look at, and does nothing with them."""
    with duckdb.connect() as db:
        db.execute(_SCAN.format(reader=reader), [str(path)]).fetchall()


def laid(path: Path, reader: str) -> Engine:
    """An engine with the books of a file, locked."""
    engine = Engine("ledger", [path])
    engine.take(Origin(path.name, "0" * 64, "lines"))
    engine.execute(_LAY.format(reader=reader), [str(path)])
    engine.claim(LINES)
    lay_books(engine, [], standing(shipped_rules(), date(2026, 1, 1)))
    return engine


def asked(engine: Engine) -> int:
    """Runs the six screens; gives how many doubts there are."""
    chosen = [one for one in screens() if one.key in SIX]
    told = run_all(engine, shipped_rules(), Calendar.official(), chosen=chosen)
    return sum(outcome.found for outcome in told)


def screened(path: Path, reader: str) -> int:
    """Lays the books of a file and runs the six screens."""
    with laid(path, reader) as engine:
        return asked(engine)


def with_pandas(path: Path) -> int:
    """The same six questions asked of pandas, without evidence or sentences; gives how many rows it marks."""
    pd: Any = import_module("pandas")
    lines = pd.read_parquet(path)
    paid = lines[(lines.account_code == "1002") & (lines.credit > 0)].copy()
    paid["day"] = pd.to_datetime(paid["day"])
    paid = paid.sort_values(["unit", "payee", "day"])
    days = paid.groupby(["unit", "payee", "credit"])["day"].diff().dt.days
    doubled = (days <= 30).sum()
    windows = paid.set_index("day").groupby(["unit", "payee"])["credit"].rolling("8D")
    split = ((windows.sum() >= 10_000_000) & (windows.count() >= 2)).sum()
    months = paid.groupby(["unit", "payee", paid.day.dt.to_period("M")])["credit"].agg(["sum", "count"])
    rounded = ((months["sum"] % 1_000_000 == 0) & (months["count"] > 1)).sum()
    off = paid.day.isin(pd.bdate_range(START, periods=400)).eq(False).sum()
    numbers = lines.assign(
        month=pd.to_datetime(lines.day).dt.to_period("M"), number=lines.voucher_no.astype("int64")
    )
    spans = numbers.groupby(["unit", "voucher_type", "month"])["number"].agg(["min", "max", "nunique"])
    gaps = (spans["max"] - spans["min"] + 1 - spans["nunique"]).sum()
    digits = paid.credit.astype(str).str[:2].groupby(paid.unit).value_counts()
    return int(doubled + split + rounded + off + gaps + len(digits))


def workbook(folder: Path) -> Path:
    """An Excel sheet as programs export it: two title rows, every fifth amount as text, a row of sums after every 500."""
    path = folder / "books.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("账")
    sheet.append(["某单位2024年明细账"])
    sheet.append(["单位：元"])
    for number, row in enumerate(journal(SHEET_ROWS)):
        if number and number % 5 == 0:
            row[7] = f"{row[7]:,.2f}" if row[7] else row[7]
        sheet.append(row)
        if number and number % 500 == 0:
            sheet.append([None, None, None, None, "本页合计"])
    book.save(path)
    return path


def figures() -> list[Figure]:
    """Parquet, CSV, pandas where it is installed, and Excel."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = [*_tables(folder), _excel(folder)]
    return found


def _tables(folder: Path) -> list[Figure]:
    found, limits = [], {"parquet": 12.0, "csv": 3.5}
    for kind, reader in READERS.items():
        path = write(folder, kind)
        ours = cpu_seconds(partial(screened, path, reader), RUNS)
        raw = cpu_seconds(partial(scan, path, reader), RUNS)
        title = f"books: six screens of {LINES:,} lines"
        found.append(Figure(f"{title}, {kind} / raw scan", ours / raw, "x", limits[kind]))
        with laid(path, reader) as engine:
            alone = cpu_seconds(partial(asked, engine), RUNS)
        found.append(Figure(f"{title}, laid from {kind} / raw scan", alone / raw, "x"))
        if kind == "parquet" and find_spec("pandas"):
            peer = cpu_seconds(partial(with_pandas, path), 1)
            found.append(Figure(f"{title} / pandas", ours / peer, "x", 0.35))
        path.unlink()
    return found


def _excel(folder: Path) -> Figure:
    raw, words = workbook(folder).read_bytes(), vocabulary()

    def read() -> object:
        return read_source(Source("books.xlsx", "0" * 64, read_book(raw, "books.xlsx")), words)

    def plainly() -> object:
        return fastexcel.read_excel(raw).load_sheet(0, header_row=None, dtypes="string").to_arrow()

    works: tuple[Callable[[], object], ...] = (read, plainly)
    ours, peer = (cpu_seconds(work) for work in works)
    return Figure(f"books: Excel of {SHEET_ROWS:,} rows into records / raw read", ours / peer, "x", 2.5)
