"""Books in a file with canonical columns, asked where they lie, say what the same books say when they are taken in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from tests.screening.core.books import JOURNAL, read
from tests.screening.core.random_books import Rows, journal, payment_list
from xuncha.base.workdays import Calendar
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.canonical import NotCanonical, canonical_file, lines_of, opened_in_place
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.run import run_all
from xuncha.screening.facts import shipped_rules, standing

STANDING = standing(shipped_rules(), date(2026, 1, 1))


def silent_lines() -> Rows:
    """Vouchers whose line on the bank account names nobody, and money that only moved between two accounts."""
    body: Rows = [[*JOURNAL, "科目名称"]]
    for number in range(1, 30):
        day, payee = date(2024, 2, 1 + number % 25), f"丙公司{number % 2}"
        voucher = ["01", day, "记", str(number), "付 货款"]
        moved = number % 5 == 0
        code, name = ("1001", "库存现金") if moved else ("5001", "业务活动费用")
        body.append([*voucher, code, 90_000, None, payee, "张三", "李四", name])
        body.append([*voucher, "1002", None, 90_000, "", "张三", "李四", "银行存款"])
    return body


def told(engine: Engine) -> list[tuple[object, ...]]:
    """What every screen says of the books in an engine, with all that its rows say."""
    return [
        (
            one.screen.key, one.found, one.not_applicable,
            [
                (hit.says, hit.amount, hit.rows, [(row.row, *row[5:10]) for row in hit.evidence])
                for hit in one.hits
            ],
        )
        for one in run_all(engine, shipped_rules(), Calendar.official())
    ]  # fmt: skip


@cache
def taken_in(books) -> tuple[list[tuple[object, ...]], pa.Table]:
    """What the screens say of books that were taken in, and the lines."""
    with Engine("ledger") as engine:
        lay_books(engine, [read(books())], STANDING)
        return told(engine), pa.ipc.open_stream(io.BytesIO(engine.handed_out("lines"))).read_all()


def written(lines: pa.Table, path: Path, changed: str = "*") -> Path:
    """A file with the lines in canonical columns."""
    with duckdb.connect() as db:
        db.register("lines", lines)
        db.execute(
            f"COPY (SELECT {changed} FROM (SELECT * EXCLUDE (id, sheet, row) FROM lines ORDER BY id)) TO '{path}'"
        )
    return path


@contextmanager
def in_place(path: Path) -> Iterator[Engine]:
    """An engine with a file that is canonical."""
    found = canonical_file(path)
    assert found is not None
    with opened_in_place(found, "0" * 64, STANDING) as engine:
        yield engine


@pytest.mark.parametrize("ending", ["parquet", "csv"])
@pytest.mark.parametrize("books", [journal, payment_list, silent_lines])
def test_every_screen_says_the_same_of_books_that_lie_in_a_file(books, ending: str, tmp_path: Path) -> None:
    expected, lines = taken_in(books)
    path = written(lines, tmp_path / f"books.{ending}")
    with in_place(path) as engine:
        assert lines_of(engine) == lines.num_rows
        assert told(engine) == expected


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_row_is_known_by_its_place_in_the_file_and_its_cells(ending: str, tmp_path: Path) -> None:
    _, lines = taken_in(silent_lines)
    path = written(lines, tmp_path / f"books.{ending}", "kind, day, voucher_no, account_code, credit, payee")
    with in_place(path) as engine:
        row = engine.evidence([3])[3]
    assert (row.file, row.row, dict(row.cells)) == (
        path.name, 5, {"day": "B5", "voucher_no": "C5", "payee": "F5", "credit": "E5", "account_code": "D5"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [
        "* EXCLUDE kind", "* EXCLUDE day", "*, 1 AS surprise", "* REPLACE (credit / 100.0 AS credit)",
        "* REPLACE (nullif(payee, '') AS payee)", "* REPLACE (day::VARCHAR AS day)",
    ],
)  # fmt: skip
def test_a_parquet_file_is_canonical_only_with_all_its_columns_as_declared(
    changed: str, tmp_path: Path
) -> None:
    _, lines = taken_in(silent_lines)
    assert canonical_file(written(lines, tmp_path / "books.parquet", changed)) is None


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("books.csv", "日期,金额\n2024-01-01,5\n"),
        ("books.csv", "kind,day,day\n"),
        ("books.csv", ""),
        ("books.xlsx", "kind,day\n"),
        ("books.parquet", "no parquet"),
    ],
)
def test_other_files_are_not_canonical(name: str, raw: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(raw, encoding="utf-8")
    assert canonical_file(path) is None


@pytest.mark.parametrize("cell", ["一百", "18640.50", "1e3", ""])
def test_a_cell_that_is_not_what_its_column_says_is_told(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "books.csv"
    path.write_text(f"kind,day,credit\nentries,2024-01-05,100\nentries,2024-01-05,{cell}\n", encoding="utf-8")
    with pytest.raises(NotCanonical), in_place(path):
        pass


def test_a_file_that_is_broken_inside_is_told(tmp_path: Path) -> None:
    _, lines = taken_in(journal)
    path = written(lines, tmp_path / "books.parquet")
    raw = bytearray(path.read_bytes())
    raw[4 : len(raw) // 2] = bytes(len(raw) // 2 - 4)
    path.write_bytes(raw)
    with pytest.raises(NotCanonical), in_place(path) as engine:
        told(engine)


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_nothing_but_the_file_is_read_and_nothing_is_written_after_the_lock(
    ending: str, tmp_path: Path
) -> None:
    _, lines = taken_in(silent_lines)
    path, other = (written(lines, tmp_path / f"{name}.{ending}") for name in ("books", "other"))
    with in_place(path) as engine:
        with pytest.raises(duckdb.Error, match="disabled"):
            engine.rows(f"SELECT * FROM read_{ending}('{other}')")
        with pytest.raises(duckdb.Error, match="read-only"):
            engine.rows("DROP VIEW lines")
        assert engine.rows("SELECT count(*) AS number FROM lines") == [{"number": lines.num_rows}]
