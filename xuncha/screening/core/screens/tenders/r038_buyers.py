"""R038: a buyer whose tenderers are disqualified unusually often."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._disqualified import (
    BASIS,
    EXCLUSIONS,
    SETTINGS,
    comparable,
    disqualified,
    method,
)
from xuncha.screening.core.screens.tenders._processes import running, submitted
from xuncha.screening.core.view import Tables


def _bids(t: Tables) -> ir.Table:
    """Submitted bids grouped by their buyer."""
    tenders = running(t, "skip")
    owners = tenders.select("process", key=tenders.buyer_id, name=tenders.buyer)
    return submitted(t).join(owners, "process")


def find(t: Tables) -> ir.Table:
    """Submitted bids grouped by their buyer."""
    return disqualified(t, _bids(t))


SCREEN = Screen(
    key="r038_buyers",
    title=Sentence("采购人否决投标偏多", "buyer with many disqualified bids"),
    why=Sentence(
        "同一采购人的项目老是废标，可能用资格条件挡人。",
        "A buyer who keeps ruling bids out may be choosing by the check.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=(Need("bids", ("status",)), Need("tenders", ("buyer_id",))),
    settings=SETTINGS,
    find=find,
    only_if=comparable(_bids),
    sentence=Sentence(
        "“{name}”采购的项目 {times} 份投标里被否决 {out} 份（{percent}%），达到上限 {fence}%",
        "Processes of “{name}”: {out} of {times} bids were disqualified ({percent} %), at or above the upper fence of {fence} %",
    ),
    look=Sentence(
        "否决理由是不是同一套、中标人是不是同几家", "whether the reasons repeat and the same suppliers win"
    ),
    method=method("采购人", "buyer"),
    example=Sentence(
        "五家采购人，四家没有否决，一家否决了一半。",
        "Four buyers disqualify nobody, the fifth half of all bids.",
    ),
    money=("amount",),
)
