"""One supplier takes most of what a buyer awards."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    SKIP,
    percent,
    priced,
    running,
    settings,
    won,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Suppliers whose active awards are the larger share of a buyer's, by money and in number."""
    values = settings(t)
    tenders = running(t, "skip")
    buyers = tenders.filter(tenders.buyer_id != "").select("process", "buyer_id", "buyer")
    awards = priced(won(t, tenders)).join(buyers, "process")
    found = awards.group_by(["buyer_id", "supplier_id", "currency"]).agg(
        ids=rows(awards.id), amount=total(awards.amount), wins=awards.count(), buyer=awards.buyer.max(),
        name=awards.supplier.max(),
    )  # fmt: skip
    of_buyer = ibis.window(group_by=["buyer_id", "currency"])
    found = found.mutate(every=found.amount.sum().over(of_buyer), times=found.wins.sum().over(of_buyer))
    found = found.filter(
        found.times >= values["least"], found.wins > 1, found.amount * 100 >= found.every * values["share"]
    )
    return found.select(
        "ids", "amount", "wins", "times", "currency", every=found.every.cast("int64"), name=found.name,
        buyer=first_said(found.buyer, found.buyer_id), percent=percent(found.amount / found.every),
    )  # fmt: skip


SCREEN = Screen(
    key="winner_share",
    title=Sentence("一家供应商拿走大半", "winner's share"),
    why=Sentence("同一采购人的项目大半给了同一家。", "Most of what a buyer awards goes to one supplier."),
    basis=Sentence("采购集中度分析方法", "analysis of concentration"),
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "中标次数少的采购人不算；只中一次的供应商不算",
            "Buyers of few awards and suppliers of one award are left out",
        ),
        Sentence(
            "当地只有一两家能做的（如供电改造）不奇怪",
            "Where few can do the work a large share is no surprise",
        ),
    ),
    needs=(Need("awards", ("amount",)), Need("awards", ("supplier_id",)), Need("tenders", ("buyer_id",))),
    settings=(
        Setting(
            "share", "number", Sentence("金额占比不低于（百分之）", "share of money at least (per cent)")
        ),
        Setting("least", "number", Sentence("采购人至少几次中标结果", "awards of the buyer at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{buyer}”{times} 个中标结果里“{name}”占 {wins} 个、{amount}，是 {every} 的 {percent}%（{currency}）",
        "“{name}” won {wins} of {times} awards of “{buyer}”: {amount} of {every} {currency} ({percent} %)",
    ),
    look=Sentence(
        "招标条件、评委名单、这家和单位人员有无关系（只核实，不推断）",
        "conditions, panels; ties are checked, never inferred",
    ),
    method=Sentence(
        "按采购人和币种，一家供应商中标不止一次、金额占该采购人全部中标金额的比例达到设定的是疑点；中标总数太少的"
        "采购人不看。",
        "By buyer and currency, suppliers that won more than once and whose share of the money awarded "
        "reaches the limit; buyers with few awards are left out.",
    ),
    example=Sentence(
        "十个中标结果共 1,000 万元，一家中了四个、620 万元，占 62%。",
        "Of ten awards of 10,000,000 in all one supplier got four of 6,200,000: 62 %.",
    ),
    money=("amount", "every"),
)
