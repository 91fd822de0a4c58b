"""Last two digits of amounts, which should all be equally frequent."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger import _benford as benford

DIGITS = benford.LAST_TWO
SCREEN = Screen(
    key="benford_last_two",
    title=Sentence("末两位数字分布", "last two digits"),
    why=Sentence(
        "金额的角和分应当什么都有；编出来的金额常常偏爱某几个尾数。",
        "The last digits of true amounts are anything; those of amounts made up favour a few.",
    ),
    basis=benford.BASIS,
    exclusions=(
        *benford.EXCLUSIONS,
        Sentence(
            "整角（可设为整元）的金额不算：标价多半到角为止",
            "Whole tenths of a yuan (or as set) are not counted: prices mostly end there",
        ),
    ),
    needs=benford.NEEDS,
    settings=(
        *benford.SETTINGS,
        Setting(
            "whole",
            "yuan",
            Sentence("不算这个数的整倍数（0 为都算）", "multiples of this are not counted (0: all are)"),
        ),
    ),
    find=benford.finding(DIGITS),
    only_if=benford.enough(DIGITS),
    sentence=Sentence(
        "{unit}的 {number} 笔付款，末两位（角、分）的分布偏离均匀分布（平均绝对偏差 {mad}，界限 {limit}）；"
        "偏离最大的（实有/应有笔数）：{groups}",
        "Last two digits of {number} payments of {unit_en} depart from an even spread (mean absolute deviation {mad},"
        " limit {limit}); furthest off (found/expected): {groups}",
    ),
    look=benford.LOOK,
    method=benford.method("末两位（角、分）", "last two digits", benford.EVENLY),
    example=Sentence(
        "4000 笔带分的付款里尾数 .88 的应有约 44 笔，实有 460 笔：看这些金额是谁报的、有没有原始票据。",
        "Of 4,000 payments about 44 should end in .88, and 460 do: look who handed them in, and for the receipts.",
    ),
    money=("amount",),
)
