"""Parts of one project, each below the limit, that reach it together without a call."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import day_number, first_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._limits import BASIS, LIMITS, limit_of
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, among, written
from xuncha.screening.core.view import Tables

WHOSE = ["buyer_id", "part_of", "category", "least"]


def find(t: Tables) -> ir.Table:
    """Processes of one buyer, one project (or one winner) and one category within some days of the first."""
    p = t.dated("tenders")
    p = p.filter(
        p.status != "cancelled", p.method != "", ~among(p.method, t.words("open_ways")), p.amount > 0, p.day.notnull(),
        p.currency.isin(["CNY", ""]), p.buyer_id != "", ~written(p.method_details).re_search(t.words("skip")),
    )  # fmt: skip
    wins = t.awards.filter(t.awards.status == "active", t.awards.supplier_id != "")
    wins = wins.group_by("ocid").agg(winner=wins.supplier.max())
    p = p.mutate(least=limit_of(p)).left_join(wins, "ocid").drop("ocid_right")
    p = p.mutate(part_of=first_said(p.project, p.winner.fill_null("")))
    p = p.filter(p.part_of != "", p.amount < p.least)
    found = p.group_by(WHOSE).agg(
        ids=rows(p.id), amount=total(p.amount), times=p.count(), first=p.day.min(), last=p.day.max(), buyer=p.buyer.max(),
        days=p.setting_days.max(), parts=p.setting_parts.max(), largest=p.amount.max(),
    )  # fmt: skip
    found = found.filter(
        found.times >= found.parts, found.amount >= found.least,
        day_number(found["last"]) - day_number(found["first"]) <= found.days,
    )  # fmt: skip
    return found.drop("buyer_id", "category", "days", "parts")


SCREEN = Screen(
    key="must_tender_split",
    title=Sentence("拆分项目规避招标", "a project split to avoid a call"),
    why=Sentence(
        "把一个工程拆成几段，每段都在限额以下，就不用招标。",
        "One project cut into parts below the limit needs no call.",
    ),
    basis=BASIS,
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "没有写所属工程的，按同一采购人、同一中标人、同一类别归并，可能不是一件事",
            "Where no project is named, processes of one buyer, winner and category are put together and may differ",
        ),
        Sentence(
            "归在一起的首尾相隔超过设定天数的，整组不算：同一中标人连续几年都有项目的看不出来",
            "Parts that lie further apart than the set days are left out as a whole: a winner of many years is not seen",
        ),
    ),
    needs=(Need("tenders", ("category",)), Need("tenders", ("amount",)), Need("tenders", ("day",))),
    settings=(
        *LIMITS,
        Setting("days", "number", Sentence("首尾相隔不超过（天）", "days from first to last at most")),
        Setting("parts", "number", Sentence("至少几个项目", "parts at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{buyer}”{first}至{last}就“{part_of}”分 {times} 次采购，共 {amount} 元，"
        "达到招标限额 {least} 元，最大一次 {largest} 元，都没有招标",
        "“{buyer}” procured “{part_of}” in {times} parts from {first} to {last}: {amount} yuan, limit {least}, largest part"
        " {largest}; none was called",
    ),
    look=Sentence(
        "立项批复、各段合同和图纸，看是不是同一工程",
        "the project's approval, contracts and drawings: whether it is one",
    ),
    method=Sentence(
        "同一采购人、同一工程（没有写的用同一中标人）、同一类别，单个都低于限额、又都没有招标的项目加起来；"
        "个数够、首尾不超过设定天数、合计达到限额的是疑点。",
        "Processes of one buyer, one project (or one winner where none is named) and one category, "
        "each below the limit and none called, are added up; enough of them, within the days from "
        "first to last, that together reach the limit are a doubt.",
    ),
    example=Sentence(
        "一条路分三段，每段 150 万元，都直接发包。",
        "One road in three parts of 1,500,000, all given directly.",
    ),
    money=("amount", "least", "largest"),
)
