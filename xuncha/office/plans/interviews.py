"""`xuncha plan interviews`: a timetable of talks for a body of a workbook, of the demo county or made up, and judged."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.remarks import Remark
from xuncha.base.words import Sentence
from xuncha.base.workdays import YearUnknown
from xuncha.interviews.core.check import Flaw
from xuncha.interviews.core.plan.arrange import Plan, Wanted, arrange
from xuncha.interviews.core.timetable import Hours
from xuncha.office.command import ClerkCommand, Stop
from xuncha.office.demo.county import BIG_STREET
from xuncha.office.plans import followed, generator
from xuncha.office.plans._county_book import county_of, day_said
from xuncha.office.plans._county_talks import Stay, wanted_of
from xuncha.office.plans._judged_talks import HOURS, judged
from xuncha.planning.apart import Working
from xuncha.planning.rule import Grade
from xuncha.trust.clock import today

NAME = "interviews"
HELP = Sentence(
    "按规则编排谈话：和谁谈、哪天、哪一组、几点",
    "arrange talks: with whom, on which day, by which pair, at what hour",
)
FILLED = 17
"""Per cent of the slots of a made-up body that are used: about seventy talks of 120 people."""

_BINDING = (Grade.MUST, Grade.LEGAL)


def _number(least: int, most: int) -> Any:
    def read(text: str) -> int:
        if not text.isdigit() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"应为{least}到{most}之间的整数 / a whole number from {least} to {most}")
        return int(text)

    return read


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, help="县情登记工作簿；不写用演示县 / the county workbook"
    )
    parser.add_argument(
        "--body", default="", help="谈哪个单位；演示县不写用青石街道办事处 / the body to be inspected"
    )
    parser.add_argument("--starts", help="进驻日期，如 2026-03-02（不写按今天） / first day")
    parser.add_argument(
        "--candidates", type=_number(0, 2000), help="生成的单位可谈的人数 / people of a made-up body"
    )
    parser.add_argument("--days", type=_number(1, 120), default=20, help="工作日天数 / working days")
    parser.add_argument("--pairs", type=_number(1, 12), default=4, help="谈话组数 / pairs of talkers")
    parser.add_argument(
        "--talks",
        type=_number(1, 100),
        help="用掉百分之几的场次；不写按规则库 / per cent of the slots to be used",
    )
    parser.add_argument("--seed", type=int, default=1, help="生成的单位的随机数 / seed of a made-up body")


def run(options: dict[str, Any]) -> int:
    """0 with a timetable that breaks nothing, 1 when somebody on the list has no place or nothing can be arranged."""
    clerk: ClerkCommand = options["clerk"]
    wanted, hours, remarks = _wanted(options)
    for remark in remarks:
        if not clerk.as_json:
            clerk.stderr.write(remark.line().zh)
    plan: Plan = followed(Working(arrange, wanted), clerk)
    flaws = judged(wanted, plan, hours)
    record = {**_recorded(wanted, plan, flaws), "remarks": [one.as_dict() for one in remarks]}
    clerk.emit(record)
    _print(clerk, record)
    return 1 if record["impossible"] or record["left"] or remarks else 0


def _wanted(options: dict[str, Any]) -> tuple[Wanted, Hours, list[Remark]]:
    """A made-up body where its size is given, else a body of the workbook or of the demo county. Raises Stop."""
    days, pairs, share = options["days"], options["pairs"], options["talks"]
    if options["candidates"] is not None:
        body = generator("talks").body(options["candidates"], days, options["seed"], pairs, share or FILLED)
        return body, HOURS, []
    name = options["body"] or ("" if options["file"] else BIG_STREET)
    if not name:
        raise Stop(
            2,
            Sentence("没有写明谈哪个单位。", "No body is named."),
            Sentence("请用 --body 写单位名称。", "Name it with --body."),
        )
    county, remarks = county_of(options["file"])
    stay = Stay(day_said(options["starts"]) or today(), days, pairs, share)
    try:
        wanted, terms = wanted_of(county, name, stay)
    except YearUnknown as unknown:
        raise Stop(2, unknown.says, unknown.remedy) from None
    return wanted, terms.hours, remarks


def _recorded(wanted: Wanted, plan: Plan, flaws: tuple[Flaw, ...]) -> dict[str, Any]:
    wish = {one.key: one for one in wanted.wishes}
    return {
        "candidates": len(wanted.wishes),
        "at_most": wanted.at_most,
        "talks": [
            {
                "day": one.day.isoformat(),
                "slot": str(one.slot),
                "pair": one.pair,
                "who": one.wish,
                "post": wish[one.wish].post,
                "office": wish[one.wish].office_name,
                "kind": "drawn" if one.wish in plan.drawn else wish[one.wish].kind,
            }
            for one in plan.placed
        ],
        "left": list(plan.left),
        "spare": list(plan.spare),
        "impossible": [r.says.as_dict() for one in plan.results if one.plan is None for r in one.reasons],
        "clashes": sum(flaw.grade in _BINDING for flaw in flaws),
        "wishes_not_met": [flaw.says.as_dict() for flaw in flaws if flaw.grade not in _BINDING],
        "stages": [
            {
                "status": one.status.value.as_dict(),
                "gap": one.gap,
                "by_rule": one.by_rule,
                "input_hash": one.input_hash,
                "seconds": round(one.effort.seconds, 2),
            }
            for one in plan.results
        ],
    }


def _print(clerk: ClerkCommand, record: dict[str, Any]) -> None:
    day = ""
    for one in record["talks"]:
        if one["day"] != day:
            day = one["day"]
            clerk.say(day)
        clerk.say(f"  {one['slot']}  第{one['pair']}组  {one['office']}{one['post']}")
    for says in record["impossible"]:
        clerk.say(f"排不出来：{says['zh']}")
    clerk.say(
        f"共{len(record['talks'])}场，冲突{record['clashes']}处，名单上没有排上{len(record['left'])}人，"
        f"备谈{len(record['spare'])}人；尽量做到而没有做到的{len(record['wishes_not_met'])}处。"
    )
    for one in record["stages"]:
        gap = f"，离最优不超过{one['gap']:.4%}" if one["gap"] else ""
        clerk.say(f"{one['status']['zh']}{gap}（用时{one['seconds']}秒，输入校验码 {one['input_hash'][:8]}）")
