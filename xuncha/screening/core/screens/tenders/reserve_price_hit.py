"""The winning price lies right below the reserve price."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    ONE_CURRENCY,
    SKIP,
    called,
    percent,
    priced,
    running,
    settings,
    won,
)
from xuncha.screening.core.screens.tenders._reserves import reserves
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Awards at or above some thousandths of the reserve price, and not above it."""
    values = settings(t)
    tenders = running(t, "skip")
    awards = priced(won(t, tenders)).join(reserves(tenders), ["process", "currency"])
    found = awards.filter(
        awards.amount <= awards.reserve, awards.amount * 1000 >= awards.reserve * values["from_share"]
    )
    found = called(found, tenders)
    return found.select(
        "amount", "reserve", "currency", "title", ids=ibis.array([found.id, found.process]), name=found.supplier,
        percent=percent(found.amount / found.reserve, 2),
    )  # fmt: skip


SCREEN = Screen(
    key="reserve_price_hit",
    title=Sentence("中标价贴着控制价", "award at the reserve price"),
    why=Sentence(
        "没有真竞争，或者底价漏了，中标价就顶着控制价走。",
        "Without competition, or where the reserve leaked, the price touches it.",
    ),
    basis=Sentence("控制价与中标价比例分析", "ratio of award to reserve price"),
    exclusions=(
        NOT_CANCELLED,
        ONE_CURRENCY,
        Sentence(
            "有几个标段的项目，控制价是总数时不好比，看分段控制价",
            "With several lots a reserve for all cannot be compared",
        ),
        Sentence("控制价本身定得低的项目，贴近也正常", "Where the reserve is low itself closeness is normal"),
    ),
    needs=(Need("tenders", ("amount", "reserve")), Need("awards", ("amount",))),
    settings=(
        Setting(
            "from_share",
            "number",
            Sentence("中标价不低于控制价的（千分之）", "award at least (thousandths of the reserve)"),
        ),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{title}”控制价 {reserve}，“{name}”以 {amount}（{currency}）中标，是控制价的 {percent}%",
        "“{title}”: reserve {reserve}, won by “{name}” at {amount} {currency}, {percent} % of it",
    ),
    look=Sentence(
        "控制价谁编、何时公布，其他报价与控制价的关系",
        "who made the reserve price and when it was told; the other bids",
    ),
    method=Sentence(
        "中标价不超过最高限价（没有的用预算）、又达到它的设定千分数的，各是一个疑点。",
        "Awards within the reserve price (or the budget where none is told) and at or above so many "
        "thousandths of it.",
    ),
    example=Sentence("控制价 100 万，中标 99.9 万。", "Reserve 1,000,000, award 999,000."),
    money=("amount", "reserve"),
)
