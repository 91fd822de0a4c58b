"""`xuncha plan region`: a table of pairs with its gap; words where a list of counties makes no sense."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, what was printed, what was complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("plan", "region", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_counties_of_a_list_are_paired(tmp_path: Path) -> None:
    book = tmp_path / "县.csv"
    book.write_text("县,东,北\n甲县,0,0\n乙县,10,0\n丙县,0,10\n", encoding="utf-8")
    code, out, _ = run(str(book), "--rounds", "1", "--json")
    rows = json.loads(out)["crossings"]
    assert code == 0
    assert (
        sorted(row["visitor"] for row in rows)
        == sorted(row["host"] for row in rows)
        == ["丙县", "乙县", "甲县"]
    )
    assert all(row["visitor"] != row["host"] for row in rows)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("名单\n", "没有读到县名"),
        ("县,东\n甲县,十里\n", "第2行：东、北应填公里数"),
        ("县\n甲县\n甲县\n", "第3行：甲县重复"),
    ],
)
def test_a_list_that_makes_no_sense_is_told_where(tmp_path: Path, text: str, says: str) -> None:
    book = tmp_path / "县.csv"
    book.write_text(text, encoding="utf-8")
    code, _, err = run(str(book))
    assert code == 2
    assert says in err


def test_two_counties_that_can_only_visit_each_other_end_with_the_reason(tmp_path: Path) -> None:
    book = tmp_path / "县.csv"
    book.write_text("县\n甲县\n乙县\n", encoding="utf-8")
    code, out, _ = run(str(book), "--rounds", "1")
    assert code == 1
    assert "不互巡" in out


def test_a_number_below_one_is_refused() -> None:
    code, _, err = run("--rounds", "0")
    assert code == 2
    assert "--rounds 至少为1" in err
