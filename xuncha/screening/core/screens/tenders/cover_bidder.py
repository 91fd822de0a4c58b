"""A tenderer who never wins and always stands beside the same winner."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, percent, running, settings
from xuncha.screening.core.screens.tenders._together import appearances, contested
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Tenderers without a win in decided processes, most of which one and the same supplier won."""
    values = settings(t)
    rows = contested(appearances(t, running(t, "skip")))
    rows = rows.filter(rows.winner != "")
    each = ibis.window(group_by="tenderer_id")
    rows = rows.mutate(times=rows.bid.count().over(each), wins=rows.won.cast("int64").sum().over(each))
    rows = rows.filter(rows.wins == 0, rows.times >= values["times"])
    found = rows.group_by(["tenderer_id", "winner"]).agg(
        ids=rows.bid.collect().sort(), amount=rows.bid_amount.sum().fill_null(0).cast("int64"), name=rows.tenderer.max(),
        winner_name=rows.winner_name.max(), times=rows.times.max(), beside=rows.count(),
    )  # fmt: skip
    found = found.filter(found.beside * 100 >= found.times * values["share"])
    return found.select(
        "ids",
        "amount",
        "name",
        "winner_name",
        "times",
        "beside",
        percent=percent(found.beside / found.times, 0),
    )


SCREEN = Screen(
    key="cover_bidder",
    title=Sentence("疑似专门陪标", "a possible cover bidder"),
    why=Sentence(
        "投了很多次一次不中，而且中标的总是同一家。",
        "It bids often, never wins, and the winner is always the same.",
    ),
    basis=Sentence("招标投标法第三十二条（禁止串通投标）", "Bidding Law art. 32"),
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "投标次数少的不算；没有确定中标人的项目不算",
            "Few bids, and processes without a single winner, do not count",
        ),
    ),
    needs=(Need("bids", ("tenderer_id",)), Need("awards", ("supplier_id",))),
    settings=(
        Setting("times", "number", Sentence("至少投标几次", "bids at least")),
        Setting(
            "share",
            "number",
            Sentence(
                "同一家中标的占比不低于（百分之）", "share won by the same supplier at least (per cent)"
            ),
        ),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{name}”投标 {times} 次一次没中，其中 {beside} 次（{percent}%）是“{winner_name}”中标",
        "“{name}” bid {times} times and never won; “{winner_name}” won {beside} of these ({percent} %)",
    ),
    look=Sentence(
        "标书雷同、保证金由谁交、注册信息、参与人员",
        "likeness of bids, who paid the deposits, registration, staff",
    ),
    method=Sentence(
        "只看两家以上投标、有唯一中标人的项目。投标次数够而一次没有中、其中达到设定比例是同一家中标的投标人，"
        "是疑点。",
        "In processes with two tenderers or more and a single winner: tenderers with enough bids and "
        "no win, beside whom one and the same supplier won the set share.",
    ),
    example=Sentence("投 6 次不中，5 次是同一家中标。", "Six bids, no win, five won by the same supplier."),
    money=("amount",),
)
