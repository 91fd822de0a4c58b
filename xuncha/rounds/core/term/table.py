"""A plan of the term as a workbook for the meeting: one row a target, one sheet of loads, one of what is left."""

from __future__ import annotations

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence
from xuncha.rounds.core.term.arrange import check_plan
from xuncha.rounds.core.term.arranging import Arrangement
from xuncha.rounds.core.term.why import why

COLUMNS = (
    Column("round", Sentence("轮次", "Round"), "int", width=8),
    Column("name", Sentence("巡察对象", "Target"), width=40),
    Column("sector", Sentence("系统", "Sector"), width=14),
    Column("risk", Sentence("风险等级", "Risk"), width=10),
    Column("days", Sentence("人天", "Person-days"), "int", width=10),
    Column("why", Sentence("理由", "Reasons"), width=70),
)
LOADS = (
    Column("round", Sentence("轮次", "Round"), "int", width=8),
    Column("targets", Sentence("对象个数", "Targets"), "int", width=10),
    Column("days", Sentence("人天", "Person-days"), "int", width=10),
    Column("least", Sentence("下限", "Least"), "int", width=10),
    Column("most", Sentence("上限", "Most"), "int", width=10),
)
LEFT = (
    Column("title", Sentence("规则", "Rule"), width=20),
    Column("says", Sentence("尚有不足", "Left to be wished for"), width=80),
    Column("points", Sentence("分值", "Points"), "int", width=8),
)


def workbook(plan: Arrangement) -> bytes:
    """The bytes of an xlsx file."""
    problem = plan.problem
    rows = [
        {
            "round": one.round,
            "name": problem.target[one.target].name + ("（回头看）" if one.again else ""),
            "sector": problem.target[one.target].sector,
            "risk": problem.numbers.grade(problem.target[one.target].risk).name.zh,
            "days": plan.days(one),
            "why": "；".join(says.zh for says in why(plan, one)),
        }
        for one in sorted(plan.placed, key=lambda one: (one.round, one.again, one.target))
    ]
    loads = [
        {
            "round": number,
            "targets": sum(not one.again for one in plan.of(number)),
            "days": plan.load[number],
            "least": problem.band(number)[0],
            "most": problem.band(number)[1],
        }
        for number in problem.rounds
    ]
    left = [
        {"title": one.rule.title.zh, "says": one.broken.says.zh, "points": one.broken.price}
        for one in check_plan(plan)
    ]
    return write_book(
        [
            Sheet("五年规划", COLUMNS, rows, landscape=True),
            Sheet("各轮工作量", LOADS, loads),
            Sheet("尚有不足", LEFT, left, landscape=True),
        ]
    )
