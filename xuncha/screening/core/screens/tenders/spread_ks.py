"""Lots whose bids are farthest from a uniform spread."""

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
    return extreme(t, "ks", "high")


SCREEN = Screen(
    key="spread_ks",
    title=Sentence("报价分布与均匀分布的距离", "Kolmogorov-Smirnov distance"),
    why=Sentence(
        "各自独立的报价散得开，挤成一团的离均匀分布远。",
        "Independent bids spread; a crowd is far from uniform.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=NEEDS,
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份报价（最低 {amount}，{currency}）的与均匀分布的距离是 {value}，在同类 {size} 个项目里排顺数第 {place}",
        "“{title}”: the distance from a uniform field of {times} bids (lowest {amount} {currency}) is {value}, number {place} from the top"
        " among {size} of its kind",
    ),
    look=LOOK,
    method=method(
        "把报价按最低为 0、最高为 1 换算后，与均匀分布的最大差距（KS 统计量）",
        "the largest distance of its bids, scaled from 0 (lowest) to 1 (highest), from an even spread (KS)",
        "high",
    ),
    example=Sentence(
        "六份报价，五份在 100.0 万到 100.4 万之间，一份 110 万：五份挤在一头。",
        "Of six bids five lie between 1,000,000 and 1,004,000, one is 1,100,000: five crowd at one end.",
    ),
    money=("amount",),
    advanced=True,
)
