"""`xuncha scope FILE` on workbooks: exit codes, names, JSON, and what cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from time import process_time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.planning.test_apart import hungry
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import same
from xuncha.management.commands import scope
from xuncha.office.plans import TOO_LARGE
from xuncha.planning.apart import MEMORY, Working
from xuncha.registry.core.template import template

Row = tuple[str, ...]


def workbook(path: Path, *rows: Row, past: tuple[Row, ...] = (), extra: tuple[str, ...] = ()) -> Path:
    """A county with the first three columns (and `extra` ones), and what was inspected before."""
    sheets = [_sheet("单位", ("单位名称", "所属党组织", "主要负责人", *extra), rows)]
    if past:
        sheets.append(_sheet("本届已巡情况", ("届次", "轮次", "被巡察单位或党组织", "巡察类型"), past))
    path.write_bytes(write_book(sheets))
    return path


def _sheet(name: str, heads: Row, rows: tuple[Row, ...]) -> Sheet:
    columns = tuple(Column(head, same(head)) for head in heads)
    return Sheet(name, columns, [dict(zip(heads, row, strict=True)) for row in rows])


def run(file: Path, *options: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command(
            "scope", str(file), "--area", "530127", "--on", "2026-03-01", *options, stdout=out, stderr=err
        )
    except SystemExit as end:
        return int(end.code), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


EDUCATION = ("教育局", "教育局党组", "张一")
WATER = ("水务局", "农口联合支部", "李二")
FOREST = ("林业局", "农口联合支部", "王三")
TAX = ("税务局", "税务局党委", "赵四")


def test_three_columns_suffice_and_a_clean_county_gives_0(tmp_path):
    code, out, _ = run(workbook(tmp_path / "a.xlsx", EDUCATION, WATER, FOREST))

    assert code == 0
    assert "巡察对象2个" in out
    assert "巡察“水务局”对准李二" in out
    assert out.rstrip().endswith("核对结果：没有空白，没有重复，没有待定。")


def test_undecided_bodies_give_3_and_are_named(tmp_path):
    code, out, _ = run(workbook(tmp_path / "a.xlsx", EDUCATION, TAX))

    assert code == 3
    assert "税务局、税务局党委：规则“垂直管理单位”倾向于“不纳入”" in out


def test_a_body_counted_in_two_rounds_gives_1_and_is_named(tmp_path):
    past = (("第十五届", "1", "教育局", "常规"), ("第十五届", "2", "教育局", "常规"))

    code, out, _ = run(workbook(tmp_path / "a.xlsx", EDUCATION, past=past))

    assert code == 1
    assert "单位“教育局”在2个巡察对象中重复计数" in out


def test_a_look_back_is_listed_and_not_a_double(tmp_path):
    past = (("第十五届", "1", "教育局", "常规"), ("第十五届", "2", "教育局", "回头看"))

    code, out, _ = run(workbook(tmp_path / "a.xlsx", EDUCATION, past=past))

    assert code == 0
    assert "教育局（教育局）：回头看，不计数" in out
    assert "单位1个：纳入1；已巡察1/1" in out


def test_inspecting_a_merged_branch_does_not_cover_its_units(tmp_path):
    past = (("第十五届", "1", "农口联合支部", "常规"),)

    code, out, _ = run(workbook(tmp_path / "a.xlsx", WATER, FOREST, past=past), "--targets")

    assert code == 0
    assert "单位2个：纳入2；已巡察0/2" in out
    assert "党组织1个：纳入1；已巡察1/1" in out


def test_of_many_bodies_targets_are_chosen_in_a_process_of_its_own_and_are_the_same(tmp_path, monkeypatch):
    file = workbook(tmp_path / "a.xlsx", EDUCATION, WATER, FOREST)
    here = run(file, "--targets")
    monkeypatch.setattr(scope, "APART_ABOVE", 0)
    assert run(file, "--targets") == here


def test_what_takes_more_memory_than_it_may_ends_with_a_sentence(tmp_path, monkeypatch):
    file = workbook(tmp_path / "a.xlsx", EDUCATION, WATER, FOREST)
    monkeypatch.setattr(scope, "APART_ABOVE", 0)
    monkeypatch.setattr(scope, "Working", lambda *given: Working(hungry, 2 * MEMORY))
    code, out, err = run(file)
    assert (code, out) == (TOO_LARGE, "")
    assert "内存" in err


def test_json_says_the_same(tmp_path):
    code, out, _ = run(workbook(tmp_path / "a.xlsx", EDUCATION, WATER, FOREST, TAX), "--json")

    said = json.loads(out)
    assert (code, said["code"]) == (3, 3)
    assert said["undecided"] == ["税务局", "税务局党委"]
    assert said["blanks"] == said["doubles"] == []
    assert [one["aim_at"] for one in said["mismatched"]] == ["李二", "王三"]
    assert {one["name"]: one["outcome"] for one in said["verdicts"]}["教育局"] == "in"


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "找不到这个文件"), (b"not a workbook", "a.xlsx"), (b"", "a.xlsx")],
)
def test_what_cannot_be_read_gives_2_and_a_sentence(tmp_path, content, says):
    file = tmp_path / "a.xlsx"
    if content is not None:
        file.write_bytes(content)

    code, out, err = run(file)

    assert code == 2
    assert out == ""
    assert "Traceback" not in err
    assert err.strip()
    if content is None:
        assert says in err


def test_a_day_that_is_none_is_told(tmp_path):
    with pytest.raises(CommandError, match="“三月一日”不是日期"):
        call_command("scope", str(tmp_path / "a.xlsx"), "--on", "三月一日")


def test_an_empty_template_says_that_there_is_no_unit(tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(template())

    code, _, err = run(file)

    assert (code, "没有读到任何单位" in err) == (2, True)


def test_the_console_script_starts_bare_and_gives_the_same_code(tmp_path):
    file = workbook(tmp_path / "a.xlsx", EDUCATION, TAX)
    command = [
        str(Path(sys.executable).with_name("xuncha")),
        "scope",
        str(file),
        "--area",
        "530127",
        "--json",
    ]

    done = subprocess.run(command, capture_output=True, text=True, env={"XUNCHA_HOME": str(tmp_path)})

    assert (done.returncode, done.stderr) == (3, "")
    assert json.loads(done.stdout)["undecided"] == ["税务局", "税务局党委"]


def test_300_units_in_under_two_seconds(tmp_path):
    rows = tuple(
        (f"第{n}局", f"联合支部{n // 3}" if n % 5 == 0 else f"第{n}局党组", f"负责人{n}") for n in range(300)
    )
    file = workbook(tmp_path / "a.xlsx", *rows)
    started = process_time()

    code, out, _ = run(file)

    assert code == 0
    assert "单位300个：纳入300" in out
    assert process_time() - started < 2


RULE = """
[[rule]]
key = "coverage.scope.vertical"
title = "垂直管理单位"
title_en = "vertical bodies"
basis = "县委巡察工作领导小组〔2026〕2号"
confirmed = true
[rule.value]
order = 10
outcome = "out"
who_decides = "领导小组"
who_decides_en = "leading group"
fits = { relations = ["垂直管理"] }
"""


def test_a_countys_own_confirmed_rule_stands_in_place_of_the_shipped_one(tmp_path):
    (tmp_path / "own.toml").write_text(RULE, encoding="utf-8")

    code, out, _ = run(workbook(tmp_path / "a.xlsx", EDUCATION, TAX), "--rules", str(tmp_path))

    assert code == 0
    assert "单位2个：纳入1，不纳入1" in out


@pytest.mark.parametrize("content", ["", "[[rule]]\nkey = 'x'", "nonsense"])
def test_rules_that_cannot_be_read_give_2(tmp_path, content):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "own.toml").write_text(content, encoding="utf-8")

    code, out, err = run(workbook(tmp_path / "a.xlsx", EDUCATION), "--rules", str(folder))

    assert (code, out) == (2, "")
    assert "规则" in err


def test_a_real_county_of_yunnan_runs_from_its_template(tmp_path):
    file = tmp_path / "county.xlsx"
    call_command("registry", "template", str(file), "--county", "530127", stdout=StringIO())

    code, out, _ = run(file)

    assert code == 3
    assert "小街镇人民政府" in out
    assert "规则“垂直管理单位”倾向于“不纳入”" in out
