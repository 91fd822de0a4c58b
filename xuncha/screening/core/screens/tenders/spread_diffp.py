"""Lots whose two lowest bids lie closest."""

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
    return extreme(t, "diffp", "low")


SCREEN = Screen(
    key="spread_diffp",
    title=Sentence("第一第二报价之差", "difference of the two lowest"),
    why=Sentence("第二名贴着第一名，像是看着写的。", "The second bid follows the first as if copied."),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=NEEDS,
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”{times} 份报价（最低 {amount}，{currency}）的前两名差（占最低价）是 {value}，在同类 {size} 个项目里排倒数第 {place}",
        "“{title}”: the difference of the two lowest bids of {times} bids (lowest {amount} {currency})"
        " is {value}, number {place} from the bottom"
        " among {size} of its kind",
    ),
    look=LOOK,
    method=method(
        "前两名之差＝（第二低报价－最低报价）÷最低报价", "(second lowest - lowest) / lowest", "low"
    ),
    example=Sentence("第一 100 万，第二 100.1 万。", "1,000,000 and 1,001,000."),
    money=("amount",),
    advanced=True,
)
