"""Lots whose winner stands farthest from a close field."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.screens.tenders._spread import (
    BASIS,
    EXCLUSIONS,
    LOOK,
    NEEDS,
    SETTINGS,
    extreme,
    method,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Lots with the highest values of their group."""
    return extreme(t, "rd", "high")


SCREEN = Screen(
    key="spread_rd",
    title=Sentence("相对距离", "relative distance"),
    why=Sentence(
        "中标价和第二名拉开，其余报价却挤在一起，像是给中标人留了位置。",
        "The winner stands apart while the others crowd together, as if room was left.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=NEEDS,
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份报价（最低 {amount}，{currency}）的相对距离是 {value}，在同类 {size} 个项目里排顺数第 {place}",
        "“{title}”: the relative distance of {times} bids (lowest {amount} {currency}) is {value}, number {place} from the top"
        " among {size} of its kind",
    ),
    look=LOOK,
    method=method(
        "相对距离＝（第二低报价－最低报价）÷其余报价（除最低外）的标准差",
        "(second lowest - lowest) by the standard deviation of the bids above the lowest",
        "high",
    ),
    example=Sentence("中标 90 万，其余 99、100、101 万。", "Won at 900,000; the others within 20,000."),
    money=("amount",),
    advanced=True,
)
