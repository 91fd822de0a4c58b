"""Different tenderers with the same agent or legal representative."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._contacts import BASIS, EXCLUSIONS, SETTINGS, method, shared
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """By agent or legal representative."""
    return shared(t, "contact", "legal")


SCREEN = Screen(
    key="same_person",
    title=Sentence("不同投标人由同一人经办或代表", "same agent or representative"),
    why=Sentence(
        "不同单位由同一人办理投标，依规定视为串通。",
        "Bids of different parties in the hands of one person count as collusion.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=(
        Need(
            "parties",
            (
                "contact",
                "legal",
            ),
        ),
        Need("bids", ("tenderer_id",)),
    ),
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”的 {times} 家投标人的经办人或法定代表人相同（{trace}）：{names}",
        "“{title}”: {times} tenderers share an agent or representative ({trace}): {names}",
    ),
    look=Sentence(
        "授权委托书、社保缴纳单位、签到表；同名的要核身份",
        "powers of attorney, social insurance, sign-in sheets; equal names need checking",
    ),
    method=method("授权代表或法定代表人", "agent or legal representative"),
    example=Sentence("两家的授权代表都是同一人。", "One person signed for both."),
    money=("amount",),
)
