"""R035: all tenderers but the winner were disqualified."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    SKIP,
    called,
    decided,
    plain,
    running,
    settings,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Processes with one valid tenderer, who alone won, and others whose bids were disqualified."""
    tenders = running(t, "skip")
    values = settings(t)
    bids = t.bids.filter(t.bids.tenderer_id != "")
    bids = bids.semi_join(t.bids.filter(t.bids.status == "disqualified"), "process")
    is_valid, is_out = bids.status == "valid", bids.status == "disqualified"
    left = bids.group_by("process").agg(
        first=bids.tenderer_id.min(where=is_valid),
        last=bids.tenderer_id.max(where=is_valid),
        out=is_out.sum(),
    )
    left = t.kept(left.filter(left["first"] == left["last"], left.out >= values["others"]).drop("out"))
    awards = decided(t).semi_join(left, "process")
    active = awards.filter(awards.status == "active", awards.supplier_id != "")
    winners = active.group_by("process").agg(
        another=active.supplier_id.min(), winner=active.supplier_id.max()
    )
    winners = winners.filter(winners.winner == winners.another).drop("another")
    left = left.join(winners, [left.process == winners.process, left["last"] == winners.winner])
    theirs = plain(t.bids).join(left.select("process", "winner"), "process")
    theirs = theirs.filter(theirs.status.isin(["valid", "disqualified"]), theirs.tenderer_id != "")
    is_valid, is_other = theirs.status == "valid", theirs.tenderer_id != theirs.winner
    found = theirs.group_by("process").agg(
        ids=rows(theirs.id), amount=theirs.amount.max(where=is_valid).fill_null(0), name=theirs.tenderer.max(where=is_valid),
        out=theirs.tenderer_id.nunique(where=(theirs.status == "disqualified") & is_other),
    )  # fmt: skip
    return called(found.filter(found.out >= values["others"]), tenders).select(
        "ids", "amount", "title", "name", "out"
    )


SCREEN = Screen(
    key="r035_all_but_winner_out",
    title=Sentence("除中标人外全部被否决", "all but the winner disqualified"),
    why=Sentence(
        "其他单位都被判为废标，只剩一家中标，资格审查可能成了筛人的工具。",
        "If everybody else is ruled out, the check may have served to choose.",
    ),
    basis=Sentence("国际红旗指标 R035", "red flag R035"),
    exclusions=(
        NOT_CANCELLED,
        Sentence("有几家有效投标、几家中标的不算", "Several valid tenderers or winners do not count"),
        Sentence("还有中标结果未定的项目不算", "Processes with awards still open are left out"),
    ),
    needs=(Need("bids", ("status",)), Need("bids", ("tenderer_id",)), Need("awards", ("supplier_id",))),
    settings=(
        Setting("others", "number", Sentence("至少几家被否决", "disqualified tenderers at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{title}”有 {out} 家被否决，只剩“{name}”一家有效并中标",
        "“{title}”: {out} tenderers were disqualified, only “{name}” was left and won",
    ),
    look=Sentence(
        "否决理由、评标报告、被否决单位有没有质疑",
        "reasons, the evaluation report, complaints of those ruled out",
    ),
    method=Sentence(
        "中标人只有一家、有效投标也只有它一家，其余至少设定家数的投标被否决的项目，是疑点。",
        "Processes with one valid tenderer, who alone won, and so many others or more whose bids were "
        "disqualified.",
    ),
    example=Sentence(
        "三家投标，两家废标，剩下一家中标。", "Of three bids two were disqualified; the third won."
    ),
    money=("amount",),
)
