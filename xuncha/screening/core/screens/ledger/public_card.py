"""Items that must be paid by the public card, paid in cash or to a person."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import month_of, month_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, BODIES, BY_WORDS, LETTERS, SKIP, SMALLEST
from xuncha.screening.core.screens.ledger._spending import personal
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Payments for items of the list, settled otherwise than by card and in cash or to a person, by unit and month."""
    p = t.dated("payments")
    way = p.settlement.lower().replace(" ", "")
    p = p.mutate(way=way).filter(
        p.settlement != "", p.amount > 0, p.amount >= p.setting_smallest, p.day.notnull()
    )
    p = p.filter(
        ~p.way.re_search(t.words("cards")),
        p.words.re_search(t.words("items")) | p.category.re_search(t.words("items")),
        ~p.words.re_search(t.words("skip")),
        p.way.re_search(t.words("cash")) | personal(p.payee, p.setting_letters, t.words("bodies")),
    )
    p = p.mutate(month=month_of(p.day))
    found = p.group_by("unit", "month").agg(ids=rows(p.id), amount=total(p.amount), times=p.count())
    return found.mutate(month=month_said(found.month)).drop("unit")


SCREEN = Screen(
    key="public_card",
    title=Sentence("公务卡目录内支出未刷卡", "card items paid otherwise"),
    why=Sentence(
        "目录内的支出刷公务卡才有消费地点和时间；用现金或转给个人，就看不出钱花在哪里。",
        "The card shows where and when money was spent; cash and transfers to persons do not.",
    ),
    basis=Sentence(
        "公务卡强制结算目录（中央和地方财政部门），本地目录待录入核对",
        "the compulsory list for public cards, to be checked locally",
    ),
    exclusions=(
        Sentence("直接转给供应商单位的不算", "Transfers to a supplier that is no person are not counted"),
        Sentence("没有结算方式的付款不判断", "Payments without a way of settlement are not judged"),
        Sentence(
            "姓名字数超过设定的（如一些少数民族姓名）看不出是个人",
            "Persons whose names have more letters than are set are not known as such",
        ),
        BY_WORDS,
    ),
    needs=(AMOUNTS, Need("payments", ("settlement",))),
    settings=(
        SMALLEST,
        Setting("items", "words", Sentence("强制刷卡的项目", "items of the compulsory list")),
        Setting("cards", "words", Sentence("刷卡的结算方式", "ways of settlement by card")),
        Setting("cash", "words", Sentence("现金的结算方式", "ways of settlement in cash")),
        LETTERS,
        BODIES,
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "{month} 有 {times} 笔公务卡目录内的支出没有刷卡（用现金或付给个人），共 {amount} 元",
        "In {month} {times} card items were paid in cash or to a person, {amount} yuan in all",
    ),
    look=Sentence(
        "发票和消费明细、不刷卡的说明和审批；看是不是同一个人经手",
        "invoices and slips, the reason given for not using the card, and who handled them",
    ),
    method=Sentence(
        "结算方式写明了、又不是刷卡，摘要或科目属于强制刷卡项目的付款里，用现金的，或者收款人像个人姓名的，"
        "按单位和月份归在一起，各是一个疑点。",
        "Payments for items of the list whose settlement is told and is no card, and which went in "
        "cash or to what may be a person, by unit and month.",
    ),
    example=Sentence(
        "3 月用现金报销打印费 860 元、转账给李某报销会议用品 2,300 元，都在目录内，也没有不刷卡的说明。",
        "In March printing was reimbursed in cash (860 yuan) and meeting supplies by transfer to a person (2,300 yuan).",
    ),
    money=("amount",),
)
