"""Bids bunched just above the winner's."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NO_PRICE,
    NOT_CANCELLED,
    ONE_CURRENCY,
    PRICED,
    SKIP,
    called,
    offers,
    running,
    second_lowest,
    settings,
    with_rows,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Lots in which most of the losing bids lie within some thousandths above the winning one."""
    values = settings(t)
    tenders = running(t, "skip", "no_price")
    wins = second_lowest(t, tenders).select(*PRICED, "win", "winner_name")
    bids = offers(t).join(wins, PRICED)
    above = bids.amount - bids.win
    near = bids.filter(above >= 0, above * 1000 <= bids.win * values["within"])
    lots = near.group_by(PRICED).agg(near=near.count() - 1)
    bids = bids.join(lots.filter(lots.near >= values["bids"]), PRICED)
    found = bids.group_by(PRICED).agg(
        amount=bids.win.max(), times=bids.count(), near=bids.near.max(), highest=bids.amount.max(), winner=bids.winner_name.max(),
    )  # fmt: skip
    found = found.filter(found.near * 100 >= (found.times - 1) * values["share"])
    return called(with_rows(found, offers(t), PRICED), tenders).select(
        "ids", "amount", "times", "near", "highest", "winner", "title", "currency"
    )


SCREEN = Screen(
    key="bunched_bids",
    title=Sentence("落选报价挤在中标价上方", "bids bunched at the winner"),
    why=Sentence(
        "陪标的价要比中标价高，又不能高得离谱，于是挤在上面一小段。",
        "Covers have to lie above the winner, yet not far: they crowd there.",
    ),
    basis=Sentence("招标投标法实施条例第四十条（报价呈规律性差异）", "Regulation on the Bidding Law art. 40"),
    exclusions=(
        NOT_CANCELLED,
        ONE_CURRENCY,
        Sentence("最低价没有中标的项目不比", "Lots not won by the lowest bid are left out"),
        Sentence(
            "控制价压得很紧、材料价透明的项目，报价接近也正常",
            "With a tight reserve price or public prices closeness is normal",
        ),
    ),
    needs=(Need("bids", ("amount",)), Need("bids", ("tenderer_id",)), Need("awards", ("supplier_id",))),
    settings=(
        Setting(
            "within",
            "number",
            Sentence("高出中标价不超过（千分之）", "above the winner by at most (thousandths)"),
        ),
        Setting("bids", "number", Sentence("至少几份落选报价", "losing bids at least")),
        Setting(
            "share",
            "number",
            Sentence("占落选报价不低于（百分之）", "share of losing bids at least (per cent)"),
        ),
        NO_PRICE,
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份有效报价，“{winner}”以 {amount}（{currency}）中标，{near} 份落选报价紧挨在上面，最高 {highest}",
        "“{title}”: {times} valid bids, “{winner}” won at {amount} {currency}; {near} losing bids lie just above, the highest at"
        " {highest}",
    ),
    look=Sentence(
        "各家报价清单的单价规律、编制软件和机器码",
        "patterns of unit prices, software and machine codes of the bids",
    ),
    method=Sentence(
        "最低有效报价中标的标段里，落选的有效报价比中标价高出不超过设定千分数的算挤在上方；这样的份数够、"
        "占落选份数的比例也够的是疑点。",
        "In lots won by the lowest valid bid, losing bids no more than so many thousandths above it "
        "are near; lots with enough of them, and a large enough share of all that lost, are doubts.",
    ),
    example=Sentence(
        "中标 100 万，另外四家 100.2、100.3、100.5、100.6 万。",
        "Won at 1,000,000; four others within 6,000 above.",
    ),
    money=("amount", "highest"),
)
