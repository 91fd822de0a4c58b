"""First two digits of amounts against Benford's law."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.screens.ledger import _benford as benford

DIGITS = benford.leading(2, 90)
SCREEN = Screen(
    key="benford_first_two",
    title=Sentence("前两位数字分布（本福特）", "first two digits (Benford)"),
    why=Sentence(
        "前两位分得细，能看出集中在哪个金额上：同一笔钱反复出现、压着限额报销，都会冒出尖来。",
        "The first two digits are fine enough to show where amounts crowd: one sum again and again, or bills just under a limit.",
    ),
    basis=benford.BASIS,
    exclusions=benford.EXCLUSIONS,
    needs=benford.NEEDS,
    settings=benford.SETTINGS,
    find=benford.finding(DIGITS),
    by_hand=benford.by_hand(2, 90),
    only_if=benford.enough(DIGITS, benford.ENOUGH),
    sentence=Sentence(
        "{unit}的 {number} 笔付款，前两位数字的分布偏离本福特定律（平均绝对偏差 {mad}，界限 {limit}）；"
        "偏离最大的（实有/应有笔数）：{groups}",
        "First two digits of {number} payments of {unit_en} depart from Benford's law (mean absolute deviation {mad},"
        " limit {limit}); furthest off (found/expected): {groups}",
    ),
    look=benford.LOOK,
    method=benford.method("前两位数字", "first two digits"),
    example=Sentence(
        "185083 笔付款里前两位是 50 的应有约 1592 笔，实有 7530 笔：先看 50 元、500 元、5000 元的那些。",
        "Of 185,083 payments about 1,592 should begin with 50, and 7,530 do: look at those of 50, 500, 5,000 first.",
    ),
    money=("amount",),
)
