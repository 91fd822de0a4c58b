"""`xuncha teams FILE`, as a clerk runs it."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import Workbook, load_workbook

from xuncha.management.commands.teams import Command

UNITS = ("水务局", "嵩阳街道办事处", "农业农村局", "教育体育局", "民政局", "审计局")


def workbook(folder: Path, leaders: int = 2, tasks: bool = True) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "单位"
    sheet.append(["单位", "党组织", "主要负责人"])
    for unit in UNITS:
        sheet.append([unit, f"{unit}党组", f"{unit[:2]}首长"])
    pool = book.create_sheet("干部人才库")
    pool.append(["姓名", "单位", "人员身份", "领导职务层次", "专长", "参加过几轮"])
    for number in range(14):
        rank = "乡科级正职" if number < leaders else "乡科级副职" if number < 5 else "无"
        skill = ("财务审计", "纪检监察", "党建组织")[number % 3]
        pool.append([f"干部{number:02d}", UNITS[2 + number % 4], "公务员", rank, skill, number % 2])
    pool.append(["司机", "民政局", "工勤", "无", "", 3])
    if tasks:
        task = book.create_sheet("本轮任务")
        task.append(["组别", "巡察对象"])
        task.append(["甲组", "水务局"])
        task.append(["乙组", "嵩阳街道办事处"])
    path = folder / "县情.xlsx"
    book.save(path)
    return path


def run(capsys, *arguments) -> tuple[int, str, str]:
    code = 0
    try:
        call_command(Command(), *map(str, arguments), "--starts", "2026-03-02")
    except SystemExit as stop:
        code = stop.code
    return code, *capsys.readouterr()


def test_a_workbook_gives_teams_with_a_reason_at_each_name(tmp_path, capsys):
    code, out, _ = run(capsys, workbook(tmp_path))
    assert code == 0
    assert re.findall(r"^(甲组|乙组)", out, re.M) == ["甲组", "乙组"]
    assert out.count("巡察组组长") == 2
    assert "任组长：领导职务层次为乡科级正职" in out
    assert "司机" not in out
    assert "已证明最优" in out


def test_the_same_file_gives_the_same_output(tmp_path, capsys):
    path = workbook(tmp_path)
    assert run(capsys, path) == run(capsys, path)


def test_json_and_a_workbook_hold_the_same_people(tmp_path, capsys):
    out = tmp_path / "方案.xlsx"
    code, printed, _ = run(capsys, workbook(tmp_path), "--json", "--out", out)
    record = json.loads(printed)
    names = [one["name"] for team in record["teams"] for one in team["people"]]
    rows = list(load_workbook(out)["组队方案"].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if "姓名" in row)
    column = rows[head].index("姓名")
    assert code == 0
    assert record["status"] == "PROVEN"
    assert [row[column] for row in rows[head + 1 :]] == names


def test_too_few_leaders_end_with_1_and_the_sentence(tmp_path, capsys):
    code, out, err = run(capsys, workbook(tmp_path, leaders=1))
    assert code == 1
    assert out == ""
    assert "需要2名组长，符合条件且可全程脱产的只有1名，缺1名" in err
    assert "符合条件且可脱产：干部00" in err


def test_targets_on_the_line_go_before_the_sheet(tmp_path, capsys):
    code, out, _ = run(capsys, workbook(tmp_path), "--targets", "水务局、嵩阳街道办事处")
    assert code == 0
    assert out.startswith("第1巡察组  水务局、嵩阳街道办事处")


def test_an_unknown_body_is_named_with_the_nearest_and_the_rest_is_formed(tmp_path, capsys):
    code, out, err = run(capsys, workbook(tmp_path), "--targets", "水务；嵩阳街道办事处")
    assert code == 1
    assert "“水务”不在单位和党组织名单里。是不是“水务局”？" in err
    assert "嵩阳街道办事处" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--targets", ""), "没有写明组建哪些组"),
        (("--last", "2026-01-01", "--targets", "水务局"), "撤离日期早于进驻日期"),
        (("--last", "三月", "--targets", "水务局"), "日期“三月”应写成 2026-03-02"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_a_sentence(tmp_path, capsys, arguments, said):
    code, out, err = run(capsys, workbook(tmp_path, tasks=False), *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_missing_file_and_a_wrong_type_end_with_2(tmp_path, capsys):
    assert run(capsys, tmp_path / "没有.xlsx")[0] == 2
    picture = tmp_path / "图.xlsx"
    picture.write_bytes(b"\x89PNG not a workbook")
    code, out, err = run(capsys, picture)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
