"""Large payments in whole ten thousands."""

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Need, Screen, Setting

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
    needs=(Need("payments", ("amount",)),),
    settings=(
        Setting("unit", "yuan", Sentence("整到", "whole multiples of")),
        Setting("smallest", "yuan", Sentence("单笔不低于", "single payment at least")),
        Setting(
            "skip", "words", Sentence("不看含有这些字样的付款", "payments with these words are not looked at")
        ),
    ),
    by_hand="""
        WITH whole AS (
            SELECT p.id, p.unit, p.payee, p.party, p.day, p.day_number, p.amount,
                CASE WHEN p.party <> '' THEN p.party ELSE 'line ' || p.id END AS who, t.unit AS step
            FROM payments p JOIN terms t ON p.on_day >= t.starts AND p.on_day < t.ends
            WHERE p.amount >= t.smallest AND p.amount > 0 AND p.amount % t.unit = 0
                AND NOT regexp_matches(p.words, $skip)
        )
        SELECT list(id ORDER BY day_number, id) AS ids, sum(amount)::BIGINT AS amount, count(*) AS times,
            max(amount) AS largest,
            CASE WHEN arg_min(payee, id) <> '' THEN arg_min(payee, id) WHEN arg_min(party, id) <> '' THEN arg_min(party, id)
                 ELSE '—' END AS payee
        FROM whole GROUP BY unit, who, step
    """,
    sentence=Sentence(
        "向“{payee}”付款 {times} 笔，都是大额整数，合计 {amount} 元（最大一笔 {largest} 元），请看依据",
        "{times} large round payments to “{payee}”, {amount} yuan together (the largest {largest}): see what they rest on",
    ),
    look=Sentence(
        "合同和结算单：是否预付、包干；发票品名是否具体，有无清单",
        "contract and settlement: advance or lump sum; whether the invoice names goods",
    ),
    money=("amount", "largest"),
)
