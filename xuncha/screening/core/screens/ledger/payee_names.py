"""One bank account under several names."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._accounts import bare, several_names
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, PAYEES, SKIP
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Accounts that were paid under more than one name, over all units."""
    p = t.dated("payments")
    p = p.filter(
        p.amount > 0,
        p.payee != "",
        p.payee_account.length() >= p.setting_digits,
        ~p.words.re_search(t.words("skip")),
    )
    return several_names(p.select("id", "amount", account=bare(p.payee_account), name=p.party, said=p.payee))


SCREEN = Screen(
    key="payee_names",
    title=Sentence("一户多名", "one account under several names"),
    why=Sentence(
        "同一个银行账号用几个收款人名称收款，可能是一家人挂几块牌子、借票，也可能是改了户名。",
        "One bank account under several names may be one owner with several firms, lent invoices, or a change of name.",
    ),
    basis=Sentence(
        "银行账户实名制：一个账号一个户名；审计常用核对方法",
        "an account has one holder; usual audit practice",
    ),
    exclusions=(
        Sentence(
            "只差空格和全角半角括号的算同一个名称", "Names that differ in blanks or brackets only are one"
        ),
        Sentence(
            "代发、待清算、财政专户等过渡户按词表排除",
            "Passing accounts (paying agents, clearing, treasury) are left out by a word list",
        ),
    ),
    needs=(AMOUNTS, PAYEES, Need("payments", ("payee_account",))),
    settings=(
        Setting("digits", "number", Sentence("账号至少几位", "digits of an account number at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "尾号 {tail} 的账号以 {number} 个名称收款：{names}，共 {times} 笔 {amount} 元，请看是不是同一家",
        "The account ending in {tail} was paid under {number} names: {names}; {times} payments, {amount} yuan: see whose it is",
    ),
    look=Sentence(
        "各笔发票的开票单位和印章、工商登记的股东和电话；户名变更证明",
        "who issued the invoices, owners and telephones in the register; proof of a change of name",
    ),
    method=Sentence(
        "收款账号相同（空格、短横不计）而收款人名称不同的付款放在一起，一个账号有两个以上（含两个）名称的是疑点；"
        "账号位数不够的不看。几个单位的账合在一起比。",
        "Payments by account (blanks and hyphens apart), over all units; an account with two names or "
        "more is a doubt. Account numbers that are too short are left out.",
    ),
    example=Sentence(
        "尾号 3317 的账号先后以“某某图文部”“某某广告公司”收款 14 笔共 21.6 万元。",
        "The account ending in 3317 was paid 14 times, 216,000 yuan, under the names of a print shop and of an agency.",
    ),
    money=("amount",),
)
