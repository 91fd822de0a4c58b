"""Lots whose bids are peaked most."""

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
    return extreme(t, "kurtosis", "high")


SCREEN = Screen(
    key="spread_kurtosis",
    title=Sentence("报价峰度", "kurtosis"),
    why=Sentence(
        "多数报价挤在一处、个别离得远，峰度就大。",
        "Most bids in one place and a few far away give a high kurtosis.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=NEEDS,
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份报价（最低 {amount}，{currency}）的峰度是 {value}，在同类 {size} 个项目里排顺数第 {place}",
        "“{title}”: the kurtosis of {times} bids (lowest {amount} {currency}) is {value}, number {place} from the top"
        " among {size} of its kind",
    ),
    look=LOOK,
    method=method(
        "峰度（小样本修正，正态分布为零）：报价越是挤在中间、只有个别离得远，数越大",
        "kurtosis (corrected for small samples, 0 for a normal spread)",
        "high",
    ),
    example=Sentence("八家挤在 100 万左右，一家 130 万。", "Eight around 1,000,000, one at 1,300,000."),
    money=("amount",),
    advanced=True,
)
