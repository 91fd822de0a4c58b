"""One and the same item at very different prices."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import settings, written
from xuncha.screening.core.view import Tables

SAME = ["what", "unit_of", "currency"]


def find(t: Tables) -> ir.Table:
    """Items of one name and measure in one currency whose highest unit price is so many tenths of the lowest."""
    values = settings(t)
    items = t.items.filter(
        t.items.price > 0, t.items.title != "", ~written(t.items.title).re_search(t.words("skip"))
    )
    items = items.mutate(what=written(items.title), unit_of=written(items.measure))
    found = items.group_by(SAME).agg(
        ids=rows(items.id), low=items.price.min(), high=items.price.max(), times=items.count(), title=items.title.max(),
        measure=items.measure.max(), sources=items.place.nunique(),
    )  # fmt: skip
    found = found.filter(
        found.times > 1, found.high * 10 >= found.low * values["apart"], found.sources >= values["places"]
    )
    return found.select(
        "ids", "low", "high", "times", "title", "measure", "currency", "sources", amount=found.high - found.low,
        ratio=(found.high / found.low).round(2),
    )  # fmt: skip


SCREEN = Screen(
    key="price_apart",
    title=Sentence("同一品名价格悬殊", "one item at very different prices"),
    why=Sentence(
        "同样的东西，这里买的比别处贵几倍，要问贵在哪里。",
        "The same thing costs several times as much here as elsewhere.",
    ),
    basis=Sentence("审计常用核对方法：同一品目横向比价", "usual audit practice: comparison of prices"),
    exclusions=(
        Sentence(
            "品名、计量单位、币种有一处写得不同的不放在一起比",
            "Items that differ in name, measure or currency are not compared",
        ),
        Sentence(
            "规格没有写进品名的，可能不是同一种东西",
            "Where the name leaves out the specification they may be different things",
        ),
        Sentence("年份不同的价格没有折算", "Prices of different years are not adjusted"),
    ),
    needs=(Need("items", ("price",)), Need("items", ("title",))),
    settings=(
        Setting(
            "apart",
            "number",
            Sentence("最高价是最低价的几倍以上（十分之几）", "highest at least so many tenths of the lowest"),
        ),
        Setting("places", "number", Sentence("至少几个来源（地区）", "places at least")),
        Setting("skip", "words", Sentence("不比这些品名", "items that are not compared")),
    ),
    find=find,
    sentence=Sentence(
        "“{title}”（{measure}）在 {sources} 个来源有 {times} 个价格，从 {low} 到 {high}（{currency}），相差 {ratio} 倍",
        "“{title}” ({measure}) has {times} prices in {sources} places, from {low} to {high} {currency}: {ratio} times",
    ),
    look=Sentence(
        "规格、品牌、数量、是否含安装运输，询价记录",
        "specification, brand, quantity, installation, the inquiry",
    ),
    method=Sentence(
        "品名、计量单位、币种都相同的明细放在一起，最高单价达到最低单价的设定倍数、来自够多地方的是疑点。",
        "Items of one name, measure and currency from enough places, whose highest unit price is so "
        "many tenths of the lowest or more.",
    ),
    example=Sentence(
        "同一型号电脑，甲地 4,500 元，乙地 9,800 元。", "One model at 4,500 in A and 9,800 in B."
    ),
    money=("amount", "low", "high"),
)
