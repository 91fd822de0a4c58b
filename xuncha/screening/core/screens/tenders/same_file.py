"""Different tenderers whose bid files have one author or come from one machine."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._contacts import BASIS, EXCLUSIONS, SETTINGS, method, shared
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """By author of the bid file or machine code."""
    return shared(t, "author", "machine")


SCREEN = Screen(
    key="same_file",
    title=Sentence("投标文件作者或机器码相同", "same author or machine"),
    why=Sentence(
        "几家的标书出自同一台电脑、同一个作者，可能是一个人做的；用同一家制作公司、同一套模板也会这样。",
        "Bid files of one author or machine were made by one hand.",
    ),
    basis=BASIS,
    exclusions=EXCLUSIONS,
    needs=(
        Need(
            "parties",
            (
                "author",
                "machine",
            ),
        ),
        Need("bids", ("tenderer_id",)),
    ),
    settings=SETTINGS,
    find=find,
    sentence=Sentence(
        "“{title}”的 {times} 家投标人投标文件的作者或机器码相同（{trace}）：{names}",
        "“{title}”: {times} tenderers share an author or machine code ({trace}): {names}",
    ),
    look=Sentence(
        "电子标书属性、评标系统的雷同性检查报告", "file properties, the likeness report of the platform"
    ),
    method=method("文件作者或机器码", "author of the file or machine code"),
    example=Sentence("两份标书的网卡地址一样。", "Both files carry the same network address."),
    money=("amount",),
)
