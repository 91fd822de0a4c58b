"""Large payments in whole ten thousands."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, SKIP, SMALLEST
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Payments in whole multiples, by unit and payee; without a payee each by itself."""
    p = t.dated("payments")
    p = p.filter(
        p.amount >= p.setting_smallest,
        p.amount > 0,
        p.amount % p.setting_unit == 0,
        ~p.words.re_search(t.words("skip")),
    )
    p = p.mutate(who=first_said(p.party, ibis.literal("line ") + p.id.cast("string")))
    found = p.group_by("unit", "who", "setting_unit").agg(
        ids=rows(p.id),
        amount=total(p.amount),
        times=p.count(),
        largest=p.amount.max(),
        payee=first_said(p.payee.max(), p.party.max(), ibis.literal("—")),
    )
    return found.drop("unit", "who", "setting_unit")


SCREEN = Screen(
    key="round_amounts",
    title=Sentence("大额整数付款", "large round payments"),
    why=Sentence(
        "按实际结算的费用很少正好是整万元；大额整数常见于预付、包干，要看有没有真实的结算。",
        "Real bills are seldom whole ten thousands; advances and lump sums often are: see what was settled.",
    ),
    basis=Sentence(
        "巡察查账“六类发票”之一：大额、整数发票", "one of six kinds of invoices that inspections look at"
    ),
    exclusions=(
        Sentence(
            "拨款、还款、往来划转等按词表排除", "Grants, loans and transfers are left out by a word list"
        ),
        Sentence("合同约定总价为整数的也会出现", "Contracts with a round price also appear"),
    ),
    needs=(AMOUNTS,),
    settings=(
        Setting("unit", "yuan", Sentence("整到", "whole multiples of")),
        SMALLEST,
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "向“{payee}”付款 {times} 笔，都是大额整数，合计 {amount} 元（最大一笔 {largest} 元），请看依据",
        "{times} large round payments to “{payee}”, {amount} yuan together (the largest {largest}): see what they rest on",
    ),
    look=Sentence(
        "合同和结算单：是否预付、包干；发票品名是否具体，有无清单",
        "contract and settlement: advance or lump sum; whether the invoice names goods",
    ),
    money=("amount", "largest"),
    method=Sentence(
        "找金额够大、又是整万元（按参数）的付款，按单位和收款人归在一起；没有收款人的单独列。",
        "Payments that are large and whole multiples, by unit and payee; those without a payee stand alone.",
    ),
    example=Sentence(
        "向甲公司付 150,000 元和 50,000 元是一个疑点；付 150,000.01 元不是。",
        "150,000 and 50,000 yuan to one company are a doubt; 150,000.01 is none.",
    ),
)
