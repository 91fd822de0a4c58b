"""How the bids of a lot are spread, and which lots are the extreme ones of their group (Imhof; Huber and Imhof).

These say nothing by themselves: what is usual differs from market to market. So a lot is only compared with lots of the
same category and currency in the same files.
"""

from __future__ import annotations

from typing import Literal

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NO_PRICE,
    NOT_CANCELLED,
    ONE_CURRENCY,
    PRICED,
    SKIP,
    called,
    offers,
    running,
    settings,
    with_rows,
)
from xuncha.screening.core.view import Tables

Measure = Literal["cv", "spd", "diffp", "rd", "kurtosis", "skewness", "ks"]
Side = Literal["low", "high"]
WIDTHS: tuple[Measure, ...] = ("cv", "spd")
"""The measures that `widths` gives."""

BASIS = Sentence(
    "伊姆霍夫、胡贝尔等的投标报价统计筛查", "statistical screens of bids (Imhof, Huber and others)"
)
EXCLUSIONS = (
    NOT_CANCELLED,
    ONE_CURRENCY,
    Sentence(
        "只在同类别、同币种的项目里排名，不跨市场比；组里项目太少就不排",
        "Lots are ranked among those of the same category and currency only; small groups are not ranked",
    ),
    Sentence(
        "排在最前也可能只是行情透明：在没见过的市场上，这类筛查有的有用，有的和抛硬币差不多",
        "The extreme of a group may be harmless: on unseen markets these screens told something in some and nothing in others",
    ),
)
NEEDS = (Need("bids", ("amount",)), Need("bids", ("tenderer_id",)))
SETTINGS = (
    Setting("bids", "number", Sentence("至少几份有效报价", "valid bids at least")),
    Setting("group", "number", Sentence("同组至少几个项目才排名", "lots of a group at least")),
    Setting("share", "number", Sentence("取最极端的（百分之）", "the most extreme (per cent)")),
    NO_PRICE,
    SKIP,
)
LOOK = Sentence(
    "先看有没有别的疑点指向同一项目，再比对标书和报价清单",
    "whether other doubts point at the same lot; then the bids item by item",
)


def spreads(bids: ir.Table, by: list[str]) -> ir.Table:
    """The seven measures of each lot, NULL where they are not defined; `times` bids, lowest `amount`."""
    lot, by_price = ibis.window(group_by=by), ibis.window(group_by=by, order_by=["amount", "id"])
    bids = bids.mutate(price=bids.amount.cast("float64"))
    price = bids.price
    low, width = price.min().over(lot), (price.max().over(lot) - price.min().over(lot)).nullif(0)
    bids = bids.mutate(
        z=(price - price.mean().over(lot)) / price.std(how="sample").over(lot).nullif(0), scaled=(price - low) / width,
        number=price.count().over(lot), nth=ibis.row_number().over(by_price) + 1,
    )  # fmt: skip
    s = bids.group_by(by).agg(
        **_of_all(bids, bids.price), second=bids.price.max(where=bids.nth == 2),
        losing=bids.price.std(where=bids.nth > 1, how="sample"), z3=(bids.z**3).sum(), z4=(bids.z**4).sum(),
        above=(bids.nth / bids.number - bids.scaled).max(), below=(bids.scaled - (bids.nth - 1) / bids.number).max(),
    )  # fmt: skip
    n = s.times.cast("float64")
    return _with_widths(s).mutate(
        diffp=(s.second - s.low) / s.low,
        rd=(s.second - s.low) / s.losing.nullif(0),
        skewness=(s.times > 2).ifelse(n / ((n - 1) * (n - 2)).nullif(0) * s.z3, None),
        kurtosis=(s.times > 3).ifelse(
            n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)).nullif(0) * s.z4
            - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)).nullif(0),
            None,
        ),
        ks=ibis.greatest(s.above, s.below),
    )


def method(zh: str, en: str, side: Side) -> Sentence:
    """How these screens rank lots by a measure of this definition."""
    end_zh, end_en = ("最小", "lowest") if side == "low" else ("最大", "highest")
    return Sentence(
        f"每个标段按有效报价算出一个数：{zh}。同类别、同币种的标段放在一起排，取{end_zh}的百分之几（按参数）；"
        "报价份数、同组标段数不够的不排。",
        f"Each lot has a measure: {en}. Among lots of one category and currency the {end_en} per cent are doubts;"
        " lots with few bids and small groups are not ranked.",
    )


def widths(bids: ir.Table, by: list[str]) -> ir.Table:
    """The two of the measures that ask for no order among the bids: many times cheaper."""
    return _with_widths(bids.group_by(by).agg(**_of_all(bids, bids.amount.cast("float64"))))


def _of_all(bids: ir.Table, price: ir.FloatingValue) -> dict[str, ir.Value]:
    """What is known of the bids of a lot without an order among them."""
    return {
        "amount": bids.amount.min(), "times": bids.count(), "mean": price.mean(), "sd": price.std(how="sample"),
        "low": price.min(), "high": price.max(),
    }  # fmt: skip


def _with_widths(lots: ir.Table) -> ir.Table:
    return lots.mutate(cv=lots.sd / lots["mean"], spd=(lots.high - lots.low) / lots.low)


def extreme(t: Tables, measure: Measure, side: Side) -> ir.Table:
    """The lots at one end of their group: ids, amount, title, value, place (1 is the most extreme), size."""
    values = settings(t)
    tenders = running(t, "skip", "no_price")
    bids = offers(t)
    bids = bids.filter(bids.amount > 0)
    found = (widths if measure in WIDTHS else spreads)(bids, PRICED)
    found = found.filter(found.times >= values["bids"], found[measure].notnull())
    found = found.join(tenders.select("process", "ocid", "category"), "process")
    order = found[measure] if side == "low" else found[measure].desc()
    group = ["category", "currency"]
    found = found.mutate(
        place=ibis.row_number().over(ibis.window(group_by=group, order_by=[order, found.ocid, found.lot_id]))
        + 1,
        size=found.times.count().over(ibis.window(group_by=group)),
    )
    found = found.filter(found.size >= values["group"], found.place * 100 <= found.size * values["share"])
    found = called(with_rows(found, bids, PRICED), tenders)
    return found.select(
        "ids", "amount", "title", "times", "place", "size", "currency", value=found[measure].round(4)
    )
