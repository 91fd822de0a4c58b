"""First digits of amounts against Benford's law."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.screens.ledger import _benford as benford

DIGITS = benford.leading(1, 9)
SCREEN = Screen(
    key="benford_first",
    title=Sentence("首位数字分布（本福特）", "first digits (Benford)"),
    why=Sentence(
        "自然发生的金额，首位是 1 的约占三成，往后递减；人为定出来的金额不服从这个规律。",
        "Of amounts that arise by themselves about three in ten begin with 1, fewer with each higher digit; amounts made up do not.",
    ),
    basis=benford.BASIS,
    exclusions=benford.EXCLUSIONS,
    needs=benford.NEEDS,
    settings=benford.SETTINGS,
    find=benford.finding(DIGITS),
    only_if=benford.enough(DIGITS),
    sentence=Sentence(
        "{unit}的 {number} 笔付款，首位数字的分布偏离本福特定律（平均绝对偏差 {mad}，界限 {limit}）；"
        "偏离最大的（实有/应有笔数）：{groups}",
        "First digits of {number} payments of {unit_en} depart from Benford's law (mean absolute deviation {mad},"
        " limit {limit}); furthest off (found/expected): {groups}",
    ),
    look=benford.LOOK,
    method=benford.method("首位数字", "first digits"),
    example=Sentence(
        "3000 笔付款里首位是 4 的应有约 291 笔，实有 640 笔：抽这一堆，看是不是都卡在 5000 元审批线下面。",
        "Of 3,000 payments about 291 should begin with 4, and 640 do: look whether they lie just under a limit of 5,000 yuan.",
    ),
    money=("amount",),
)
