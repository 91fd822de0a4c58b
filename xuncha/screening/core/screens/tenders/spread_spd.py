"""Lots whose highest bid is nearest to the lowest."""

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
    return extreme(t, "spd", "low")


SCREEN = Screen(
    key="spread_spd",
    title=Sentence("最高最低报价之差", "spread of the bids"),
    why=Sentence(
        "商量好的报价最高和最低差得少。", "Between agreed bids the highest is not far from the lowest."
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=NEEDS,
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份报价（最低 {amount}，{currency}）的最高最低差（占最低价）是 {value}，在同类 {size} 个项目里排倒数第 {place}",
        "“{title}”: the spread over the lowest bid of {times} bids (lowest {amount} {currency}) is {value}, number {place} from the bottom"
        " among {size} of its kind",
    ),
    look=LOOK,
    method=method("最高与最低之差＝（最高报价－最低报价）÷最低报价", "(highest - lowest) / lowest", "low"),
    example=Sentence("最高 101 万，最低 100 万。", "From 1,000,000 to 1,010,000."),
    money=("amount",),
    advanced=True,
)
