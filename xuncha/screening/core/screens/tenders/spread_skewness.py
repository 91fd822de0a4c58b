"""Lots whose bids lean most to the low side."""

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
    """Lots with the lowest values of their group."""
    return extreme(t, "skewness", "low")


SCREEN = Screen(
    key="spread_skewness",
    title=Sentence("报价偏度", "skewness"),
    why=Sentence(
        "中标价独低、其余挤在高处，偏度就是负的。",
        "One low winner below a high crowd gives a negative skewness.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=NEEDS,
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份报价（最低 {amount}，{currency}）的偏度是 {value}，在同类 {size} 个项目里排倒数第 {place}",
        "“{title}”: the skewness of {times} bids (lowest {amount} {currency}) is {value}, number {place} from the bottom"
        " among {size} of its kind",
    ),
    look=LOOK,
    method=method(
        "偏度（小样本修正）：最低价单独落在下面、其余挤在上面的，是负数",
        "skewness (corrected for small samples)",
        "low",
    ),
    example=Sentence("中标 90 万，其余都在 100 万上下。", "Won at 900,000, all others around 1,000,000."),
    money=("amount",),
    advanced=True,
)
