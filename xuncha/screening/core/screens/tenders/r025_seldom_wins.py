"""R025: a tenderer who bids often and hardly ever wins."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import first_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._fences import (
    FENCE_MAY_FAIL,
    GROUP,
    REACH,
    above_zero,
    fences,
    quantile,
)
from xuncha.screening.core.screens.tenders._processes import (
    LOT,
    NOT_CANCELLED,
    SKIP,
    percent,
    running,
    settings,
    single_winners,
    valid,
)
from xuncha.screening.core.view import Tables


def _bids(t: Tables) -> ir.Table:
    """Valid bids in lots with one winner."""
    winners = single_winners(t).drop("moment").semi_join(running(t, "skip"), "process")
    return valid(t).join(winners, LOT)


def _shares(t: Tables) -> ir.Table:
    """Each tenderer's `share` of the lots it bid in that it won."""
    bids = _bids(t)
    once = bids.group_by(["award", "tenderer_id"]).agg(won=(bids.tenderer_id == bids.winner).any())
    shares = once.group_by("tenderer_id").agg(times=once.count(), wins=once.won.sum())
    return t.kept(shares.mutate(share=shares.wins / shares.times))


def find(t: Tables) -> ir.Table:
    """Tenderers at or above the percentile of processes and at or below the lower fence of the share won."""
    bids, shares, values = _bids(t), _shares(t), settings(t)
    often = quantile(shares, "times", values["percentile"], [], "often")
    shares = shares.cross_join(often).cross_join(t.kept(fences(shares, "share", [], values)))
    shares = shares.filter(
        shares.q1 > 0, shares.lower > 0, shares.times >= shares.often, shares.share <= shares.lower
    )
    all_bids = bids.select("id", "tenderer_id", "tenderer", bid_amount=bids.amount.fill_null(0))
    found = all_bids.join(shares.select("tenderer_id", "times", "wins", "share", "lower"), "tenderer_id")
    found = found.group_by("tenderer_id").agg(
        ids=rows(found.id), amount=total(found.bid_amount), name=found.tenderer.max(), times=found.times.max(),
        wins=found.wins.max(), percent=percent(found.share.max()), fence=percent(found.lower.max()),
    )  # fmt: skip
    return found.mutate(name=first_said(found.name, found.tenderer_id)).drop("tenderer_id")


SCREEN = Screen(
    key="r025_seldom_wins",
    title=Sentence("常投标、极少中标", "excessive unsuccessful bids"),
    why=Sentence(
        "年年来投、几乎不中，又没有退出，可能是专门陪标。",
        "Who keeps bidding and hardly wins may be there to make up the number.",
    ),
    basis=Sentence("国际红旗指标 R025（投标次数在前四分之一，中标率低于下限）", "red flag R025"),
    exclusions=(
        NOT_CANCELLED,
        FENCE_MAY_FAIL,
        Sentence(
            "联合体和无效投标不算；同一项目投几次算一次",
            "Consortia and invalid bids do not count; a process counts once",
        ),
    ),
    needs=(Need("bids", ("tenderer_id",)), Need("awards", ("supplier_id",))),
    settings=(
        Setting(
            "percentile",
            "number",
            Sentence("投标次数不低于第几百分位", "percentile of the number of bids at least"),
        ),
        REACH,
        GROUP,
        SKIP,
    ),
    find=find,
    only_if=above_zero(_shares, "share", [], "lower"),
    sentence=Sentence(
        "“{name}”投标 {times} 次，中标 {wins} 次（{percent}%），低于同一批数据的下限 {fence}%",
        "“{name}” bid {times} times and won {wins} ({percent} %), below the lower fence of {fence} %",
    ),
    look=Sentence(
        "它和谁一起投、谁中标、投标文件是否雷同、保证金由谁交",
        "with whom it bids, who wins then, whether bids are alike, who paid deposits",
    ),
    method=Sentence(
        "在有唯一中标人的标段里，数每家投了几个、中了几个。投的个数不少于设定百分位、中标率不大于下限 Q1－倍数"
        "×（Q3－Q1）的投标人是疑点；下限不大于零的不适用。",
        "In lots with a single winner: tenderers at or above the percentile of lots bid for whose "
        "share won is at or below Q1 - reach × (Q3 - Q1); not applicable where that fence is not above "
        "zero.",
    ),
    example=Sentence(
        "别家投一次中一次，这家投十次只中两次。",
        "Others win what they bid for; this one bids ten times and wins twice.",
    ),
    money=("amount",),
)
