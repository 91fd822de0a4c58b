"""Receptions without an official letter or a list of guests."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Receptions that lack what other rows of the same list have: the letter, the list, or both."""
    r = t.receptions
    letter, list_ = (
        (column == "") & (column != "").cast("int64").max().over(ibis.window()).cast("boolean")
        for column in (r.letter, r.list)
    )
    r = r.mutate(no_letter=letter, no_list=list_)
    r = r.filter(r.no_letter | r.no_list)
    return r.select(
        ids=ibis.array([r.id]), amount=r.amount.fill_null(0), day=first_said(r.day.cast("string").fill_null(""), ibis.literal("—")),
        visitors=first_said(r.visitors, r.reason, r.place),
        lacking=ibis.cases((r.no_letter & r.no_list, "公函和接待清单"), (r.no_letter, "公函"), else_="接待清单"),
        lacking_en=ibis.cases((r.no_letter & r.no_list, "letter and list"), (r.no_letter, "letter"), else_="list"),
    )  # fmt: skip


SCREEN = Screen(
    key="receptions_without_papers",
    title=Sentence("接待无公函、无清单", "receptions without letter or list"),
    why=Sentence(
        "没有公函的接待可能不是公务，没有清单就不知道谁吃的、几个人陪。",
        "A reception without an official letter may be none; without a list nobody knows who ate, and who kept company.",
    ),
    basis=Sentence(
        "党政机关国内公务接待管理规定：票据、派出单位公函、接待清单三样齐全才能报销，条款待核对原文",
        "the rules on receptions: receipt, letter and list, to be checked",
    ),
    exclusions=(
        Sentence(
            "整张台账都没有公函（清单）这一栏的，这一项不判断",
            "A paper that no row of the list has is not asked for",
        ),
        Sentence("有公函号不等于公函是真的，要抽看原件", "A number is no letter: look at some of them"),
    ),
    needs=(Need("receptions", ("letter", "list")),),
    settings=(),
    find=find,
    sentence=Sentence(
        "{day} 接待“{visitors}”，金额 {amount} 元，台账里没有{lacking}",
        "The reception of “{visitors}” on {day}, {amount} yuan, has no {lacking_en} on the list",
    ),
    look=Sentence(
        "公函原件和日期（有没有后补）、派餐单、菜单、来客签名",
        "the letter and its day (whether written afterwards), order, menu, signatures",
    ),
    method=Sentence(
        "接待清册里别的行填了公函（或接待清单）、这一行没有填的，各是一个疑点；整张表都没有填的不判断，"
        "那是表里没有这一栏。",
        "Receptions that lack what other rows of the same lists have: the letter, the list, or both. "
        "Where no row has it, the list has no such column and nothing is said.",
    ),
    example=Sentence(
        "接待台账 46 行，44 行有公函号；3 月 8 日接待某公司 1,960 元一行公函栏空着。",
        "44 of 46 receptions have the number of a letter; that of a company on 8 March, 1,960 yuan, has none.",
    ),
    money=("amount",),
)
