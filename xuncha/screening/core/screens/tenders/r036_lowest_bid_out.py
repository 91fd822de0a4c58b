"""R036: the lowest bid was disqualified."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._processes import (
    NO_PRICE,
    NOT_CANCELLED,
    ONE_CURRENCY,
    PRICED,
    SKIP,
    called,
    priced,
    running,
    submitted,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Lots of processes with an active award in which the lowest bid is a disqualified one; the first counts among equals."""
    tenders = running(t, "skip", "no_price")
    bids = priced(submitted(t))
    bids = bids.semi_join(t.bids.filter(t.bids.status == "disqualified"), "process")
    lots = bids.group_by(PRICED).agg(
        low=bids.amount.min(), out=bids.amount.min(where=bids.status == "disqualified"),
        next=bids.amount.min(where=bids.status == "valid"),
    )  # fmt: skip
    bids = bids.join(lots.filter(lots.low == lots.out, lots.next.notnull()).drop("out"), PRICED)
    is_lowest, is_next = bids.amount == bids.low, (bids.amount == bids.next) & (bids.status == "valid")
    found = bids.group_by(PRICED).agg(
        lowest=bids.id.min(where=is_lowest), out=bids.id.min(where=is_lowest & (bids.status == "disqualified")),
        next_bid=bids.id.min(where=is_next), amount=bids.low.max(), next=bids.next.max(),
    )  # fmt: skip
    found = found.filter(found.lowest == found.out).join(t.bids.select(out="id", name="tenderer"), "out")
    found = found.semi_join(t.awards.filter(t.awards.status == "active"), "process")
    return called(found, tenders).select(
        "amount", "title", "currency", "next", "name", ids=ibis.array([found.out, found.next_bid])
    )


SCREEN = Screen(
    key="r036_lowest_bid_out",
    title=Sentence("最低报价被否决", "lowest bid disqualified"),
    why=Sentence(
        "最便宜的一家被判废标，项目给了更贵的，要看否决站不站得住。",
        "The cheapest bid was ruled out and a dearer one taken.",
    ),
    basis=Sentence("国际红旗指标 R036（假定只比价格）", "red flag R036 (price alone is assumed to count)"),
    exclusions=(
        NOT_CANCELLED,
        ONE_CURRENCY,
        Sentence(
            "没有中标结果、没有有效报价的不算",
            "Processes without an active award or a valid price are left out",
        ),
        Sentence(
            "综合评分的项目最低价本来不一定中标，看否决理由即可",
            "With scoring the lowest need not win; look at the reason",
        ),
    ),
    needs=(Need("bids", ("amount",)), Need("bids", ("status",)), Need("awards", ("status",))),
    settings=(NO_PRICE, SKIP),
    find=find,
    sentence=Sentence(
        "“{title}”最低报价 {amount}（{currency}）的“{name}”被否决，有效报价最低是 {next}",
        "“{title}”: the lowest bid, {amount} {currency} by “{name}”, was disqualified; the lowest valid one is {next}",
    ),
    look=Sentence(
        "否决理由和评标报告、招标文件的否决条款", "the reason, the evaluation report, the clause it rests on"
    ),
    method=Sentence(
        "已有中标结果、最低报价被否决、另有有效报价的标段是疑点；最低价有几份相同时，看先读到的一份。",
        "Lots of processes with an active award in which the lowest bid is a disqualified one and a "
        "valid one is left; the first counts among equals.",
    ),
    example=Sentence(
        "甲报 80 万被否决，乙报 100 万中标。", "A bid 800,000 and was ruled out; B won at 1,000,000."
    ),
    money=("amount", "next"),
)
