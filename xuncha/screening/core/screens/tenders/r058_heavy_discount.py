"""R058: the winning bid is unusually far below the next one."""

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
    """Lots whose price difference is at or above the upper fence of all lots in the same currency."""
    tenders = running(t, "skip", "no_price")
    found = second_lowest(t, tenders)
    found = found.join(t.kept(fences(found, "ratio", ["currency"], settings(t))), "currency")
    found = found.filter(found.upper > 0, found.ratio >= found.upper)
    found = called(with_both(found, offers(t)), tenders)
    return found.select(
        ids=ibis.array([found.win_bid, found.other_bid, found.award]), amount=found.win, title=found.title,
        winner=found.winner_name, other=found.other, currency=found.currency, percent=percent(found.ratio),
        fence=percent(found.upper), size=found.size,
    )  # fmt: skip


SCREEN = Screen(
    key="r058_heavy_discount",
    title=Sentence("中标价远低于第二名", "heavily discounted bid"),
    why=Sentence(
        "低价抢标，后面常靠变更、签证把钱补回来；也可能是报价时漏项。",
        "A price far too low is often made good later by changes; or something was left out.",
    ),
    basis=Sentence(
        "国际红旗指标 R058（四分位距法）；招标投标法第三十三条（不得低于成本）",
        "red flag R058; Bidding Law art. 33",
    ),
    exclusions=(
        NOT_CANCELLED,
        ONE_CURRENCY,
        FENCE_MAY_FAIL,
        Sentence(
            "最低价没有中标、不止一家中标的项目不比",
            "Processes not won by the lowest bid, or by several, are left out",
        ),
    ),
    needs=(Need("bids", ("amount",)), Need("bids", ("tenderer_id",)), Need("awards", ("supplier_id",))),
    settings=(REACH, GROUP, NO_PRICE, SKIP),
    find=find,
    only_if=above_zero(_lots, "ratio", ["currency"], "upper"),
    sentence=Sentence(
        "“{title}”由“{winner}”以 {amount}（{currency}）中标，第二低报价 {other}，高出 {percent}%；同币种 {size} 个项目的上限是 {fence}%",
        "“{title}” was won by “{winner}” at {amount} {currency}; the next bid was {other}, {percent} % above; the upper"
        " fence of {size} processes is {fence} %",
    ),
    look=Sentence(
        "低价说明和成本分析、合同变更和签证、结算金额",
        "the explanation of the price, changes of the contract, the final account",
    ),
    method=Sentence(
        "看最低有效报价中标的标段，价差＝（第二低有效报价－中标价）÷中标价。同币种各标段的价差取四分位数，"
        "上限＝Q3＋倍数×（Q3－Q1），价差不小于上限的是疑点；上限不大于零的不适用。",
        "In lots won by the lowest valid bid, the difference is (second lowest - winner) / winner. "
        "Lots at or above Q3 + reach × (Q3 - Q1) of all lots in the same currency are doubts; where "
        "that fence is not above zero, the screen is not applicable.",
    ),
    example=Sentence(
        "其他项目第二名高百分之几，这个项目第二名是中标价的两倍。",
        "Elsewhere the second is some per cent above; here it is twice the price.",
    ),
    money=("amount", "other"),
)
