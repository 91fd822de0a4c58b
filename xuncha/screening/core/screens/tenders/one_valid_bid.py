"""Only one valid bid, counted from the bids themselves."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    LOT,
    NOT_CANCELLED,
    SKIP,
    among,
    called,
    running,
    submitted,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Competitive lots with bids of which one tenderer's alone are valid; the number written down is not asked."""
    tenders = running(t, "skip")
    competitions = tenders.filter(among(tenders.method, t.words("methods")))
    bids = submitted(t).semi_join(competitions, "process")
    is_valid = (bids.status == "valid") & (bids.who != "")
    lots = bids.group_by(LOT).agg(first=bids.who.min(where=is_valid), last=bids.who.max(where=is_valid))
    bids = submitted(t).join(t.kept(lots.filter(lots["first"] == lots["last"])), LOT)
    is_valid = (bids.status == "valid") & (bids.who != "")
    found = bids.group_by(LOT).agg(
        ids=rows(bids.id), amount=bids.amount.max(where=is_valid).fill_null(0), name=bids.tenderer.max(where=is_valid),
        times=bids.count(),
    )  # fmt: skip
    return called(found, tenders).select("ids", "amount", "title", "name", "times")


SCREEN = Screen(
    key="one_valid_bid",
    title=Sentence("只有一家有效投标", "one valid bid"),
    why=Sentence(
        "名义上几家来投，数下来有效的只有一家，竞争是空的。",
        "Several came, one bid was valid: there was no competition.",
    ),
    basis=Sentence("招标投标法第二十八条、第四十二条", "Bidding Law art. 28 and 42"),
    exclusions=(
        NOT_CANCELLED,
        Sentence("单一来源等方式不看", "Ways that call one supplier only are left out"),
        Sentence(
            "投标名单不全的项目会误报，先核对名单",
            "An incomplete list of bids gives false doubts: check the list first",
        ),
    ),
    needs=(Need("bids", ("status",)), Need("bids", ("tenderer_id",)), Need("tenders", ("method",))),
    settings=(Setting("methods", "words", Sentence("看这些采购方式", "ways that are looked at")), SKIP),
    find=find,
    sentence=Sentence(
        "“{title}”收到 {times} 份投标，有效的只有“{name}”一家",
        "“{title}” had {times} bids; only those of “{name}” are valid",
    ),
    look=Sentence(
        "开标、评标记录，无效的理由，不足三家时的处理",
        "minutes, reasons, and what was done as fewer than three were left",
    ),
    method=Sentence(
        "竞争性方式、有投标名单的标段里，递交的投标只有一家有效的是疑点；只数名单，不看写下的家数。",
        "Competitive lots with bids of which one tenderer's alone are valid; the number written down "
        "is not asked.",
    ),
    example=Sentence("三份投标，两份无效，一份有效。", "Three bids, two invalid, one valid."),
    money=("amount",),
)
