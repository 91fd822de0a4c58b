"""Two tenderers who meet far more often than chance would have it."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, percent, running, settings
from xuncha.screening.core.screens.tenders._together import appearances, contested, pairs
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Pairs by how often they meet, in how much of what the rarer one bids for, and by lift over independent bidding."""
    values = settings(t)
    rows = contested(appearances(t, running(t, "skip")))
    each = rows.group_by("tenderer_id").agg(bids=rows.count())
    processes = rows.aggregate(processes=rows.process.nunique())
    met = pairs(rows)
    found = met.group_by(["one", "other"]).agg(
        ids=met.bid.collect().concat(met.other_bid.collect()).sort(), meetings=met.count(), one_name=met.one_name.max(),
        other_name=met.other_name.max(), wins=((met.winner == met.one) | (met.winner == met.other)).sum(),
    )  # fmt: skip
    found = found.filter(found.meetings >= values["meetings"])
    found = found.join(each.select(one="tenderer_id", one_bids="bids"), "one")
    found = found.join(each.select(other="tenderer_id", other_bids="bids"), "other").cross_join(processes)
    fewer = (found.one_bids < found.other_bids).ifelse(found.one_bids, found.other_bids)
    found = found.mutate(
        share=found.meetings / fewer,
        lift=found.meetings * found.processes / (found.one_bids * found.other_bids),
    )
    found = found.filter(found.share * 100 >= values["share"], found.lift * 10 >= values["lift"])
    return found.select(
        "ids", "meetings", "one_name", "other_name", "wins", "one_bids", "other_bids", amount=found.meetings * 0,
        percent=percent(found.share, 0), lift=found.lift.round(1),
    )  # fmt: skip


SCREEN = Screen(
    key="co_bidding",
    title=Sentence("两家总是一起投标", "co-bidding pairs"),
    why=Sentence("两家形影不离，可能事先说好谁中谁陪。", "Two who are never apart may have agreed who wins."),
    basis=Sentence(
        "招标投标法第三十二条（禁止串通投标）；共同投标提升度分析",
        "Bidding Law art. 32; lift of joint appearances",
    ),
    exclusions=(
        NOT_CANCELLED,
        Sentence("一起投标次数少的不算；联合体不算", "Pairs that met seldom, and consortia, do not count"),
        Sentence(
            "行业很窄、只有几家能投时，一起投标是常事：看提升度",
            "In a narrow trade meeting is usual: see the lift",
        ),
    ),
    needs=(Need("bids", ("tenderer_id",)),),
    settings=(
        Setting("meetings", "number", Sentence("至少一起投标几次", "meetings at least")),
        Setting(
            "share",
            "number",
            Sentence(
                "占其中一家投标次数不低于（百分之）", "share of the rarer one's bids at least (per cent)"
            ),
        ),
        Setting("lift", "number", Sentence("提升度不低于（十分之几）", "lift at least (tenths)")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{one_name}”（投 {one_bids} 次）和“{other_name}”（投 {other_bids} 次）一起投标 {meetings} 次，占较少一家的 {percent}%，"
        "是各投各的应有次数的 {lift} 倍，其中 {wins} 次由这两家之一中标",
        "“{one_name}” ({one_bids} bids) and “{other_name}” ({other_bids}) met {meetings} times, {percent} % of the rarer one's"
        " bids and {lift} times what chance gives; one of them won {wins}",
    ),
    look=Sentence(
        "两家的标书、保证金来源、电话地址、授权代表；谁陪谁中",
        "their bids, deposits, addresses, agents; who covers for whom",
    ),
    method=Sentence(
        "看两家以上投标的项目。提升度＝一起投标的次数×项目总数÷两家各自次数的积，就是实际比各投各的多几倍。"
        "一起的次数、占投得少的那家的比例、提升度都够的是疑点。",
        "In processes with two tenderers or more. Lift is meetings times processes, divided by the "
        "product of both parties' bids: how many times more often they meet than if each bid by "
        "itself. Pairs with enough meetings, a large enough share of the rarer one's bids and enough "
        "lift are doubts.",
    ),
    example=Sentence(
        "甲投 8 次，乙投 9 次，8 次都在一起，而同期有五十个项目：提升度 8×50÷（8×9）≈5.6。",
        "A bid 8 times, B 9 times, together 8 times in fifty processes: a lift of 8 × 50 / (8 × 9) ≈ 5.6.",
    ),
)
