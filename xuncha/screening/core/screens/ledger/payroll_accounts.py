"""One bank account into which several people of the payroll are paid."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._accounts import bare, several_names
from xuncha.screening.core.screens.ledger._spending import compared
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Accounts with more than one name on the lists of pay."""
    p = t.dated("payroll")
    p = p.mutate(account=bare(p.account), name=compared(p.person), said=p.person)
    return several_names(p.filter(p.name != "", p.amount > 0, p.account.length() >= p.setting_digits))


SCREEN = Screen(
    key="payroll_accounts",
    title=Sentence("多人发到一个账号", "several people paid into one account"),
    why=Sentence(
        "几个人的钱发到同一个账号，要看是谁在领、名单上的人知不知道。",
        "Where several people are paid into one account, one has to ask who draws it, and whether they know.",
    ),
    basis=Sentence(
        "银行账户实名制：一个账号一个户名；工资津补贴发到本人账户，审计常用核对方法",
        "an account has one holder, and pay goes to one's own; usual audit practice",
    ),
    exclusions=(
        Sentence(
            "只差空格的姓名算同一个；位数太少的账号不看",
            "Names that differ in blanks only are one; short numbers are left out",
        ),
        Sentence(
            "夫妻共用、监护人代领等可能有手续，要先看手续",
            "Couples and guardians may have papers for it: see these first",
        ),
    ),
    needs=(Need("payroll", ("amount",)), Need("payroll", ("account",))),
    settings=(Setting("digits", "number", Sentence("账号至少几位", "digits of an account number at least")),),
    find=find,
    sentence=Sentence(
        "尾号 {tail} 的账号发给 {number} 个姓名：{names}，共 {times} 笔 {amount} 元，请看是谁的账号、有没有代领手续",
        "The account ending in {tail} was paid for {number} names: {names}; {times} payments, {amount} yuan: see whose it is",
    ),
    look=Sentence(
        "账号的户名、代领委托书；名单上的人在不在岗、领到没有",
        "the holder of the account and any power of attorney; whether the people are there, and got it",
    ),
    method=Sentence(
        "发放表里账号相同（空格、短横不计）而姓名不同的放在一起，一个账号发给两个以上（含两个）姓名的是疑点；"
        "账号位数不够的不看。",
        "Rows of the payroll by account (blanks and hyphens apart); an account with two names or more "
        "is a doubt. Account numbers that are too short are left out.",
    ),
    example=Sentence(
        "公益性岗位补贴表里三个人都是尾号 0482 的账号，一年共 32,400 元。",
        "Three people on a list of allowances have one account; 32,400 yuan in a year.",
    ),
    money=("amount",),
)
