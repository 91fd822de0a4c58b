"""`xuncha teams FILE`: form the teams of a round out of a county workbook, file to file, without a database."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import read_book
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.planning.solve import Status
from xuncha.registry.choices import choices
from xuncha.registry.core.judge import judge
from xuncha.rulebook.models import shipped_rules
from xuncha.teams.core.form import form_teams
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.pool import pool_of, span_of
from xuncha.teams.core.provisions import provisions
from xuncha.teams.core.record import recorded
from xuncha.teams.core.task import needs_of, tasks_in, tasks_said
from xuncha.trust.clock import today
from xuncha.trust.core.roles import Role

COLUMNS = (
    Column("team", Sentence("组别", "team"), width=14),
    Column("targets", Sentence("巡察对象", "targets"), width=28),
    Column("role", Sentence("职务", "role"), width=12),
    Column("name", Sentence("姓名", "name"), width=14),
    Column("unit", Sentence("派出单位", "lending unit"), width=22),
    Column("reasons", Sentence("理由", "reasons"), width=80),
)
LEFT = (
    Column("title", Sentence("规则", "rule"), width=20),
    Column("says", Sentence("尚有不足", "left to be wished for"), width=70),
)


class Command(ClerkCommand):
    help = "按规则组建巡察组：读县情登记工作簿，给出每组人员和理由\nform the teams of a round, with a reason at each name"
    examples = (
        "xuncha teams 县情.xlsx                              （工作簿里有“本轮任务”表：组别、巡察对象）",
        "xuncha teams 县情.xlsx --targets 水务局、林草局；嵩阳街道 --out 组队方案.xlsx",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="县情登记工作簿，含“干部人才库” / the county workbook")
        parser.add_argument(
            "--targets",
            default="",
            help="巡察对象：同组用顿号、不同组用分号隔开 / bodies, teams parted by ；",
        )
        parser.add_argument("--starts", help="进驻日期，如 2026-03-02（不写按今天） / first day")
        parser.add_argument("--last", help="撤离日期（不写按进驻后60天） / last day")
        parser.add_argument("--out", type=Path, help="把方案写成 Excel 文件 / write the plan as a workbook")

    def work(self, **options: Any) -> int:
        """0 with a plan; 1 when the rules cannot all be kept or a row was left out; 2 when there is nothing to do."""
        forming, remarks = self._forming(options)
        for remark in remarks:
            if remark.stops and not self.as_json:
                self.stderr.write(remark.line().zh)
        result = form_teams(forming)
        record = recorded(result, forming)
        self.emit({**record, "remarks": [one.as_dict() for one in remarks]})
        if result.status is Status.IMPOSSIBLE:
            self._print_reasons(record)
            return 1
        self._print_teams(record)
        if options["out"]:
            options["out"].write_bytes(_workbook(record))
            self.say(f"已写入 {options['out'].name}")
        return 1 if any(one.stops for one in remarks) else 0

    def _forming(self, options: dict[str, Any]) -> tuple[Forming, list[Remark]]:
        if not options["file"].is_file():
            raise Stop(2, Sentence("找不到这个文件。", "There is no such file."))
        found = tasks_in(read_book(options["file"], options["file"].name))
        judged = judge(found.book, choices=choices())
        tasks = tasks_said(options["targets"]) or found.tasks
        needs, unknown = needs_of(tasks, judged.county)
        if not needs or not judged.county.cadres:
            raise Stop(2, *_missing(bool(judged.county.cadres), [*found.remarks, *unknown]))
        starts = _day(options["starts"]) or today()
        last = _day(options["last"]) or starts + timedelta(days=60)
        if last < starts:
            raise Stop(2, Sentence("撤离日期早于进驻日期。", "The last day lies before the first."))
        pool = pool_of(judged.county)
        forming = Forming(
            cadres=pool.cadres,
            needs=needs,
            span=span_of(starts, last),
            provisions=provisions(shipped_rules(), starts, settings.XUNCHA_AREA),
            lenders=pool.lenders,
            ties=pool.ties,
        )
        return forming, [*judged.remarks, *found.remarks, *unknown]

    def _print_teams(self, record: dict[str, Any]) -> None:
        for team in record["teams"]:
            self.say(f"{team['name']}  {'、'.join(team['targets'])}  {team['size']['zh']}")
            for one in team["people"]:
                self.say(f"  {Role(one['role']).called.zh}  {one['name']}（{one['unit']}）")
                self.say(f"      {'；'.join(says['zh'] for says in one['reasons'])}")
        for one in record["broken"]:
            self.say(f"尚有不足：{one['says']['zh']}")
        gap = f"，差距不超过{record['gap']:.1%}" if record["gap"] else ""
        self.say(f"{record['says']['zh']}{gap}（{record['solver']}，输入校验码 {record['input_hash'][:8]}）")

    def _print_reasons(self, record: dict[str, Any]) -> None:
        if self.as_json:
            return
        self.stderr.write("组不成队，下列各条不能同时满足：")
        for reason in record["reasons"]:
            basis = f"（依据：{reason['basis']}）" if reason["basis"] else ""
            self.stderr.write(f"  {reason['says']['zh']}{basis}")
            for one in reason["lists"]:
                self.stderr.write(f"      {one['title']['zh']}：{'、'.join(one['names']) or '无'}")


def _missing(have_cadres: bool, remarks: list[Remark]) -> tuple[Sentence, Sentence]:
    if not have_cadres:
        return (
            Sentence("工作簿里没有可用的“干部人才库”。", "The workbook has no cadre pool that can be used."),
            Sentence("请先运行 xuncha registry check 查看问题。", "Run xuncha registry check first."),
        )
    told = "".join(one.line().zh for one in remarks)
    return (
        Sentence(f"没有写明组建哪些组。{told}", "No team is named."),
        Sentence(
            "请在工作簿加一张“本轮任务”表（组别、巡察对象），或者用 --targets 写明。",
            "Add a sheet 本轮任务 (组别, 巡察对象), or use --targets.",
        ),
    )


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(
            2, Sentence(f"日期“{text}”应写成 2026-03-02。", f"Write the day “{text}” as 2026-03-02.")
        ) from None


def _workbook(record: dict[str, Any]) -> bytes:
    rows = [
        {
            "team": team["name"],
            "targets": "、".join(team["targets"]),
            "role": Role(one["role"]).called.zh,
            "name": one["name"],
            "unit": one["unit"],
            "reasons": "\n".join(says["zh"] for says in one["reasons"]),
        }
        for team in record["teams"]
        for one in team["people"]
    ]
    sizes = tuple(f"{team['name']}：{team['size']['zh']}" for team in record["teams"])
    left = [{"title": one["title"]["zh"], "says": one["says"]["zh"]} for one in record["broken"]]
    return write_book(
        [
            Sheet("组队方案", COLUMNS, rows, notes=(*sizes, record["says"]["zh"]), landscape=True),
            Sheet("尚有不足", LEFT, left, landscape=True),
        ]
    )
