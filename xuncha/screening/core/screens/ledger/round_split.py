"""Several odd payments to one payee in one month that add up to a whole sum."""
# ruff: noqa: S608  (every word of these statements stands in the house)

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import first_said, month_of, month_said, rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger._by_hand import LOOKED
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, PAYEES, SKIP
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Payments of one unit to one payee in one month, more than one, not all whole, with a whole sum."""
    p = t.dated("payments")
    p = p.filter(p.amount > 0, p.day.notnull(), p.party != "", ~p.words.re_search(t.words("skip")))
    p = p.mutate(month=month_of(p.day))
    found = p.group_by("unit", "party", "month", "setting_unit").agg(
        ids=rows(p.id),
        amount=total(p.amount),
        times=p.count(),
        odd=(p.amount % p.setting_unit != 0).any(),
        payee=first_said(p.payee.max(), p.payee_id.max()),
    )
    found = found.filter(found.times > 1, found.odd, found.amount % found.setting_unit == 0)
    found = found.mutate(month=month_said(found.month))
    return found.drop("unit", "party", "setting_unit", "odd")


BY_HAND = f"""
    WITH {LOOKED}, monthly AS NOT MATERIALIZED (
        SELECT *, year(day) * 100 + month(day) AS month FROM looked WHERE day IS NOT NULL AND named
    ), whole AS (
        SELECT unit_key, who, month, unit FROM monthly GROUP BY unit_key, who, month, unit
        HAVING count(*) > 1 AND sum(amount) % unit = 0 AND bool_or(amount % unit <> 0)
    )
    SELECT list_sort(list(m.id)) AS ids, sum(m.amount)::BIGINT AS amount, count(*) AS times,
        CASE WHEN max(x.payee) <> '' THEN max(x.payee) ELSE max(x.payee_id) END AS payee,
        m.month // 100 || '-' || lpad((m.month % 100)::VARCHAR, 2, '0') AS month
    FROM monthly m SEMI JOIN whole w
        ON w.unit_key = m.unit_key AND w.who = m.who AND w.month = m.month AND w.unit = m.unit
    JOIN texts x ON x.text = m.text
    GROUP BY m.unit_key, m.who, m.month, m.unit
"""

SCREEN = Screen(
    key="round_split",
    title=Sentence("整数分笔", "odd payments with a round sum"),
    why=Sentence(
        "先定总数再凑发票，就会出现同月向同一收款人付几笔零碎金额、合起来正好是整万元。",
        "Where the total was fixed first and invoices were found for it, odd payments of one month add up to a round sum.",
    ),
    basis=Sentence("审计常用模型“整数分笔”：同月、同一供应商、多笔、合计为整万元", "a usual audit model"),
    exclusions=(
        Sentence(
            "每笔本身都是整数的不在此列（见“大额整数付款”）",
            "Payments that are all round by themselves belong to “large round payments”",
        ),
        Sentence("没有收款人或日期的付款不计入", "Payments without payee or day are not counted"),
    ),
    needs=(AMOUNTS, DAYS, PAYEES),
    settings=(
        Setting("unit", "yuan", Sentence("合计整到", "sum is a whole multiple of")),
        SKIP,
    ),
    find=find,
    by_hand=BY_HAND,
    sentence=Sentence(
        "{month} 向“{payee}”付款 {times} 笔，合计正好 {amount} 元，疑似凑数分笔",
        "{times} payments to “{payee}” in {month} add up to exactly {amount} yuan: possibly made to fit",
    ),
    look=Sentence(
        "各笔发票的号码、日期、品名；合同总价和付款审批",
        "numbers, days and goods of the invoices; contract price and approvals",
    ),
    money=("amount",),
    method=Sentence(
        "同一单位、同一收款人、同一个月的付款加起来，正好是整万元而其中有零碎金额的是疑点。",
        "Payments of a unit to one payee in one month whose sum is a whole multiple though some of them "
        "are not.",
    ),
    example=Sentence(
        "7 月向一家饭店付 18,736.20 元和 11,263.80 元，合计正好 30,000 元。",
        "18,736.20 and 11,263.80 yuan to one restaurant in July make exactly 30,000.",
    ),
)
