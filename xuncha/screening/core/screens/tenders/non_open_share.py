"""A buyer who hardly ever calls openly."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    SKIP,
    among,
    percent,
    running,
    settings,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Buyers with enough money procured of which the larger share went by ways that are not open."""
    values = settings(t)
    p = running(t, "skip")
    p = p.filter(p.buyer_id != "", p.method != "", p.amount > 0, p.currency != "")
    p = p.mutate(closed=(~among(p.method, t.words("open_ways"))).cast("int64"))
    found = p.group_by(["buyer_id", "currency"]).agg(
        ids=p.id.collect(where=p.closed == 1).sort(), amount=total(p.amount * p.closed), every=total(p.amount),
        name=p.buyer.max(), times=p.count(), closed=p.closed.sum(),
    )  # fmt: skip
    found = found.filter(found.times >= values["least"], found.amount * 100 >= found.every * values["share"])
    return found.select(
        "ids",
        "amount",
        "every",
        "name",
        "times",
        "closed",
        "currency",
        percent=percent(found.amount / found.every),
    )


SCREEN = Screen(
    key="non_open_share",
    title=Sentence("非公开方式占比过高", "share of ways that are not open"),
    why=Sentence(
        "大部分钱不走公开招标，选谁由单位自己说了算。",
        "When most money avoids open calls, the body itself chooses whom to pay.",
    ),
    basis=Sentence(
        "政府采购法第二十六条：公开招标应作为主要采购方式",
        "Government Procurement Law art. 26: open calls are the main way",
    ),
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "项目少的采购人不算；币种分开算",
            "Buyers of few processes are left out; currencies are counted apart",
        ),
        Sentence(
            "限额以下本来可以不公开招标，看单项金额",
            "Below the limits an open call is not asked for: look at the single amounts",
        ),
    ),
    needs=(Need("tenders", ("method",)), Need("tenders", ("buyer_id",)), Need("tenders", ("amount",))),
    settings=(
        Setting("open_ways", "words", Sentence("算公开的采购方式", "ways that count as open")),
        Setting(
            "share",
            "number",
            Sentence("非公开金额占比不低于（百分之）", "share of money not open, at least (per cent)"),
        ),
        Setting("least", "number", Sentence("至少几个项目", "processes at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{name}”{times} 个项目里有 {closed} 个不是公开招标，金额 {amount}，占 {every} 的 {percent}%（{currency}）",
        "“{name}”: {closed} of {times} processes were not open, {amount} of {every} {currency} ({percent} %)",
    ),
    look=Sentence(
        "变更采购方式的审批、单一来源公示、党组会议纪要",
        "approvals of the way, public notices, minutes of the party group",
    ),
    method=Sentence(
        "按采购人和币种加总，不属于公开方式（按参数）的金额占全部采购金额的比例达到设定、项目个数够的是疑点。",
        "By buyer and currency, the share by money of the ways that do not count as open; buyers with "
        "enough processes whose share reaches the limit are doubts.",
    ),
    example=Sentence(
        "十个项目共 500 万元，其中 420 万元用询价和单一来源，占 84%。",
        "Of 5,000,000 in ten processes 4,200,000, 84 %, went by quotations or single source.",
    ),
    money=("amount", "every"),
)
