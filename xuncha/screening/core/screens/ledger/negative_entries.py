"""Expenses taken back by red ink or a booking on the other side, without the booking that they take back."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import SKIP_VOUCHERS
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Negative debits and credits of expense accounts that no equal debit of that account and unit stands before."""
    names = t.kept(t.entries.select("account_name").distinct())
    e = t.dated("entries").semi_join(
        names.filter(names.account_name.re_search(t.words("accounts"))), "account_name"
    )
    e = e.mutate(back=(e.debit < 0).ifelse(-e.debit, e.credit))
    e = e.filter(e.counts, e.back >= e.setting_smallest, e.back > 0, ~e.words.re_search(t.words("skip")))
    back_at = ("unit", "account_code", "account_name", "back")
    booked = t.entries.filter(t.entries.counts, t.entries.debit > 0, t.entries.day.notnull())
    booked = booked.mutate(back=booked.debit).semi_join(e, back_at)
    known = booked.group_by(*back_at).agg(first=booked.day.min())
    same = [e[name] == known[name] for name in back_at]
    left = e.anti_join(known, [*same, known["first"] <= e.on_day])
    return left.select(
        "ref", ids=ibis.array([left.id]), amount=left.back, account=first_said(left.account_name, left.account_code),
        what=first_said(left.summary, left.payee),
    )  # fmt: skip


SCREEN = Screen(
    key="negative_entries",
    title=Sentence("红冲、反方向冲减支出", "expenses reversed"),
    why=Sentence(
        "冲减支出应当有原来那笔支出；找不到原分录的冲减，可能是把收入、退款直接抵支出，或者跨年调账。",
        "A reversal takes back an expense that was booked; one without it may be income set off, or a correction of an earlier year.",
    ),
    basis=Sentence(
        "审计常用模型“反方向、负值分录”；会计基础工作规范关于更正错账的规定",
        "a usual audit model; the rules on correcting bookings",
    ),
    exclusions=(
        Sentence(
            "前面有同科目、同金额借方分录的不算；几笔冲减对着一笔原分录的也都不算",
            "Not counted where an equal debit of the account stands before, even if several reversals point at one",
        ),
        Sentence("期末结转按词表排除", "Carrying over at the end of a period is left out by a word list"),
        Sentence(
            "只交了一部分月份的账，原分录可能在没交的月份里",
            "Where months are missing, the booking may lie in them",
        ),
    ),
    needs=(Need("entries", ("account_name",)), Need("entries", ("debit", "credit"))),
    settings=(
        Setting("smallest", "yuan", Sentence("金额不低于", "amount at least")),
        Setting("accounts", "words", Sentence("支出科目含有的字样", "words of expense accounts")),
        SKIP_VOUCHERS,
    ),
    find=find,
    sentence=Sentence(
        "凭证 {ref} 冲减“{account}”{amount} 元（“{what}”），账上找不到被冲的那笔支出",
        "Voucher {ref} takes {amount} yuan off “{account}” (“{what}”), and the books hold no booking that it takes back",
    ),
    look=Sentence(
        "冲账的审批和原因、退款的银行回单；被冲的原凭证在哪一年，钱退到了哪个账户",
        "approval and reason, the bank slip of the refund; which voucher is taken back, and where the money went",
    ),
    method=Sentence(
        "找费用、支出科目里的借方负数和贷方发生额。当天或此前同单位、同科目有同样金额的借方分录的，是冲回那一笔，"
        "不算；其余够金额的各是一个疑点。",
        "Negative debits and credits of expense accounts. Where an equal debit of the same unit and "
        "account stands on that day or before, it reverses that one and is left out; each of the "
        "others that is large enough is a doubt.",
    ),
    example=Sentence(
        "6 月记-31 号红字冲减办公费 8,600 元，全年没有 8,600 元的办公费：看是不是把一笔退款直接抵了支出。",
        "Voucher 31 of June takes 8,600 yuan off office expenses in red; no such expense was booked: a refund set off?",
    ),
    money=("amount",),
)
