"""R038: a procuring entity whose tenderers are disqualified unusually often."""

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
    """Submitted bids grouped by their procuring entity."""
    tenders = running(t, "skip")
    owners = tenders.select("process", key=tenders.entity_id, name=tenders.entity)
    return submitted(t).join(owners, "process")


def find(t: Tables) -> ir.Table:
    """Submitted bids grouped by their procuring entity."""
    return disqualified(t, _bids(t))


SCREEN = Screen(
    key="r038_entities",
    title=Sentence("招标组织单位（代理）否决投标偏多", "procuring entity with many disqualified bids"),
    why=Sentence(
        "同一代理机构经手的项目老是废标，可能替人把关筛人。",
        "An agency whose processes end in disqualifications may be choosing for somebody.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=(Need("bids", ("status",)), Need("tenders", ("entity_id",))),
    settings=SETTINGS,
    find=find,
    only_if=comparable(_bids),
    sentence=Sentence(
        "“{name}”组织的项目 {times} 份投标里被否决 {out} 份（{percent}%），达到上限 {fence}%",
        "Processes run by “{name}”: {out} of {times} bids were disqualified ({percent} %), at or above the upper fence of {fence} %",
    ),
    look=Sentence(
        "代理机构由谁定、评委怎么抽、否决理由", "who chose the agency, how the panel was drawn, the reasons"
    ),
    method=method("招标组织单位（代理）", "procuring entity"),
    example=Sentence(
        "五家代理，四家没有否决，一家否决了一半。",
        "Four agencies disqualify nobody, the fifth half of all bids.",
    ),
    money=("amount",),
)
