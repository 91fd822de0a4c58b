"""Receptions, cars, journeys abroad or meetings that cost much more than the year before."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger import _three_public as three_public
from xuncha.screening.core.screens.ledger._spending import NEEDS
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Kinds of a unit whose sum grew by the share against the year before, in years that follow each other."""
    s = three_public.by_kind(t)
    s = s.filter(s.kind != "")
    years = s.group_by("unit", "kind", "year").agg(
        ids=rows(s.id),
        amount=total(s.amount),
        growth=s.setting_growth.max(),
        smallest=s.setting_smallest.max(),
    )
    before = years.select("unit", "kind", year=years.year + 1, before=years.amount)
    both = years.join(before, ["unit", "kind", "year"])
    grown = both.filter(
        both.before > 0,
        both.amount >= both.smallest,
        (both.amount - both.before) * 100 >= both.before * both.growth,
    )
    share = ((grown.amount - grown.before) * 100 / grown.before).floor().cast("int64")
    return grown.select("ids", "amount", "before", "kind", "year", share=share)


SCREEN = Screen(
    key="three_public_growth",
    title=Sentence("三公经费增长过快", "growth of receptions, cars and journeys"),
    why=Sentence(
        "三公经费应当只减不增；明显增长要有理由，也可能是别处的开支挪进来了。",
        "These are meant to fall; a marked growth needs a reason, or hides other spending.",
    ),
    basis=three_public.BASIS,
    exclusions=(
        *three_public.EXCLUSIONS,
        Sentence("只有一年的账不能比较", "Books of one year cannot be compared"),
    ),
    needs=NEEDS,
    settings=(
        Setting(
            "growth",
            "number",
            Sentence("比上年增长不低于（百分之）", "growth against the year before at least (per cent)"),
        ),
        Setting("smallest", "yuan", Sentence("当年不低于", "sum of the year at least")),
        *three_public.SETTINGS,
    ),
    find=find,
    sentence=Sentence(
        "{year} 年“{kind}”支出 {amount} 元，上年 {before} 元，增长 {share}%，请看增长的原因",
        "In {year} “{kind}” cost {amount} yuan, {before} the year before: {share} % more; see why",
    ),
    look=Sentence(
        "当年金额最大的十笔：公函、清单、派车单、会议通知；预算批复数和决算公开数是否一致",
        "the ten largest of the year: letters, lists, dispatch slips, notices; budget and published figures",
    ),
    method=Sentence(
        "按科目和支出经济分类把支出归为公务接待、公务用车、因公出国（境）、会议，逐年加总；比上一年增长达到设定比"
        "例、当年够金额的是疑点。上一年的账不全时，增长会显得偏大。",
        "Spending by account and economic class, as receptions, cars, journeys abroad and meetings, "
        "added up by year; kinds that grew by the set share against the year before and are large "
        "enough are doubts. Where the books of the year before are not whole, growth looks larger than "
        "it was.",
    ),
    example=Sentence(
        "2024 年接待费 6.2 万元，2025 年 11.8 万元，增长 90%，而公函数没有增加。",
        "Receptions cost 62,000 yuan in 2024 and 118,000 in 2025, 90 % more, with no more official letters.",
    ),
    money=("amount", "before"),
)
