"""A loaded and screened ledger at the cast's inspection."""

import pytest

from tests.cast import Cast
from xuncha.screening.actions.load_ledger import load_ledger
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.core import run, tenders
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.table import Family
from xuncha.screening.models import Hit, Ledger
from xuncha.trust.access import see

PAYEE = "甲公司（虚构）"
LIST = (
    "日期,凭证号,收款人,摘要,金额\n"
    f'2024-03-05,1,{PAYEE},付印刷费,"18,640.00"\n'
    f'2024-03-12,7,{PAYEE},付印刷费,"18,640.00"\n'
    "2024-03-13,8,乙公司（虚构）,咨询费,150000\n"
).encode("gb18030")


FEW = (
    "duplicate_payments",
    "round_amounts",
    "maker_is_approver",
    "splitting",
    "r028_identical_prices",
    "co_bidding",
)
"""Enough for what is told of doubts; what each of the sixty screens finds is tested in `core` and `tenders`."""


@pytest.fixture
def few_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue is these few: all of them, run anew for each test, take seconds every time."""
    every = run.screens

    def few(family: Family = "ledger") -> tuple[Screen, ...]:
        return tuple(screen for screen in every(family) if screen.key in FEW)

    for room in (run, tenders):
        monkeypatch.setattr(room, "screens", few)


@pytest.fixture
def ledger(cast: Cast, few_screens: None) -> Ledger:
    return load_ledger(by=cast.member, inspection=cast.inspection, name="支付明细.csv", content=LIST)


@pytest.fixture
def hits(cast: Cast, ledger: Ledger) -> list[Hit]:
    """Two doubts: a large round payment (1) and a duplicate payment (2), by serial."""
    run_screens(by=cast.member, inspection=cast.inspection)
    return list(see(Hit, cast.member).order_by("serial"))
