"""Different tenderers with the same address."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._contacts import BASIS, EXCLUSIONS, SETTINGS, method, shared
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """By address."""
    return shared(t, "address")


SCREEN = Screen(
    key="same_address",
    title=Sentence("不同投标人地址相同", "same address"),
    why=Sentence(
        "同一间办公室里的两家公司互相竞标，要看是不是真的在竞争。",
        "Two firms of one office bid against each other: see whether they do compete.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=(Need("parties", ("address",)), Need("bids", ("tenderer_id",))),
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”的 {times} 家投标人地址相同（{trace}）：{names}",
        "“{title}”: {times} tenderers share an address ({trace}): {names}",
    ),
    look=Sentence("工商登记、实地看门牌和人员", "registration, and a look at the door"),
    method=method("地址", "address"),
    example=Sentence("两家公司都在某路 8 号 301 室。", "Both firms sit in room 301 of one house."),
    money=("amount",),
)
