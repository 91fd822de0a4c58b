"""`xuncha plan teams`, as a clerk runs it: the demo county, a made-up one, and the ways it ends."""

import json
from dataclasses import replace

import pytest
from django.core.management import call_command

from tests.office.plans.county_books import send, small_county
from xuncha.base.span import Day
from xuncha.management.commands.plan import Command
from xuncha.office.plans import subcommands
from xuncha.registry.core.county import Cadre, Guest


def run(capsys, *arguments) -> tuple[int, str, str]:
    code = 0
    try:
        call_command(Command(), *map(str, arguments))
    except SystemExit as stop:
        code = stop.code
    return code, *capsys.readouterr()


def test_every_file_of_the_folder_is_a_way_to_plan():
    assert "teams" in subcommands()
    assert all(one.HELP.zh and one.HELP.en for one in subcommands().values())


def test_a_made_up_county_gives_teams_and_who_else_could_lead(capsys):
    code, out, _ = run(capsys, "teams", "--county", 1, "--people", 80, "--teams", 2, "--who", 1, "--json")
    told = json.loads(out)
    assert (code, told["status"], len(told["teams"])) == (0, "PROVEN", 2)
    leader = next(one["cadre"] for one in told["teams"][0]["people"] if one["role"] == "leader")
    assert leader not in {one["key"] for one in told["instead"]}
    assert all(
        one["stays"] is None or one["stays"]["least"] <= one["stays"]["most"] for one in told["instead"]
    )


def test_where_nothing_fits_the_reason_and_the_cheapest_repair_are_told(capsys):
    code, out, err = run(capsys, "teams", "--county", 3, "--people", 60, "--teams", 8)
    assert (code, out) == (1, "")
    assert "需要8名组长，符合条件且可全程脱产的只有5名，缺3名" in err
    assert "协调放人也不够：请减少组数，或者补充符合条件的人选。" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "请写明要拟订哪种方案"),
        (("teams", "--county", 1, "--people", 40, "--teams", 1, "--who", 2), "没有第2组，共1个组"),
        (("teams", "没有.xlsx"), "找不到这个文件"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_a_sentence(capsys, arguments, said):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_guest_of_another_county_in_the_workbook_serves_and_is_no_burden_of_a_unit_here(capsys, tmp_path):
    guests = tuple(Guest((f"外{n}", ""), Day(2026, 1, 1), None, "邻川县") for n in range(2))
    county = small_county("甲", guests=guests)
    few = replace(
        county, cadres=(*county.cadres[:4], *(Cadre(one.person, identity="公务员") for one in guests))
    )
    file = send(tmp_path, "甲县", few)
    code, out, _ = run(capsys, "teams", file, "--starts", "2026-03-02", "--json")
    people = [one for team in json.loads(out)["teams"] for one in team["people"]]
    assert code == 0
    assert {(one["name"], one["unit"]) for one in people if one["name"].startswith("外")} == {
        ("外0", "邻川县"), ("外1", "邻川县"),
    }  # fmt: skip
