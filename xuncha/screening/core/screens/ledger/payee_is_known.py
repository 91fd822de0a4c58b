"""Payees that bear the name, the company or the account of somebody on a list that may be used."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import total
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, PAYEES, SKIP
from xuncha.screening.core.screens.ledger._spending import compared
from xuncha.screening.core.view import Tables

HOW = {"person": ("姓名", "name"), "company": ("企业名称", "company"), "account": ("银行账号", "account")}


def find(t: Tables) -> ir.Table:
    """Payments to such payees, by unit and payee; people whose row names no source or no decision are not compared.

    The row of the person is no evidence: what is kept of the screen must not outlive the list.
    """
    p = t.payments
    p = p.filter(p.amount > 0, p.party != "", ~p.words.re_search(t.words("skip")))
    who = t.persons.filter(t.persons.source != "", t.persons.decision != "")
    found = ibis.union(*(_met(p, who, how) for how in HOW))
    found = found.group_by("unit", "party").agg(
        ids=found.id.collect().unique().sort(), payee=found.payee.max(), how=found.how.min(), how_en=found.how_en.min(),
        source=found.source.min(), decision=found.decision.min(),
    )  # fmt: skip
    paid = p.group_by("unit", "party").agg(whole=total(p.amount), times=p.count())
    both = found.join(paid, ["unit", "party"])
    return both.select(
        "ids", "payee", "how", "how_en", "source", "decision", amount=both.whole, times=both.times
    )


def _met(p: ir.Table, who: ir.Table, how: str) -> ir.Table:
    zh, en = HOW[how]
    mine = p.party if how != "account" else p.payee_account
    theirs = compared(who[how]) if how != "account" else who.account
    p = p.mutate(mark=mine).filter(lambda one: one.mark != "")
    who = (
        who.mutate(mark=theirs)
        .filter(lambda one: one.mark != "")
        .select("mark", "source", "decision")
        .distinct()
    )
    met = p.join(who, "mark")
    return met.select(
        "id", "unit", "party", "payee", "source", "decision", how=ibis.literal(zh), how_en=ibis.literal(en)
    )


SCREEN = Screen(
    key="payee_is_known",
    title=Sentence("收款人与名单同名（同名待核）", "payee of the same name as somebody on a list"),
    why=Sentence(
        "把业务给自己人或亲属的企业，账上的收款人就会和名单对上；但同名的人很多，对上不等于是同一个人。",
        "Business given to one's own people shows as a payee on the list; but many bear one name, and a name is no proof.",
    ),
    basis=Sentence(
        "使用名单须有批准决定；名单来源和决定写在名单里，随本轮巡察删除",
        "a list may be used only by a decision, named in it, and is deleted with the round",
    ),
    exclusions=(
        Sentence(
            "没有写明来源和批准决定的名单行不比对；领导干部个人有关事项和回避申报不得用作名单",
            "Rows without source and decision are not compared; declarations of cadres may not be used",
        ),
        Sentence(
            "只说同名待核，不作任何认定；工资、差旅等按词表排除",
            "It says only that a name is the same; wages and travel are left out by a word list",
        ),
    ),
    needs=(
        AMOUNTS,
        PAYEES,
        Need("persons", ("person", "company", "account")),
        Need("persons", ("source",)),
        Need("persons", ("decision",)),
    ),
    settings=(SKIP,),
    find=find,
    sentence=Sentence(
        "同名待核：收款人“{payee}”与名单（来源：{source}；批准：{decision}）上的{how}相同，付款 {times} 笔共 {amount} 元",
        "Same name, to be checked: payee “{payee}” has the same {how_en} as somebody on the list (source: {source}; allowed by:"
        " {decision}); {times} payments, {amount} yuan",
    ),
    look=Sentence(
        "先核对是不是同一个人（证件号、单位、地址），不是就在结果里写“不成立”；是的话看业务是怎么来的",
        "first whether it is the same person (number, employer, address); if not, say so; if so, how the business came about",
    ),
    method=Sentence(
        "只用写明来源和批准依据的名单。收款人名称与名单上的姓名、企业名称相同，或者收款账号与名单上的账号相同的付"
        "款，按单位和收款人归在一起，标“同名待核”：相同不等于就是这个人。",
        "Only lists that name source and decision. Payments whose payee bears a name or firm of the "
        "list, or whose account is on it, by unit and payee, told as “same name, to be checked”: equal "
        "names are not one person.",
    ),
    example=Sentence(
        "收款人“明川县某某建材经营部”与名单上一名职工配偶登记的企业同名，付款 5 笔共 8.2 万元。",
        "A building supplier bears the name of a firm registered by an employee's spouse: five payments, 82,000 yuan.",
    ),
    money=("amount",),
)
