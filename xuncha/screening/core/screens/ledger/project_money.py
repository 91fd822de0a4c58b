"""Project money spent on bonuses, allowances, gifts, or in restaurants."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, BY_WORDS, SKIP
from xuncha.screening.core.screens.ledger._spending import spending
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Spending from funds of projects whose class, summary or payee speaks of such things, by unit and fund."""
    s = spending(t)
    s = s.filter(s.amount > 0, s.fund != "", s.fund.re_search(t.words("funds")))
    kinds = t.words("kinds")
    s = s.filter(s.words.re_search(kinds) | s.label.re_search(kinds), ~s.words.re_search(t.words("skip")))
    found = s.group_by("unit", "fund").agg(
        ids=rows(s.id), amount=total(s.amount), times=s.count(), smallest=s.setting_smallest.max()
    )
    return found.filter(found.amount >= found.smallest).drop("unit", "smallest")


SCREEN = Screen(
    key="project_money",
    title=Sentence("项目资金列支津补贴、招待", "project money for bonuses or hospitality"),
    why=Sentence(
        "项目经费、专项资金要用在项目上；发奖金补贴、吃饭住宿是挤占项目资金。",
        "Money granted for a project belongs to it; bonuses, allowances and meals take it away from there.",
    ),
    basis=Sentence(
        "审计常用模型“项目资金挤占”；预算法关于按用途使用资金的规定",
        "a usual audit model; the Budget Law on purposes",
    ),
    exclusions=(
        Sentence(
            "项目本身就是发补助的（低保、惠农补贴等）按词表排除",
            "Projects that consist of allowances (relief, farm subsidies) are left out by a word list",
        ),
        Sentence(
            "资金性质、项目、预算科目都没有写的付款不判断",
            "Payments that name neither project nor kind of funds are not judged",
        ),
        BY_WORDS,
    ),
    needs=(AMOUNTS, Need("payments", ("project", "nature", "function"))),
    settings=(
        Setting("smallest", "yuan", Sentence("一个项目合计不低于", "sum of a project at least")),
        Setting("funds", "words", Sentence("项目资金的字样", "words of project funds")),
        Setting("kinds", "words", Sentence("津补贴、招待的字样", "words of bonuses and hospitality")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "从“{fund}”列支津补贴、招待一类费用 {times} 笔共 {amount} 元，请看是否属于项目用途",
        "{times} payments for bonuses or hospitality, {amount} yuan, were charged to “{fund}”: see whether the project allows it",
    ),
    look=Sentence(
        "项目批复和资金管理办法、发放表和领款人、用餐清单",
        "the grant and its rules, the list of who got money, the bills of meals",
    ),
    method=Sentence(
        "资金性质、项目或预算科目含项目资金字样的支出里，科目、摘要或收款人含津补贴、招待字样的，按单位和这笔资金"
        "归在一起，合计够金额的是疑点。",
        "Spending from funds of projects whose class, summary or payee speaks of bonuses or "
        "hospitality, by unit and fund; sums large enough are doubts.",
    ),
    example=Sentence(
        "“人居环境整治项目”里列支加班补贴 2.4 万元、某农家乐餐费 8,300 元。",
        "A project for village surroundings was charged 24,000 yuan of overtime pay and 8,300 yuan of meals.",
    ),
    money=("amount",),
)
