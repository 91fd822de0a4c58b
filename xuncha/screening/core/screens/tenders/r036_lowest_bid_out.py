"""R036: the lowest bid was disqualified."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._processes import (
    LOT,
    NO_PRICE,
    NOT_CANCELLED,
    ONE_CURRENCY,
    PRICED,
    SKIP,
    awards_of,
    called,
    priced,
    running,
    submitted,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Lots of processes with an active award in which the lowest bid is a disqualified one; the first counts among equals."""
    tenders = running(t, "skip", "no_price")
    awards = awards_of(t, tenders)
    bids = priced(submitted(t, tenders)).semi_join(awards.filter(awards.status == "active"), "process")
    bids = bids.semi_join(bids.filter(bids.status == "disqualified"), PRICED)
    bids = bids.mutate(nth=ibis.row_number().over(ibis.window(group_by=PRICED, order_by=["amount", "id"])))
    valid = (
        bids.filter(bids.status == "valid")
        .group_by(PRICED)
        .agg(next=bids.amount.min(), next_bid=bids.id.min())
    )
    lowest = bids.filter(bids.nth == 0, bids.status == "disqualified").select(
        *LOT, "currency", "id", "amount", "tenderer"
    )
    found = called(lowest.join(valid, PRICED), tenders)
    return found.select(
        "amount", "title", "currency", "next", ids=ibis.array([found.id, found.next_bid]), name=found.tenderer
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
    example=Sentence(
        "甲报 80 万被否决，乙报 100 万中标。", "A bid 800,000 and was ruled out; B won at 1,000,000."
    ),
    money=("amount", "next"),
)
