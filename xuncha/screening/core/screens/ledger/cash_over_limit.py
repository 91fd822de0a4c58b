"""Cash paid out above the sum from which a transfer is required."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import SKIP_VOUCHERS
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Credits on cash accounts above the limit, but for cash that was taken to the bank by the same voucher."""
    named = "^(" + t.words("accounts") + ")"
    e = t.dated("entries")
    paid = e.filter(
        e.counts,
        e.credit > e.setting_limit,
        e.account_name.re_search(named),
        ~e.words.re_search(t.words("skip")),
    )
    e = t.entries
    banked = e.filter(e.counts, e.cash, e.debit > 0, ~e.account_name.re_search(named))
    left = paid.anti_join(banked, [paid.voucher == banked.voucher, paid.credit == banked.debit])
    return left.select(
        ids=ibis.array([left.id]),
        amount=left.credit,
        limit=left.setting_limit,
        ref=left.ref,
        what=first_said(left.payee, left.summary),
    )


SCREEN = Screen(
    key="cash_over_limit",
    title=Sentence("超限额使用现金", "cash over the limit"),
    why=Sentence(
        "结算起点以上的支出应当转账；大额现金没有转账痕迹，真实去向难以核对。",
        "Above the limit payment goes by transfer; large cash leaves no trace of who got it.",
    ),
    basis=Sentence(
        "现金管理暂行条例（结算起点）、公务卡强制结算目录，待核对本地标准",
        "the rules on cash and on public cards",
    ),
    exclusions=(
        Sentence("存入银行的现金不算", "Cash taken to the bank is not counted"),
        Sentence(
            "工资、差旅费等可以用现金的按词表排除",
            "Wages, travel and the like, which may be cash, are left out by a word list",
        ),
    ),
    needs=(Need("entries", ("account_name",)), Need("entries", ("credit",))),
    settings=(
        Setting("limit", "yuan", Sentence("现金结算起点", "limit for cash")),
        Setting("accounts", "words", Sentence("现金科目", "cash accounts")),
        SKIP_VOUCHERS,
    ),
    find=find,
    sentence=Sentence(
        "凭证 {ref} 用现金支付 {amount} 元（“{what}”），超过 {limit} 元的结算起点",
        "Voucher {ref} paid {amount} yuan in cash (“{what}”), above the limit of {limit} yuan",
    ),
    look=Sentence(
        "发票、领款签字、为何不转账；公务卡目录内的支出看为何不刷卡",
        "invoice, signature of who got it, why no transfer or card",
    ),
    money=("amount", "limit"),
    method=Sentence(
        "找现金科目贷方超过结算起点的分录；同一张凭证里有同样金额记入银行科目借方的，是存现，不算。",
        "Credits on cash accounts above the limit; where the same voucher debits a bank account with the "
        "same sum, cash was banked.",
    ),
    example=Sentence(
        "凭证 5 借“办公费”1,800 元、贷“库存现金”1,800 元，超过 1,000 元，是疑点；贷 1,000 元整不是。",
        "Voucher 5 pays 1,800 yuan out of cash, above 1,000: a doubt. 1,000 exactly is none.",
    ),
)
