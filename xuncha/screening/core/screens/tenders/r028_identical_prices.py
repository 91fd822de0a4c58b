"""R028: different tenderers, the same price."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._processes import (
    NO_PRICE,
    NOT_CANCELLED,
    ONE_CURRENCY,
    PRICED,
    SKIP,
    called,
    priced,
    running,
    submitted,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Bids in one lot with one amount by different parties."""
    tenders = running(t, "skip", "no_price")
    bids = priced(submitted(t))
    bids = bids.filter(bids.who != "")
    once = [*PRICED, "amount"]
    process = bids.group_by(["process", "amount"]).agg(number=bids.count())
    twice = t.kept(process.filter(process.number > 1).drop("number"))
    bids = bids.semi_join(twice, ["process", "amount"])
    same = bids.group_by(once).agg(
        ids=rows(bids.id),
        times=bids.who.nunique(),
        names=bids.tenderer.collect().unique().sort(),
    )
    same = called(same.filter(same.times > 1), tenders)
    return same.select("ids", "amount", "title", "times", "currency", names=same.names.join("、"))


SCREEN = Screen(
    key="r028_identical_prices",
    title=Sentence("不同单位报价完全相同", "identical bid prices"),
    why=Sentence(
        "几家单位各自报价，一分不差，可能是同一个人做的标书，也可能是国家定价。",
        "Bids of several parties that agree to the cent were likely written by one hand.",
    ),
    basis=Sentence(
        "招标投标法实施条例第四十条（投标报价呈规律性差异等视为串通）；国际红旗指标 R028", "red flag R028"
    ),
    exclusions=(
        NOT_CANCELLED,
        ONE_CURRENCY,
        Sentence(
            "同一家（或同样组成的联合体）投几份的不算",
            "Several bids of one party, or of one consortium, do not count",
        ),
        Sentence(
            "随机抽取、固定价的采购方式可在参数里排除",
            "Ways with a fixed price can be left out in the parameters",
        ),
    ),
    needs=(Need("bids", ("amount",)), Need("bids", ("tenderer_id",))),
    settings=(NO_PRICE, SKIP),
    find=find,
    sentence=Sentence(
        "“{title}”有 {times} 家报价同为 {amount}（{currency}）：{names}",
        "“{title}”: {times} tenderers bid {amount} {currency}: {names}",
    ),
    look=Sentence(
        "各家报价清单、文件属性、保证金来源、授权代表；是不是国家定价或统一折扣",
        "price lists, file properties, deposits; whether the price is fixed by the state",
    ),
    method=Sentence(
        "同一标段里，不同投标人（联合体按全体成员算一家）递交的报价币种、金额完全相同的是疑点；被否决的投标也算，"
        "撤回的不算。",
        "Bids in one lot with one amount and currency by different parties; disqualified bids count, "
        "withdrawn ones do not.",
    ),
    example=Sentence("甲报 1,000,000.00 元，乙也报 1,000,000.00 元。", "Both A and B bid 1,000,000.00."),
    money=("amount",),
)
