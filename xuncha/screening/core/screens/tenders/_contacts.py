"""Different tenderers of one process who left the same trace."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows
from xuncha.screening.core.screen import Setting
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    SKIP,
    called,
    of,
    running,
    settings,
    submitted,
)
from xuncha.screening.core.view import Tables

BASIS = Sentence(
    "招标投标法实施条例第四十条（不同投标人委托同一单位或个人、投标文件异常一致等视为串通）",
    "Regulation on the Bidding Law art. 40 (bids written or handed in by one hand)",
)
EXCLUSIONS = (
    NOT_CANCELLED,
    Sentence(
        "同一家的几份资料不算；联合体成员之间不算",
        "Rows of one party, and partners of one consortium, do not count",
    ),
    Sentence(
        "代填的公共电话、园区统一地址、代理公司的邮箱会误报",
        "Shared desks, parks and agents' addresses give false doubts",
    ),
)
SETTINGS = (Setting("letters", "number", Sentence("至少几个字才比", "letters at least")), SKIP)


def method(zh: str, en: str) -> Sentence:
    """How these screens look for a trace of this name."""
    return Sentence(
        f"同一项目里，不同投标人登记的{zh}相同（不分大小写、不计空格、字数够）的各是一个疑点；联合体不看。",
        f"The same {en} of different tenderers of one process, but for case and blanks, where it is long enough;"
        " consortia are left out.",
    )


def shared(t: Tables, *columns: str) -> ir.Table:
    """Traces (any of these columns) of one process that belong to several tenderers: ids, amount, title, names, trace, times."""
    values = settings(t)
    tenders = running(t, "skip")
    bids = submitted(t)
    bids = bids.filter(bids.partners == 1)
    bidders = bids.group_by(["process", "tenderer_id"]).agg(bid=bids.id.min(), bid_amount=bids.amount.max())
    found: ir.Table | None = None
    parties = of(t.parties, tenders)
    for column in columns:
        one = parties.select(
            "process",
            "id",
            "name",
            tenderer_id=parties.party_id,
            trace=parties[column].lower().replace(" ", ""),
        )
        found = one if found is None else found.union(one)
    assert found is not None
    found = found.filter(found.trace.length() >= values["letters"]).join(bidders, ["process", "tenderer_id"])
    same = found.group_by(["process", "trace"]).agg(
        ids=rows(found.id), amount=found.bid_amount.max().fill_null(0), times=found.tenderer_id.nunique(),
        names=found.name.collect().unique().sort().join("、"),
    )  # fmt: skip
    return called(same.filter(same.times > 1), tenders).select(
        "ids", "amount", "times", "names", "trace", "title"
    )
