"""The same tenderers meet again and again and take turns in winning."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, running, settings
from xuncha.screening.core.screens.tenders._together import appearances, contested
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Sets of tenderers that are alone in several processes, each win going to another than the last one."""
    values = settings(t)
    tenders = running(t, "skip")
    rows = contested(appearances(t, tenders))
    rows = rows.filter(rows.winner != "", rows.field >= values["tenderers"])
    fields = rows.group_by("process").agg(
        bids=rows.bid.collect(), names=rows.tenderer.collect().sort().join("、"),
        who=rows.tenderer_id.collect().sort().join("|"), winner=rows.winner.max(),
        bid=rows.bid.min(), worth=rows.bid_amount.min(),
    )  # fmt: skip
    days = tenders.select("process", "day")
    fields = fields.join(days, "process")
    in_order = ibis.window(group_by="who", order_by=[fields.day, fields.bid])
    fields = fields.mutate(
        turned=(fields.winner != fields.winner.lag().over(in_order)).fill_null(False).cast("int64")
    )
    found = fields.group_by("who").agg(
        ids=fields.bids.collect().flatten().sort(), amount=fields.worth.sum().fill_null(0).cast("int64"),
        names=fields.names.max(), times=fields.count(), winners=fields.winner.nunique(), turns=fields.turned.sum(),
    )  # fmt: skip
    found = found.filter(
        found.times >= values["times"], found.turns * 100 >= (found.times - 1) * values["turning"]
    )
    return found.drop("who")


SCREEN = Screen(
    key="rotation",
    title=Sentence("同一批单位轮流中标", "rotation"),
    why=Sentence(
        "总是这几家来投，中标的轮着来，像是排好了班。",
        "The same few come each time and win in turn, as if by a roster.",
    ),
    basis=Sentence(
        "招标投标法实施条例第三十九条（投标人之间约定中标人）", "Regulation on the Bidding Law art. 39"
    ),
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "投标人有一家不同的项目不并在一起",
            "Processes with another tenderer among them are not put together",
        ),
        Sentence("次数少时轮流也可能是巧合", "With few processes turns may be chance"),
    ),
    needs=(Need("bids", ("tenderer_id",)), Need("awards", ("supplier_id",))),
    settings=(
        Setting("times", "number", Sentence("至少几个项目", "processes at least")),
        Setting("tenderers", "number", Sentence("至少几家", "tenderers at least")),
        Setting(
            "turning",
            "number",
            Sentence("换人中标的占比不低于（百分之）", "share of turns at least (per cent)"),
        ),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "{names} 这几家在 {times} 个项目里只和彼此竞争，{winners} 家中过标，换人 {turns} 次",
        "{names} competed only with each other in {times} processes; {winners} of them won, taking turns {turns} times",
    ),
    look=Sentence(
        "各项目标书、报价规律、资金往来、会议和聊天记录（依规调取）",
        "the bids, patterns of prices, payments among them",
    ),
    method=Sentence(
        "投标人完全相同（至少设定家数）、有唯一中标人的项目放在一起，按日期排，与上一次中标人不同的算轮换一次。"
        "项目个数够、轮换次数占（个数－1）的比例够的是疑点。",
        "Processes with the same set of tenderers (enough of them) and a single winner stand in order "
        "of days; a win by another than the last one is a turn. Sets with enough processes and a large "
        "enough share of turns are doubts.",
    ),
    example=Sentence(
        "甲乙丙三家投了四个项目，依次甲、乙、丙、甲中标。", "A, B and C in four processes, won by A, B, C, A."
    ),
    money=("amount",),
)
