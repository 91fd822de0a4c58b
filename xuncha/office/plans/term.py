"""`xuncha plan term`: which round of the term takes which target, out of a workbook, the demo county, or a made-up one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from xuncha.base.remarks import Remark
from xuncha.base.words import Sentence
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.facts import Kind
from xuncha.coverage.core.rules import Outcome, scope_rules
from xuncha.coverage.core.scope import scope
from xuncha.coverage.core.workbook import bodies_of, past_targets
from xuncha.office.command import ClerkCommand, Stop
from xuncha.office.plans import followed, generator
from xuncha.office.plans._county_book import county_of
from xuncha.planning.apart import Working
from xuncha.planning.result import Limits
from xuncha.registry.core.county import County
from xuncha.rounds.core.opening import kinds
from xuncha.rounds.core.term.arrange import Arranged, arrange, begin, cost_of
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.gather import Gathered, targets_of
from xuncha.rounds.core.term.numbers import numbers
from xuncha.rounds.core.term.table import workbook
from xuncha.rounds.core.term.told import arranged_told
from xuncha.rulebook.core.rule import pick
from xuncha.rulebook.models import shipped_rules
from xuncha.trust.clock import today

NAME = "term"
HELP = Sentence(
    "排一届的五年规划：哪一轮巡察哪些对象，写明理由和离最优的差距",
    "plan a term: which round takes which target, with reasons and a proven gap",
)
FIGURES = ("staff", "budget", "projects", "villages", "letters")


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, help="县情登记工作簿；不写用演示县 / the county workbook"
    )
    parser.add_argument("--targets", type=int, help="生成的县有多少个对象 / targets of a made-up county")
    parser.add_argument("--seed", type=int, default=1, help="生成的县的随机数 / its seed")
    parser.add_argument("--rounds", type=int, help="一届几轮；不写按规则库 / rounds of the term")
    parser.add_argument("--most", type=int, help="每轮最多几个对象；不写按规则库 / targets of a round")
    parser.add_argument("--capacity", type=int, help="一轮至多多少人天 / person-days that a round can do")
    parser.add_argument(
        "--gap", type=float, help="离最优差距不超过百分之几即停止；不写按规则库 / stop within %% of the best"
    )
    parser.add_argument("--out", type=Path, help="把规划写成 Excel 文件 / write the plan as a workbook")


def run(options: dict[str, Any]) -> int:
    """0 with a plan; 1 when the rules cannot all be kept or a row was left out; 2 when there is nothing to do."""
    clerk: ClerkCommand = options["clerk"]
    problem, remarks, undecided = _problem(options)
    for remark in remarks:
        if not clerk.as_json:
            clerk.stderr.write(remark.line().zh)
    if undecided:
        clerk.say(f"另有{undecided}个单位、党组织待领导小组确定，没有排进来（xuncha scope 可以查看）")
    _say_first(clerk, problem)
    gap = problem.numbers.gap if options["gap"] is None else options["gap"] / 100
    found: Arranged = followed(Working(arrange, problem, limits=Limits(gap, problem.numbers.nodes)), clerk)
    if clerk.as_json:
        clerk.emit({**arranged_told(found), "remarks": [one.as_dict() for one in remarks]})
    if found.plan is None:
        _print_reasons(clerk, found)
        return 1
    _print_plan(clerk, found, found.plan)
    if options["out"]:
        options["out"].write_bytes(workbook(found.plan))
        clerk.say(f"已写入 {options['out'].name}")
    return 1 if remarks else 0


def _problem(options: dict[str, Any]) -> tuple[Arranging, list[Remark], int]:
    """What is to be arranged, what was wrong with the file, how many bodies nobody has decided on."""
    for name in ("targets", "rounds", "most", "capacity"):
        if options[name] is not None and options[name] < 0:
            raise Stop(2, Sentence(f"--{name} 不能是负数。", f"--{name} must not be negative."))
    if options["targets"] is not None:
        made = generator("term").county(options["targets"], options["seed"], options["rounds"] or 10)
        return _limited(made, options), [], 0
    county, remarks = county_of(options["file"])
    problem, undecided = _from_county(county, options["rounds"])
    return _limited(problem, options), remarks, undecided


def _limited(problem: Arranging, options: dict[str, Any]) -> Arranging:
    most = options["most"] or problem.numbers.most
    return replace(problem, capacity=options["capacity"], numbers=replace(problem.numbers, most=most))


def _from_county(county: County, rounds: int | None) -> tuple[Arranging, int]:
    """The targets of the scope rules, those of earlier rounds done; and how many bodies are undecided."""
    on, rules = today(), list(shipped_rules())
    bodies = bodies_of(county, on, settings.XUNCHA_AREA)
    largest, kind_rows = (
        pick(rules, key, on, bodies.area).value for key in ("coverage.largest_joint", "rounds.kinds")
    )
    verdicts = scope(bodies, scope_rules(rules, on, bodies.area), (), on)
    counting = {kind.key: kind.counts for kind in kinds(kind_rows).values()}
    past, _ = past_targets(county.inspected, bodies, counting)
    done = {one.key: int(one.key[1 : one.key.index("轮")]) for one in past if one.counts}
    limits = numbers(rules, on, bodies.area)
    limits = replace(limits, rounds=rounds or limits.rounds)
    known = Gathered(
        bodies,
        limits,
        date(on.year, 1, 1),
        date(on.year + 5, 1, 1),
        following=max((row.round for row in county.inspected), default=0) + 1,
        figures={
            row.unit: {name: value for name in FIGURES if (value := getattr(row, name))}
            for row in county.workloads
        },
        parents={one.name: one.parent for one in county.units},
        done=done,
    )
    targets = targets_of((*past, *choose(bodies, verdicts, largest, past)), known)
    open_bodies = (one for one in verdicts.values() if one.outcome is Outcome.UNDECIDED)
    undecided = sum(one.body.kind is not Kind.POST for one in open_bodies)
    return Arranging(targets, known.following, limits), undecided


def _say_first(clerk: ClerkCommand, problem: Arranging) -> None:
    """The first plan stands at once; the solver betters it."""
    if not problem.free or not problem.rounds:
        return
    cost = cost_of(begin(problem)[1])
    clerk.say(
        f"待安排对象{len(problem.free)}个，第{problem.following}至第{problem.numbers.rounds}轮，"
        f"工作量共{problem.work}人天；初步方案{_points(cost)}，正在改进"
    )


def _points(cost: int | None) -> str:
    return "还不能全部满足规则" if cost is None else f"{cost}分"


def _print_plan(clerk: ClerkCommand, found: Arranged, plan: Arrangement) -> None:
    for number in plan.problem.rounds:
        least, most = plan.problem.band(number)
        names = "、".join(
            plan.problem.target[one.target].name + ("（回头看）" if one.again else "")
            for one in plan.of(number)
        )
        clerk.say(f"第{number}轮  {plan.load[number]}人天（{least}—{most}）  {names or '无'}")
    for notice in found.notices:
        clerk.say(f"说明：{notice.zh}")
    gap = "" if found.gap is None else f"，离最优不超过{found.gap:.2%}"
    code = f"，输入校验码 {found.result.input_hash[:8]}" if found.result else ""
    clerk.say(f"{found.status.value.zh}：{_points(found.cost)}{gap}{code}")


def _print_reasons(clerk: ClerkCommand, found: Arranged) -> None:
    if clerk.as_json:
        return
    clerk.stderr.write("排不成规划，下列各条不能同时满足：" if found.reasons else found.status.value.zh)
    for reason in found.reasons:
        clerk.stderr.write(f"  {reason.says.zh}")
        for title, names in reason.lists:
            clerk.stderr.write(f"      {title.zh}：{'、'.join(names)}")
