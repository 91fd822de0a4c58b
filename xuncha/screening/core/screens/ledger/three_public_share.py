"""Receptions, cars, journeys abroad and meetings that are a large part of a year's spending."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger import _three_public as three_public
from xuncha.screening.core.screens.ledger._spending import NEEDS
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Kinds of a unit and year whose share of all that was booked on expense accounts reaches the limit."""
    s = three_public.by_kind(t)
    s = s.filter((s.code == "") | s.code.re_search("^(" + t.words("expenses") + ")"))
    whole = s.group_by("unit", "year").agg(whole=total(s.amount))
    some = s.filter(s.kind != "")
    kinds = some.group_by("unit", "kind", "year").agg(
        ids=rows(some.id), amount=total(some.amount), least=some.setting_share.max(), smallest=some.setting_smallest.max()
    )  # fmt: skip
    found = kinds.join(whole, ["unit", "year"])
    found = found.filter(
        found.amount >= found.smallest, found.amount * 100 >= found.whole * found.least, found.whole > 0
    )
    return found.select(
        "ids",
        "amount",
        "whole",
        "kind",
        "year",
        share=(found.amount * 100 / found.whole).floor().cast("int64"),
    )


SCREEN = Screen(
    key="three_public_share",
    title=Sentence("三公经费占比过高", "share of receptions, cars and journeys"),
    why=Sentence(
        "接待、用车占到支出的很大一块，和单位的人数、业务对不上，就要看这些开支是不是真的。",
        "Where receptions or cars are a large part of all spending, they hardly fit the size of the body.",
    ),
    basis=three_public.BASIS,
    exclusions=(
        *three_public.EXCLUSIONS,
        Sentence(
            "只交了几个月的账，占比会偏高或偏低",
            "Books of a few months give a share that is too high or too low",
        ),
    ),
    needs=NEEDS,
    settings=(
        Setting(
            "share", "number", Sentence("占支出不低于（百分之）", "share of spending at least (per cent)")
        ),
        Setting("smallest", "yuan", Sentence("当年不低于", "sum of the year at least")),
        Setting(
            "expenses", "words", Sentence("支出科目编码的开头", "beginnings of the codes of expense accounts")
        ),
        *three_public.SETTINGS,
    ),
    find=find,
    sentence=Sentence(
        "{year} 年“{kind}”支出 {amount} 元，占全部支出 {whole} 元的 {share}%，请看是否与人数、业务相称",
        "In {year} “{kind}” cost {amount} yuan, {share} % of all spending ({whole} yuan): see whether it fits the body",
    ),
    look=Sentence(
        "接待、用车、会议的凭证和附件；同级同类单位的公开数",
        "vouchers and papers of these; published figures of like bodies",
    ),
    method=Sentence(
        "按科目和支出经济分类把支出归为公务接待、公务用车、因公出国（境）、会议，逐年加总；占当年全部费用支出的比"
        "例达到设定、当年够金额的是疑点。",
        "Spending by account and economic class, as receptions, cars, journeys abroad and meetings, "
        "added up by year; kinds whose share of all expenses reaches the limit and that are large "
        "enough are doubts.",
    ),
    example=Sentence(
        "全年支出 180 万元，其中公务接待 27 万元，占 15%。",
        "Of 1.8 million yuan spent in the year, 270,000, 15 %, went into receptions.",
    ),
    money=("amount", "whole"),
)
