"""Different tenderers with the same telephone or mail address."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._contacts import BASIS, EXCLUSIONS, SETTINGS, method, shared
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """By telephone number or mail address."""
    return shared(t, "phone", "email")


SCREEN = Screen(
    key="same_phone",
    title=Sentence("不同投标人电话或邮箱相同", "same telephone or mail address"),
    why=Sentence(
        "几家互不相干的单位留同一个电话，可能是一个人在张罗。",
        "One number for several tenderers means one person behind them.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=(
        Need(
            "parties",
            (
                "phone",
                "email",
            ),
        ),
        Need("bids", ("tenderer_id",)),
    ),
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”的 {times} 家投标人留的电话或邮箱相同（{trace}）：{names}",
        "“{title}”: {times} tenderers share a telephone or mail address ({trace}): {names}",
    ),
    look=Sentence(
        "拨打核实、登记信息、报名和领标记录", "call it, see registrations and who fetched the documents"
    ),
    method=method("电话或邮箱", "telephone number or mail address"),
    example=Sentence("甲乙两家留了同一个手机号。", "A and B left the same number."),
    money=("amount",),
)
