"""R024: the next lowest bid is unusually close to the winner's."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._fences import FENCE_MAY_FAIL, GROUP, REACH, above_zero, fences
from xuncha.screening.core.screens.tenders._processes import (
    NO_PRICE,
    NOT_CANCELLED,
    ONE_CURRENCY,
    SKIP,
    called,
    offers,
    percent,
    running,
    second_lowest,
    settings,
    with_both,
)
from xuncha.screening.core.view import Tables


def _lots(t: Tables) -> ir.Table:
    """The lots that are compared."""
    return second_lowest(t, running(t, "skip", "no_price"))


def find(t: Tables) -> ir.Table:
    """Lots whose price difference is at or below the lower fence of all lots in the same currency."""
    tenders = running(t, "skip", "no_price")
    found = second_lowest(t, tenders)
    found = found.join(t.kept(fences(found, "ratio", ["currency"], settings(t))), "currency")
    found = found.filter(found.q1 > 0, found.lower > 0, found.ratio <= found.lower)
    found = called(with_both(found, offers(t)), tenders)
    found = found.join(t.bids.select(other_bid="id", other_name="tenderer"), "other_bid")
    return found.select(
        ids=ibis.array([found.win_bid, found.other_bid, found.award]), amount=found.win, title=found.title,
        winner=found.winner_name, other=found.other, other_name=found.other_name, currency=found.currency,
        percent=percent(found.ratio, 2), fence=percent(found.lower, 2), size=found.size,
    )  # fmt: skip


SCREEN = Screen(
    key="r024_close_price",
    title=Sentence("第二低报价贴着中标价", "price close to the winning bid"),
    why=Sentence(
        "报价泄露，或者陪标单位照着中标价抬一点点，第二名的价就会紧贴中标价。",
        "When prices leak, or covers are written after the winner's price, the second lowest bid lies close to it.",
    ),
    basis=Sentence("国际红旗指标 R024（四分位距法）", "red flag R024 (interquartile range)"),
    exclusions=(
        NOT_CANCELLED,
        ONE_CURRENCY,
        FENCE_MAY_FAIL,
        Sentence(
            "最低价没有中标、不止一家中标的项目不比",
            "Processes not won by the lowest bid, or by several, are left out",
        ),
        Sentence("联合体投标和中标价为零的不比", "Bids of consortia and winners at zero are left out"),
    ),
    needs=(Need("bids", ("amount",)), Need("bids", ("tenderer_id",)), Need("awards", ("supplier_id",))),
    settings=(REACH, GROUP, NO_PRICE, SKIP),
    find=find,
    only_if=above_zero(_lots, "ratio", ["currency"], "lower"),
    sentence=Sentence(
        "“{title}”中标价 {amount}（{currency}），第二低“{other_name}”{other}，只差 {percent}%；同币种 {size} 个项目的下限是 {fence}%",
        "“{title}” was won at {amount} {currency}; the next bid was {other}, {percent} % above; the lower fence of {size}"
        " processes is {fence} %",
    ),
    look=Sentence(
        "两家的投标文件、报价清单逐项比对、保证金来源、开标时间和评标记录",
        "both bids item by item, sources of the deposits, minutes",
    ),
    method=Sentence(
        "看最低有效报价中标的标段，价差＝（第二低有效报价－中标价）÷中标价。同币种各标段的价差取四分位数，"
        "下限＝Q1－倍数×（Q3－Q1），价差不大于下限的是疑点；Q1 或下限不大于零的不适用。",
        "In lots won by the lowest valid bid, the difference is (second lowest - winner) / winner. "
        "Lots at or below Q1 - reach × (Q3 - Q1) of all lots in the same currency are doubts; where Q1 "
        "or that fence is not above zero, the screen is not applicable.",
    ),
    example=Sentence(
        "多数项目第二低价比中标价高百分之几到几十，有一个项目两家报价几乎一样。",
        "Most second bids lie well above the winner, in one process the two are nearly equal.",
    ),
    money=("amount", "other"),
)
