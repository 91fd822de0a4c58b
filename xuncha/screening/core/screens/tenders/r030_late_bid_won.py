"""R030: a bid handed in after the deadline won."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    SKIP,
    called,
    plain,
    running,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Valid bids of a supplier with an active award, later than the end of the submission period."""
    tenders = running(t, "skip")
    ends = tenders.filter(tenders.closes.notnull()).select("process", "closes")
    bids = plain(t.bids)
    bids = bids.filter(bids.status == "valid", bids.moment.notnull(), bids.tenderer_id != "").join(
        ends, "process"
    )
    bids = bids.filter(bids.moment > bids.closes)
    bids = t.kept(bids.select("process", "id", "tenderer_id", "tenderer", "amount", "moment", "closes"))
    awards = plain(t.awards).semi_join(bids, "process")
    winners = awards.filter(awards.status == "active", awards.supplier_id != "")
    winners = winners.group_by(["process", "supplier_id"]).agg(award=winners.id.min())
    found = bids.join(winners, [bids.process == winners.process, bids.tenderer_id == winners.supplier_id])
    found = called(found, tenders)
    return found.select(
        ids=ibis.array([found.id, found.award, found.process]), amount=found.amount.fill_null(0), title=found.title,
        name=found.tenderer, moment=found.moment.cast("string"), closes=found.closes.cast("string"),
    )  # fmt: skip


SCREEN = Screen(
    key="r030_late_bid_won",
    title=Sentence("过了截止时间的投标中了标", "late bid won"),
    why=Sentence(
        "截止后递交的应当拒收，收下还中了标，要看是程序出了错，还是时间记错了。",
        "A bid after the deadline has to be refused; here it won.",
    ),
    basis=Sentence("招标投标法第二十八条；国际红旗指标 R030", "Bidding Law art. 28; red flag R030"),
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "没有递交时间或截止时间的不看",
            "Bids without a time, and processes without a deadline, are left out",
        ),
    ),
    needs=(Need("bids", ("moment",)), Need("tenders", ("closes",)), Need("awards", ("supplier_id",))),
    settings=(SKIP,),
    find=find,
    sentence=Sentence(
        "“{title}”{closes} 截止，“{name}”{moment} 才递交，却中了标",
        "“{title}” closed at {closes}; “{name}” handed in at {moment} and won",
    ),
    look=Sentence(
        "开标记录、签收单、平台日志，看时间记错还是延期",
        "minutes of the opening, receipts, logs: a mistake, or an extension",
    ),
    method=Sentence(
        "有效投标的递交时间晚于投标截止时间，而递交的这一家中了标的，是疑点。",
        "Valid bids of a supplier with an active award, later than the end of the submission period.",
    ),
    example=Sentence("3月15日截止，4月1日的投标中标。", "Closed on 15 March; a bid of 1 April won."),
    money=("amount",),
)
