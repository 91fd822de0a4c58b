"""Second digits of amounts against Benford's law."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.screens.ledger import _benford as benford

DIGITS = benford.SECOND
SCREEN = Screen(
    key="benford_second",
    title=Sentence("第二位数字分布（本福特）", "second digits (Benford)"),
    why=Sentence(
        "把金额凑到整百整千、或者压在某条线以下，第二位的 0、9 会多出来。",
        "Amounts made round, or kept below a limit, have too many 0 or 9 in the second place.",
    ),
    basis=benford.BASIS,
    exclusions=benford.EXCLUSIONS,
    needs=benford.NEEDS,
    settings=benford.SETTINGS,
    find=benford.finding(DIGITS),
    only_if=benford.enough(DIGITS),
    sentence=Sentence(
        "{unit}的 {number} 笔付款，第二位数字的分布偏离本福特定律（平均绝对偏差 {mad}，界限 {limit}）；"
        "偏离最大的（实有/应有笔数）：{groups}",
        "Second digits of {number} payments of {unit_en} depart from Benford's law (mean absolute deviation {mad},"
        " limit {limit}); furthest off (found/expected): {groups}",
    ),
    look=benford.LOOK,
    method=benford.method("第二位数字", "second digits"),
    example=Sentence(
        "2000 笔付款里第二位是 9 的应有约 170 笔，实有 410 笔（如 4,9xx 元、29,xxx 元）：看是不是为了低于限额。",
        "Of 2,000 payments about 170 should have 9 in the second place, and 410 do (4,9xx, 29,xxx): look for limits just above.",
    ),
    money=("amount",),
)
