"""Several odd payments to one payee in one month that add up to a whole sum."""

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Need, Screen, Setting

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
    needs=(Need("payments", ("amount",)), Need("payments", ("day",)), Need("payments", ("party",))),
    settings=(
        Setting("unit", "yuan", Sentence("合计整到", "sum is a whole multiple of")),
        Setting(
            "skip", "words", Sentence("不看含有这些字样的付款", "payments with these words are not looked at")
        ),
    ),
    by_hand="""
        WITH monthly AS (
            SELECT p.id, p.unit, p.party, p.payee, p.payee_id, p.day_number, p.amount, t.unit AS step,
                strftime(p.day, '%Y-%m') AS month
            FROM payments p JOIN terms t ON p.on_day >= t.starts AND p.on_day < t.ends
            WHERE p.amount > 0 AND p.day IS NOT NULL AND p.party <> '' AND NOT regexp_matches(p.words, $skip)
        )
        SELECT list(id ORDER BY day_number, id) AS ids, sum(amount)::BIGINT AS amount, count(*) AS times, month,
            CASE WHEN arg_min(payee, id) <> '' THEN arg_min(payee, id) ELSE arg_min(payee_id, id) END AS payee
        FROM monthly GROUP BY unit, party, month, step
        HAVING count(*) > 1 AND sum(amount) % step = 0 AND bool_or(amount % step <> 0)
    """,
    sentence=Sentence(
        "{month} 向“{payee}”付款 {times} 笔，合计正好 {amount} 元，疑似凑数分笔",
        "{times} payments to “{payee}” in {month} add up to exactly {amount} yuan: possibly made to fit",
    ),
    look=Sentence(
        "各笔发票的号码、日期、品名；合同总价和付款审批",
        "numbers, days and goods of the invoices; contract price and approvals",
    ),
    money=("amount",),
)
