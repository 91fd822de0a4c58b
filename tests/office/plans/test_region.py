"""`xuncha plan region`: a table of pairs with its gap; words where a list of counties makes no sense."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.office.plans.county_books import send, small_county
from xuncha.office.plans import region
from xuncha.region.core.numbers import LendingTerms


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


def gathered(tmp_path: Path) -> Path:
    """Three counties' workbooks, a lock file of Excel and a note beside them."""
    for name in ("甲县", "乙县", "丙县"):
        send(tmp_path, name, small_county(name))
    (tmp_path / "~$甲县.xlsx").write_bytes(b"lock")
    (tmp_path / "说明.txt").write_text("各县已报", encoding="utf-8")
    return tmp_path


def test_the_counties_of_a_folder_form_their_teams_at_once(tmp_path: Path) -> None:
    code, out, _ = run(str(gathered(tmp_path)), "--what", "teams", "--starts", "2026-03-02", "--json")
    told = json.loads(out)
    assert code == 0
    assert [(one["county"], one["ending"]) for one in told["counties"]] == [
        ("丙县", "OPTIMAL"), ("乙县", "OPTIMAL"), ("甲县", "OPTIMAL"),
    ]  # fmt: skip
    for one in told["counties"]:
        assert {seat["cadre"][:2] for seat in one["seats"]} == {one["county"]}
    assert [(one["file"], one["level"]) for one in told["remarks"] if one["file"] == "说明.txt"] == [
        ("说明.txt", "notice")
    ]


def test_what_cannot_be_read_is_told_by_file_sheet_and_row_and_the_others_are_planned(tmp_path: Path) -> None:
    send(tmp_path, "甲县", small_county("甲县"))
    send(tmp_path, "乙县", small_county("乙县"), (("组别", "巡察对象"), ("第一巡察组", "水利局")))
    (tmp_path / "丙县.xlsx").write_bytes(b"PK\x03\x04 broken")
    code, out, err = run(str(tmp_path), "--what", "teams", "--starts", "2026-03-02")
    assert code == 1
    assert "甲县第一巡察组：" in out
    assert "已证明最优：1个县" in out
    assert "丙县.xlsx" in err
    assert "“水利局”不在单位和党组织名单里" in err
    assert all(part in err for part in ("乙县.xlsx", "本轮任务", "第2行"))


def test_specialists_of_a_folders_counties_are_lent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "lending_terms", lambda *_: LendingTerms(("财务审计",), passes=1, first=2000))
    send(tmp_path, "甲县", small_county("甲县"))
    send(tmp_path, "乙县", small_county("乙县", skilled=False))
    code, out, _ = run(str(tmp_path), "--what", "lending", "--starts", "2026-03-02", "--json")
    told = json.loads(out)
    assert code == 0
    assert {(one["lender"], one["borrower"]) for one in told["loans"]} == {("甲县", "乙县")}
    assert told["bound"] <= told["cost"]


def test_the_counties_of_a_folder_are_paired_by_their_names(tmp_path: Path) -> None:
    for name in ("甲县", "乙县", "丙县"):
        (tmp_path / f"{name}.xlsx").touch()
    code, out, _ = run(str(tmp_path), "--rounds", "1", "--json")
    assert code == 0
    assert {one["visitor"] for one in json.loads(out)["crossings"]} == {"甲县", "乙县", "丙县"}


@pytest.mark.parametrize("which", ["teams", "lending"])
def test_a_folder_without_a_workbook_and_a_list_where_a_folder_is_needed_end_with_a_sentence(
    tmp_path: Path, which: str
) -> None:
    code, _, err = run(str(tmp_path), "--what", which)
    assert (code, "文件夹里没有工作簿" in err) == (2, True)
    (tmp_path / "县.csv").write_text("县\n甲县\n", encoding="utf-8")
    code, _, err = run(str(tmp_path / "县.csv"), "--what", which)
    assert (code, "请给出各县工作簿的文件夹" in err) == (2, True)
