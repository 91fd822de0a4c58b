"""`xuncha plan teams`: the teams of a round, with a reason at each name, out of a workbook or of a made-up county."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.remarks import Remark
from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.office.demo.county import demo_county
from xuncha.office.plans import followed, generator
from xuncha.office.plans._forming_book import forming_of, lacking, read_county, stay_said
from xuncha.office.plans._teams_book import workbook
from xuncha.planning.alternatives import Alternative
from xuncha.planning.apart import Working
from xuncha.planning.repair import Repair
from xuncha.planning.rule import Grade
from xuncha.planning.solve import Limits, Result, Status
from xuncha.planning.told import alternative_told, repair_told
from xuncha.teams.core.form import form_teams, repair_teams
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.others import who_else
from xuncha.teams.core.record import recorded
from xuncha.teams.core.task import tasks_said
from xuncha.trust.core.roles import Role

NAME = "teams"
HELP = Sentence(
    "按规则组建巡察组，每个名字后面写明理由",
    "form the teams of a round, with a reason at each name",
)
DEMO_TARGETS = "青石街道办事处；明川县水务局、明川县林业和草原局；柳溪镇人民政府"


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help="县情登记工作簿，含“干部人才库”；不写用演示县 / the county workbook",
    )
    parser.add_argument(
        "--targets",
        default="",
        help="巡察对象：同组用顿号、不同组用分号隔开 / bodies, teams parted by ；",
    )
    parser.add_argument("--county", type=int, metavar="SEED", help="用随机数生成的县 / a county from a seed")
    parser.add_argument("--people", type=int, default=450, help="生成的县的人才库人数 / people in its pool")
    parser.add_argument("--teams", type=int, default=10, help="生成的县的组数 / teams of its round")
    parser.add_argument("--starts", help="进驻日期，如 2026-03-02（不写按今天） / first day")
    parser.add_argument("--last", help="撤离日期（不写按进驻后60天） / last day")
    parser.add_argument(
        "--strict", action="store_true", help="逐级求优：先证明上一级再排下一级 / level by level"
    )
    parser.add_argument(
        "--gap", type=float, default=0.0, help="离最优差距不超过百分之几即停止 / stop within %% of the best"
    )
    parser.add_argument(
        "--who", type=int, metavar="组号", help="列出还可以由谁任第几组组长、代价多大 / who else could lead"
    )
    parser.add_argument("--out", type=Path, help="把方案写成 Excel 文件 / write the plan as a workbook")


def run(options: dict[str, Any]) -> int:
    """0 with a plan; 1 when the rules cannot all be kept or a row was left out; 2 when there is nothing to do."""
    clerk: ClerkCommand = options["clerk"]
    forming, remarks = _forming(options)
    for remark in remarks:
        if remark.stops and not clerk.as_json:
            clerk.stderr.write(remark.line().zh)
    teams = len(forming.needs)
    if options["who"] is not None and not 1 <= options["who"] <= teams:
        raise Stop(2, Sentence(f"没有第{options['who']}组，共{teams}个组。", f"There are {teams} teams."))
    limits = Limits(gap=options["gap"] / 100)
    forming_them = Working(form_teams, forming, limits=limits, level_by_level=options["strict"])
    result = followed(forming_them, clerk)
    record = {**recorded(result, forming), "remarks": [one.as_dict() for one in remarks]}
    if result.status is Status.IMPOSSIBLE:
        found = followed(Working(repair_teams, forming), clerk)
        clerk.emit({**record, "repair": repair_told(found)})
        _print_reasons(clerk, record, found)
        return 1
    instead = _instead(clerk, options["who"], forming, result)
    clerk.emit({**record, **({"instead": [alternative_told(one) for one in instead]} if instead else {})})
    _print_teams(clerk, record)
    _print_instead(clerk, instead)
    if options["out"]:
        options["out"].write_bytes(workbook(record))
        clerk.say(f"已写入 {options['out'].name}")
    return 1 if any(one.stops for one in remarks) else 0


def _forming(options: dict[str, Any]) -> tuple[Forming, list[Remark]]:
    starts, last = stay_said(options)
    if options["county"] is not None:
        return generator("counties").county(options["people"], options["teams"], options["county"]), []
    return _from_county(options, starts, last)


def _from_county(options: dict[str, Any], starts: date, last: date) -> tuple[Forming, list[Remark]]:
    """Out of a workbook, or out of the demo county where no file is given."""
    county, tasks, remarks = _read(options["file"]) if options["file"] else (demo_county(), (), [])
    tasks = tasks_said(options["targets"] or ("" if options["file"] else DEMO_TARGETS)) or tasks
    forming, unknown = forming_of(county, tasks, starts, last)
    remarks = [*remarks, *unknown]
    if forming is None:
        raise Stop(2, *lacking(county, remarks))
    return forming, remarks


def _read(file: Path) -> Any:
    if not file.is_file():
        raise Stop(2, Sentence("找不到这个文件。", "There is no such file."))
    return read_county(file)


def _print_teams(clerk: ClerkCommand, record: dict[str, Any]) -> None:
    for team in record["teams"]:
        clerk.say(f"{team['name']}  {'、'.join(team['targets'])}  {team['size']['zh']}")
        for one in team["people"]:
            clerk.say(f"  {Role(one['role']).called.zh}  {one['name']}（{one['unit']}）")
            clerk.say(f"      {'；'.join(says['zh'] for says in one['reasons'])}")
        for one in team["help"]:
            clerk.say(f"  财审机动组  {one['name']}（{one['unit']}）支援{one['days']}天")
    for one in record["notices"]:
        clerk.say(f"预计短缺：{one['says']['zh']}")
    for one in record["broken"]:
        clerk.say(f"尚有不足：{one['says']['zh']}")
    gap = f"，差距不超过{record['gap']:.1%}" if record["gap"] else ""
    clerk.say(f"{record['says']['zh']}{gap}（{record['solver']}，输入校验码 {record['input_hash'][:8]}）")


def _instead(
    clerk: ClerkCommand, number: int | None, forming: Forming, result: Result
) -> tuple[Alternative, ...]:
    """Who else could lead the team of that number; nobody where no number is given."""
    if number is None:
        return ()
    team = forming.needs[number - 1].key
    seat = next(one for one in result.plan.seats if (one.team, one.role) == (team, Role.LEADER))
    found: tuple[Alternative, ...] = followed(Working(who_else, forming, result, seat), clerk)
    return found


def _print_instead(clerk: ClerkCommand, instead: tuple[Alternative, ...]) -> None:
    if instead:
        clerk.say("其他人都不动，还可以：")
    for one in instead:
        if one.stays is None:
            told = "须调动别人才行"
        else:
            grades = [f"{Grade[grade].value.zh}{cost:+d}" for grade, cost in one.stays.by_grade]
            told = "、".join(grades) or "同样好"
        clerk.say(f"  {one.option.says.zh}：{told}")


def _print_reasons(clerk: ClerkCommand, record: dict[str, Any], found: Repair) -> None:
    if clerk.as_json:
        return
    clerk.stderr.write("组不成队，下列各条不能同时满足：")
    for reason in record["reasons"]:
        basis = f"（依据：{reason['basis']}）" if reason["basis"] else ""
        clerk.stderr.write(f"  {reason['says']['zh']}{basis}")
        for one in reason["lists"]:
            clerk.stderr.write(f"      {one['title']['zh']}：{'、'.join(one['names']) or '无'}")
    if found.helps:
        clerk.stderr.write("代价最小的办法（回避、任职条件、一人一组不作让步）：")
        for number, step in enumerate(found.steps, start=1):
            clerk.stderr.write(f"  {number}. {step.does.zh}")
    else:
        clerk.stderr.write("协调放人也不够：请减少组数，或者补充符合条件的人选。")
