"""A winner founded shortly before the award."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import day_number
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    SKIP,
    called,
    running,
    settings,
    won,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Suppliers whose day of founding lies fewer than so many days before the award or the end of the submission period."""
    values = settings(t)
    tenders = running(t, "skip")
    awards = won(t, tenders).join(tenders.select("process", "day"), "process")
    awards = awards.mutate(decided=awards.moment.fill_null(awards.day.cast("timestamp")))
    p = t.parties.filter(t.parties.founded.notnull())
    p = p.group_by("party_id").agg(founded=p.founded.min(), register=p.id.min())
    found = awards.join(p, awards.supplier_id == p.party_id)
    found = found.mutate(days=day_number(found.decided) - day_number(found.founded))
    found = called(found.filter(found.days < values["days"]), tenders)
    return found.select(
        "founded", "days", "title", "currency", ids=ibis.array([found.id, found.register]), amount=found.amount.fill_null(0),
        name=found.supplier,
    )  # fmt: skip


SCREEN = Screen(
    key="young_winner",
    title=Sentence("中标单位成立不久", "winner founded shortly before"),
    why=Sentence(
        "刚成立就中标，可能是为这个项目专门设的壳。",
        "A firm that wins as soon as it exists may have been made for it.",
    ),
    basis=Sentence("审计常用核对方法：中标单位成立日期与中标日期对比", "usual audit practice"),
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "没有成立日期的不看；改制、更名、分公司看原单位",
            "Firms without a day of founding are left out; successors and branches need a look",
        ),
        Sentence("同名同编号才对得上，名称写法不同会漏", "Only equal numbers or names are matched"),
    ),
    needs=(Need("parties", ("founded",)), Need("awards", ("supplier_id",))),
    settings=(Setting("days", "number", Sentence("成立不满（天）", "days since founding fewer than")), SKIP),
    find=find,
    sentence=Sentence(
        "“{title}”由“{name}”中标，{amount}（{currency}），该单位 {founded} 才成立，到中标 {days} 天",
        "“{title}” was won by “{name}” at {amount} {currency}; it was founded on {founded}, {days} days before",
    ),
    look=Sentence(
        "营业执照、实缴资本、人员社保、业绩材料真不真",
        "licence, paid capital, staff, whether references are true",
    ),
    method=Sentence(
        "用中标日期（没有的用项目日期）减成立日期，不到设定天数的是疑点，中标在成立之前的也算。",
        "The days from founding to the award (or to the day of the process where none is told); fewer "
        "than are set, and awards before founding, are doubts.",
    ),
    example=Sentence("3月1日成立，4月10日中标。", "Founded on 1 March, award on 10 April."),
    money=("amount",),
)
