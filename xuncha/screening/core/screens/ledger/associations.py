"""Payments to societies and associations, through which money may go round the books."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, PAYEES, SKIP
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Payments whose payee holds one of the words, by unit and payee."""
    p = t.dated("payments")
    p = p.filter(
        p.amount > 0, p.payee != "", p.party.re_search(t.words("kinds")), ~p.words.re_search(t.words("skip"))
    )
    found = p.group_by("unit", "party").agg(
        ids=rows(p.id), amount=total(p.amount), times=p.count(), payee=p.payee.max()
    )
    return found.drop("unit", "party")


SCREEN = Screen(
    key="associations",
    title=Sentence("向协会、学会等付款", "payments to associations"),
    why=Sentence(
        "向自己主管或挂靠的协会、学会付会费、赞助，钱可能又从那里支出，形成账外资金。",
        "Fees and gifts to a society that the body itself runs may be spent there, outside the books.",
    ),
    basis=Sentence("审计常用模型“向协会、学会、社团付款”", "a usual audit model"),
    exclusions=(
        Sentence(
            "残联、妇联、工商联、红十字会等群团机关按词表排除",
            "Bodies of the Party's mass work are left out by a word list",
        ),
        Sentence("名称里没有这些字样的社会组织看不出来", "Societies whose names do not say so are not seen"),
    ),
    needs=(AMOUNTS, PAYEES),
    settings=(
        Setting("kinds", "words", Sentence("收款人含有这些字样", "payees with these words")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "向“{payee}”付款 {times} 笔共 {amount} 元，请看该单位与本单位是什么关系、为何付款",
        "{times} payments to “{payee}”, {amount} yuan in all: see how it is tied to the body and what was paid for",
    ),
    look=Sentence(
        "会费标准、批准文件、社团登记和负责人名单；看款项去向和有无兼职取酬",
        "fee scale, approval, registration and officers of the society; where the money went",
    ),
    money=("amount",),
    method=Sentence(
        "挑出收款人名称含协会、学会等字样的付款，按单位和收款人归在一起，数笔数、加金额。",
        "Payments whose payee's name holds one of the words, put together by unit and payee.",
    ),
    example=Sentence(
        "向“明川县建筑业协会”3 月付 5,000 元、6 月付 8,000 元，是一个疑点，13,000 元；同月付给红十字会的"
        " 8,000 元不算。",
        "5,000 and 8,000 yuan to one association are one doubt of 13,000; 8,000 to the Red Cross are none.",
    ),
)
