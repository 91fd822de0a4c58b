"""`xuncha plan term`: a plan with its gap, reasons where there is none, words where the input makes no sense."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from xuncha.base.sheets_in import read_book


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, what was printed, what was complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("plan", "term", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_made_up_county_as_json_and_as_a_workbook(tmp_path: Path) -> None:
    book = tmp_path / "plan.xlsx"
    code, out, _ = run("--targets", "9", "--seed", "1", "--rounds", "3", "--json", "--out", str(book))
    told = json.loads(out)
    assert code == 0
    assert sum(not one["again"] for each in told["rounds"] for one in each["targets"]) == 9
    assert 0 <= told["bound"] <= told["cost"]
    assert len(told["input_hash"]) == 32
    assert [sheet.name for sheet in read_book(book, book.name).sheets] == [
        "五年规划",
        "各轮工作量",
        "尚有不足",
    ]


def test_too_little_room_is_said_in_words() -> None:
    code, _, err = run("--targets", "9", "--rounds", "3", "--most", "2")
    assert code == 1
    assert "还有9个巡察对象，余下3轮每轮至多2，只能安排6，多出3" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("--targets", "-1"), "不能是负数"), (("没有.xlsx",), "找不到这个文件")],
    ids=["negative", "no file"],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], says: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert says in err
