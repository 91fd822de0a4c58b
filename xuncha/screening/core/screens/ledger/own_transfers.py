"""Money moved between the body's own accounts, above all out of the treasury account."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, month_of, month_said, rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, SKIP
from xuncha.screening.core.screens.ledger._spending import compared
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Moves of one unit in one month out of one account: a booking that credits one account of cash and debits another
    with the same sum, and payments to the unit itself."""
    moved = ibis.union(_booked(t), _paid(t))
    moved = moved.filter(moved.day.notnull()).mutate(month=month_of(moved.day))
    found = moved.group_by("unit", "month", "source", "target").agg(
        ids=rows(moved.id),
        amount=total(moved.amount),
        times=moved.count(),
        smallest=moved.setting_smallest.max(),
    )
    found = found.filter(found.amount >= found.smallest)
    return found.mutate(month=month_said(found.month)).drop("unit", "smallest")


def _booked(t: Tables) -> ir.Table:
    e = t.dated("entries")
    out = e.filter(e.counts, e.cash, e.credit > 0, ~e.words.re_search(t.words("skip")))
    out = out.mutate(source=first_said(out.account_name, out.account_code))
    e = t.entries.filter(t.entries.counts, t.entries.cash, t.entries.debit > 0)
    into = e.select(
        to_voucher=e.voucher, to_amount=e.debit, target=first_said(e.account_name, e.account_code)
    )
    into = into.distinct()
    both = out.join(
        into, [out.voucher == into.to_voucher, out.credit == into.to_amount, out.source != into.target]
    )
    both = both.filter(~both.target.re_search(t.words("tills")), ~both.source.re_search(t.words("tills")))
    return both.select("unit", "day", "id", "source", "target", "setting_smallest", amount=both.credit)


def _paid(t: Tables) -> ir.Table:
    p = t.dated("payments")
    p = p.filter(p.amount > 0, p.unit != "", ~p.words.re_search(t.words("skip")), p.party != "")
    p = p.filter(p.party == compared(p.unit))
    return p.select(
        "unit", "day", "id", "setting_smallest", source=first_said(p.payer_account, p.settlement, ibis.literal("—")),
        target=first_said(p.payee_account, p.payee), amount=p.amount,
    ).relocate("source", "target", after="id")  # fmt: skip


SCREEN = Screen(
    key="own_transfers",
    title=Sentence("本单位账户间划转", "transfers between own accounts"),
    why=Sentence(
        "把零余额账户的钱划到本单位实有资金账户，钱就脱离了财政监控，可以跨年、改用途。",
        "Money moved from the treasury account to an account of the body's own escapes control of year and purpose.",
    ),
    basis=Sentence(
        "国库集中支付管理规定：不得违规向本单位其他账户划转资金；审计常用模型",
        "the rules on treasury payments; a usual audit model",
    ),
    exclusions=(
        Sentence("提现、存现（现金科目）不算", "Taking cash from the bank, or to it, is not counted"),
        Sentence(
            "工会经费、工资代发、归还垫款等按词表排除",
            "Trade union dues, wages and sums advanced are left out by a word list",
        ),
        Sentence(
            "本单位名称与收款人写法不同的看不出来",
            "A payee written otherwise than the unit's name is not seen",
        ),
    ),
    needs=(AMOUNTS, DAYS),
    settings=(
        Setting("smallest", "yuan", Sentence("一月合计不低于", "sum of a month at least")),
        Setting("tills", "words", Sentence("现金科目", "cash accounts")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "{month} 从“{source}”划到本单位的“{target}”{times} 笔共 {amount} 元，请看依据和去向",
        "In {month} {times} transfers, {amount} yuan, went from “{source}” to the body's own “{target}”: see why, and what became of it",
    ),
    look=Sentence(
        "划转的批准文件；转入账户此后的支出明细，年底余额有没有收回",
        "who allowed it; what the receiving account spent afterwards, and its balance at the year's end",
    ),
    method=Sentence(
        "找同一张凭证里一个银行科目贷记、另一个银行科目借记同样金额的（存取现金不算），以及收款人就是本单位的付款"
        "；按单位、月份、转出和转入账户归在一起，合计够金额的是疑点。",
        "Vouchers that credit one bank account and debit another with the same sum (cash put in or "
        "taken out is none), and payments to the unit itself; by unit, month and the two accounts, "
        "sums large enough are doubts.",
    ),
    example=Sentence(
        "12 月从零余额账户划 40 万元到本单位基本户，次年 3 月才陆续支出。",
        "In December 400,000 yuan went from the treasury account to the body's own and were spent from March on.",
    ),
    money=("amount",),
)
