"""`xuncha plan interviews` on a county, as a clerk runs it."""

import json

import pytest
from django.core.management import call_command

from xuncha.management.commands.plan import Command

WATER = ("--body", "明川县水务局", "--days", "5", "--pairs", "1")


def run(capsys, *arguments) -> tuple[int, str, str]:
    code = 0
    try:
        call_command(Command(), "interviews", "--starts", "2026-03-02", *arguments)
    except SystemExit as stop:
        code = stop.code
    return code, *capsys.readouterr()


def test_the_demo_county_is_taken_where_nothing_is_said(capsys):
    code, out, err = run(capsys, "--json", "--pairs", "2", "--days", "3")
    told = json.loads(out)
    assert (code, err, told["clashes"], told["left"], told["impossible"]) == (0, "", 0, [], [])
    assert told["candidates"] > 100
    assert {one["kind"] for one in told["talks"]} == {"must", "ranked", "drawn"}
    assert all(one["office"].startswith(("青石街道", "明川县青石街道", "中共")) for one in told["talks"])


def test_a_body_is_talked_to_with_its_head_last_and_no_name_is_printed(capsys):
    code, out, _ = run(capsys, *WATER)
    assert code == 0
    talks = [line for line in out.splitlines() if "第1组" in line]
    assert talks[-1].endswith("明川县水务局局长")
    assert out.splitlines()[-3].startswith("共3场，冲突0处，名单上没有排上0人")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--body", "水务局"), "是不是“明川县水务局”？"),
        (("没有.xlsx", "--body", "水务局"), "找不到这个文件"),
        (("没有.xlsx",), "没有写明谈哪个单位"),
        (("--starts", "2030-01-07"), "2030年的放假调休安排尚未录入"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_a_sentence(capsys, arguments, said):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
