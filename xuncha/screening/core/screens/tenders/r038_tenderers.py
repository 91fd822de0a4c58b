"""R038: a tenderer whose bids are disqualified unusually often."""

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
from xuncha.screening.core.screens.tenders._processes import NOT_SUBMITTED, plain, running
from xuncha.screening.core.view import Tables


def _bids(t: Tables) -> ir.Table:
    """Submitted bids grouped by each of their tenderers."""
    bids = plain(t.bids).semi_join(running(t, "skip"), "process")
    bids = bids.filter(~bids.status.isin(NOT_SUBMITTED))
    return bids.mutate(key=bids.tenderer_id, name=bids.tenderer)


def find(t: Tables) -> ir.Table:
    """Submitted bids grouped by each of their tenderers."""
    return disqualified(t, _bids(t))


SCREEN = Screen(
    key="r038_tenderers",
    title=Sentence("投标人屡被否决", "tenderer with many disqualified bids"),
    why=Sentence(
        "总交不合格的标书，可能本来就不打算中，只来凑数。",
        "Who keeps handing in bids that fail may be there to make up the number.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=(Need("bids", ("status",)), Need("bids", ("tenderer_id",))),
    settings=SETTINGS,
    find=find,
    only_if=comparable(_bids),
    sentence=Sentence(
        "“{name}”的 {times} 份投标里被否决 {out} 份（{percent}%），达到上限 {fence}%",
        "Tenderer “{name}”: {out} of {times} bids were disqualified ({percent} %), at or above the upper fence of {fence} %",
    ),
    look=Sentence("标书缺什么、和谁一起投、谁中标", "what the bids lacked, with whom it bids, who wins"),
    method=method("投标人", "tenderer"),
    example=Sentence(
        "别家没有废标，这家两次投标一次废标。", "Nobody else was ruled out; this one in one of two bids."
    ),
    money=("amount",),
)
