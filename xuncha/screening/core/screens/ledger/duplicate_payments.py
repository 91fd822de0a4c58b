"""The same sum to the same payee again within a few days, by another voucher."""
# ruff: noqa: S608  (every word of these statements stands in the house)

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, rows
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._by_hand import LOOKED
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, SKIP, SMALLEST
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Chains of equal payments to one payee, each within the days of the one before, by more than one voucher."""
    groups = _chains(_keyed(t))
    p = t.payments.filter(t.payments.amount < 0)
    p = p.select("unit", "day", undone=-p.amount, party=first_said(p.party, p.words))
    undone = groups.join(
        p,
        [
            groups.unit == p.unit,
            groups.who == p.party,
            groups.each == p.undone,
            p.day >= groups.first,
            p.day <= groups.until,
        ],
    )
    undone = undone.group_by("first_id").agg(number=undone.count())
    found = groups.left_join(undone, "first_id")
    number = found.number.fill_null(0)
    found = found.mutate(left=found.times - number)
    found = found.filter(found.left > 1)
    return found.select(
        "ids", "payee", "each", "times", "first", "last", amount=found.each * (found.left - 1)
    )


KEY = ("unit", "who", "amount", "invoice")


def _keyed(t: Tables) -> ir.Table:
    """Payments that there are two of, by unit, payee, amount and invoice."""
    p = t.dated("payments")
    p = p.filter(
        p.amount >= p.setting_smallest, p.amount > 0, p.day.notnull(), ~p.words.re_search(t.words("skip"))
    )
    p = p.mutate(who=first_said(p.party, p.words))
    p = p.filter(p.who != "").select(
        *KEY, "id", "day", "day_number", "voucher", "payee", "summary", "setting_days"
    )
    twice = p.group_by(*KEY).agg(number=p.count())
    return p.semi_join(twice.filter(twice.number > 1), KEY)


def _chains(p: ir.Table) -> ir.Table:
    """Payments cut where more days lie between them than are set; a row per chain of more than one voucher."""
    near = ibis.window(group_by=KEY, order_by=["day_number", "id"])
    so_far = ibis.cumulative_window(group_by=KEY, order_by=["day_number", "id"])
    p = p.mutate(fresh=(p.day_number - p.day_number.lag().over(near) > p.setting_days).fill_null(True))
    p = p.mutate(chain=p.fresh.cast("int64").sum().over(so_far))
    chains = p.group_by(*KEY, "chain").agg(
        ids=rows(p.id), first_id=p.id.min(), times=p.count(), first=p.day.min(), last=p.day.max(),
        until=p.day.max() + p.setting_days.max().as_interval("D"), vouchers=p.voucher.nunique(),
        payee=first_said(p.payee.max(), p.summary.max()),
    )  # fmt: skip
    return chains.filter(chains.vouchers > 1).rename(each="amount")


BY_HAND = f"""
    WITH {LOOKED}, compared AS NOT MATERIALIZED (
        SELECT *, hash(unit_key, who, amount) AS key FROM looked
        WHERE amount >= smallest AND day IS NOT NULL AND who IS NOT NULL
    ), again AS (
        SELECT key FROM compared GROUP BY key
        HAVING count(*) > 2 OR count(*) = 2 AND max(day) - min(day) <= max(days)
    ), like_another AS (
        SELECT k.id, k.day, k.amount, k.unit_key, k.who, k.text, k.days, p.invoice, p.voucher
        FROM compared k SEMI JOIN again a ON a.key = k.key JOIN keyed p ON p.id = k.id
    ), stepped AS (
        SELECT *, coalesce(day - lag(day) OVER near > days, true) AS fresh
        FROM like_another WINDOW near AS (PARTITION BY unit_key, who, amount, invoice ORDER BY day, id)
    ), chained AS (
        SELECT *, sum(fresh::INTEGER) OVER (PARTITION BY unit_key, who, amount, invoice ORDER BY day, id) AS chain
        FROM stepped
    ), groups AS (
        SELECT list_sort(list(c.id)) AS ids, unit_key, c.who, amount AS each, count(*) AS times,
            min(day) AS first, max(day) AS last, max(days) AS days,
            CASE WHEN max(x.payee) <> '' THEN max(x.payee) ELSE max(x.summary) END AS payee
        FROM chained c JOIN texts x ON x.text = c.text
        GROUP BY unit_key, c.who, amount, invoice, chain HAVING count(DISTINCT voucher) > 1
    ), reversed AS (
        SELECT g.ids[1] AS first_id, count(*) AS number
        FROM groups g JOIN payment_keys k ON k.unit_key = g.unit_key AND k.amount = -g.each AND k.who = g.who
            AND k.amount < 0 AND k.day BETWEEN g.first AND g.last + g.days::INTEGER
        GROUP BY g.ids[1]
    )
    SELECT g.ids, (g.each * (g.times - coalesce(r.number, 0) - 1))::BIGINT AS amount,
        g.payee, g.each, g.times, g.first, g.last
    FROM groups g LEFT JOIN reversed r ON r.first_id = g.ids[1]
    WHERE g.times - coalesce(r.number, 0) > 1
"""

SCREEN = Screen(
    key="duplicate_payments",
    title=Sentence("重复付款", "duplicate payments"),
    why=Sentence(
        "一笔费用两次报销，或一张发票复印后再付，账上就是同一收款人、同一金额、日期相近的两张凭证。",
        "A bill reimbursed twice shows as two vouchers with one payee, one amount and days close together.",
    ),
    basis=Sentence("会计法关于真实、合法原始凭证的要求；审计常用核对方法", "usual audit practice"),
    exclusions=(
        Sentence(
            "同一凭证里的多行不算；发票号不同的不算，一张写了号、一张没写的也算不同",
            "Lines of one voucher do not count, nor do different invoice numbers, one of them blank included",
        ),
        Sentence(
            "间隔超过设定天数的（如每月租金）不算",
            "Payments further apart than the set days (a monthly rent) do not count",
        ),
        Sentence(
            "其间用负数冲回的，按冲回的笔数扣除",
            "Payments reversed by a negative one in between are taken off",
        ),
        Sentence(
            "工资、税费、水电等常付对象按词表排除",
            "Payees paid all the time (wages, taxes, utilities) are left out by a word list",
        ),
    ),
    needs=(AMOUNTS, DAYS, Need("payments", ("party", "summary"))),
    settings=(
        Setting("days", "number", Sentence("两笔相隔不超过（天）", "days between two payments at most")),
        SMALLEST,
        SKIP,
    ),
    find=find,
    by_hand=BY_HAND,
    sentence=Sentence(
        "{first}至{last}，向“{payee}”付了 {times} 笔同样的 {each} 元，疑似重复付款",
        "{times} equal payments of {each} yuan to “{payee}” between {first} and {last}: possibly paid twice",
    ),
    look=Sentence(
        "各笔的发票原件、合同、验收单；看发票号和银行回单是否是同一张",
        "invoices, contract, acceptance; whether invoice and bank slip are the same",
    ),
    money=("each",),
    method=Sentence(
        "同一单位向同一收款人（没有收款人的看摘要）付出同样金额、发票号也相同的付款按日期排开，相邻两笔不"
        "超过设定天数的连成一串；一串里有两张以上凭证的是疑点。其间同额的负数付款视为冲回，扣除相应笔数。",
        "Equal payments of a unit to one payee (or with one summary) and one invoice number stand by "
        "day; neighbours within the set days make a chain; a chain of more than one voucher is a doubt. "
        "Equal negative payments within it are taken off.",
    ),
    example=Sentence(
        "3 月 5 日凭证 1、3 月 12 日凭证 7 都向甲公司付 18,640 元：一个疑点，可能多付 18,640 元。3 月 6 "
        "日有 -18,640 元冲回的不是。",
        "18,640 yuan to one company by voucher 1 on 5 March and voucher 7 on 12 March: a doubt of "
        "18,640. With -18,640 on 6 March there is none.",
    ),
)
