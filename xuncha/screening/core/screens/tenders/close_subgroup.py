"""Some of the bids of a lot lie close together, apart from the rest."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NO_PRICE,
    NOT_CANCELLED,
    ONE_CURRENCY,
    PRICED,
    SKIP,
    called,
    offers,
    percent,
    running,
    settings,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Lots of five bids or more in which three neighbours lie within some thousandths while all lie far wider."""
    values = settings(t)
    tenders = running(t, "skip", "no_price")
    bids = offers(t)
    bids = bids.filter(bids.amount > 0)
    lots = bids.group_by(PRICED).agg(times=bids.count(), lowest=bids.amount.min(), highest=bids.amount.max())
    lots = lots.filter(
        lots.times >= values["bids"], (lots.highest - lots.lowest) * 100 >= lots.lowest * values["spread"]
    )
    bids = bids.join(lots, PRICED)
    by_price = ibis.window(group_by=PRICED, order_by=["amount", "id"])
    bids = bids.mutate(
        second=bids.id.lead(1).over(by_price), third=bids.id.lead(2).over(by_price), up_to=bids.amount.lead(2).over(by_price)
    )  # fmt: skip
    bids = bids.filter(
        bids.third.notnull(), (bids.up_to - bids.amount) * 1000 <= bids.amount * values["within"]
    )
    first = bids.mutate(nth=ibis.row_number().over(by_price))
    found = called(first.filter(first.nth == 0), tenders)
    return found.select(
        "amount", "times", "up_to", "currency", "title", ids=ibis.array([found.id, found.second, found.third]),
        percent=percent((found.up_to - found.amount) / found.amount, 2),
        spread=percent((found.highest - found.lowest) / found.lowest, 0),
    )  # fmt: skip


SCREEN = Screen(
    key="close_subgroup",
    title=Sentence("部分报价抱团", "a close subgroup of bids"),
    why=Sentence(
        "不是所有人都参与围标时，参与的几家报价靠在一起，和外面的人隔得开。",
        "Where only some collude their bids lie together, apart from the others.",
    ),
    basis=Sentence(
        "不完全围标的分组筛查方法（胡贝尔、伊姆霍夫等）",
        "subgroup screens for incomplete cartels (Huber, Imhof and others)",
    ),
    exclusions=(
        NOT_CANCELLED,
        ONE_CURRENCY,
        Sentence(
            "报价少的项目不看；全部报价都接近的见“落选报价挤在中标价上方”",
            "Lots with few bids, or in which all lie close, are left out",
        ),
    ),
    needs=(Need("bids", ("amount",)), Need("bids", ("tenderer_id",))),
    settings=(
        Setting("bids", "number", Sentence("至少几份有效报价", "valid bids at least")),
        Setting(
            "within", "number", Sentence("三份报价相差不超过（千分之）", "three bids within (thousandths)")
        ),
        Setting(
            "spread",
            "number",
            Sentence("全部报价相差不低于（百分之）", "all bids spread by at least (per cent)"),
        ),
        NO_PRICE,
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份报价相差 {spread}%，其中三份 {amount} 到 {up_to}（{currency}）只差 {percent}%",
        "“{title}”: {times} bids spread by {spread} %, three of them from {amount} to {up_to} {currency} within {percent} %",
    ),
    look=Sentence("这三家的标书、联系人、保证金来源", "bids, agents and deposits of these three"),
    method=Sentence(
        "报价份数够、最高比最低高出够多的标段，把有效报价从低到高排，相邻三份相差不超过设定千分数的是疑点；"
        "一个标段只报最低的那三份。",
        "In lots with enough bids, far enough apart, three neighbours in order of price that lie "
        "within some thousandths are a doubt; of each lot the lowest three are told.",
    ),
    example=Sentence(
        "六家报价 80 到 120 万，其中三家 100.0、100.1、100.2 万。",
        "Six bids from 800,000 to 1,200,000, three within 2,000.",
    ),
    money=("amount", "up_to"),
)
