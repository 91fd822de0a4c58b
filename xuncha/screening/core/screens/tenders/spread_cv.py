"""Lots whose bids vary least around their mean."""

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
    return extreme(t, "cv", "low")


SCREEN = Screen(
    key="spread_cv",
    title=Sentence("报价离散程度（变异系数）", "coefficient of variation"),
    why=Sentence("商量好的报价彼此靠得近，离散程度小。", "Agreed bids lie close together."),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=NEEDS,
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份报价（最低 {amount}，{currency}）的变异系数是 {value}，在同类 {size} 个项目里排倒数第 {place}",
        "“{title}”: the coefficient of variation of {times} bids (lowest {amount} {currency}) is {value}, number {place} from the bottom"
        " among {size} of its kind",
    ),
    look=LOOK,
    method=method(
        "变异系数＝报价的标准差÷平均报价", "the standard deviation of its bids by their mean", "low"
    ),
    example=Sentence(
        "别的项目报价相差一两成，这个项目相差不到百分之一。",
        "Elsewhere bids differ by a tenth or two, here by less than a hundredth.",
    ),
    money=("amount",),
    advanced=True,
)
