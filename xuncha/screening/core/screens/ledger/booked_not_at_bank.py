"""Money that the books move through the bank and the statement does not show."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger import _reconciling as both
from xuncha.screening.core.screens.ledger._settings import SKIP_VOUCHERS
from xuncha.screening.core.view import Tables


def sides(t: Tables) -> tuple[ir.Table, ir.Table]:
    """Bookings on bank accounts, looked for among the movements of the statement.

    Those of a voucher that the bank moved as one sum are left out.
    """
    entries = t.dated("entries")
    entries = entries.filter(
        ~entries.account_name.re_search(t.words("tills")), ~entries.words.re_search(t.words("skip"))
    )
    booked, answers = both.book_moves(entries), both.bank_moves(t.bank)
    whole = both.of_vouchers(booked)
    days = booked.aggregate(days=booked.setting_days.max())
    moved = answers.select(shown=answers["at"], way=answers.way, cents=answers.cents)
    met = whole.join(moved, ["way", "cents"]).cross_join(days)
    met = met.filter((met["at"] - met.shown).abs() <= met.days)
    return booked.anti_join(met, ["voucher", "way"]), answers


SCREEN = Screen(
    key="booked_not_at_bank",
    title=Sentence("账上有、银行没有", "in the books, not at the bank"),
    why=Sentence(
        "账上记了从银行付出（收到）而银行没有这笔钱，可能是虚列支出、钱走了别的账户，也可能是记错了金额。",
        "A booking through the bank that the bank does not know may be no real expense, went by another account, or is wrong.",
    ),
    basis=Sentence(
        "会计法、现金和银行存款核对制度：银行对账单与银行存款日记账逐笔核对；审计常用核对方法，条款待核对原文",
        "the duty to compare statement and books line by line; usual audit practice, to be checked",
    ),
    exclusions=(
        *both.EXCLUSIONS,
        Sentence(
            "库存现金、零余额账户等不走这个银行账户的科目按词表排除；没有交对账单的账户的分录会出现",
            "Cash in hand and treasury accounts are left out by a word list; bookings on accounts without a statement appear",
        ),
    ),
    needs=both.NEEDS,
    settings=(
        *both.SETTINGS,
        Setting("tills", "words", Sentence("不比的货币资金科目", "accounts that are not compared")),
        SKIP_VOUCHERS,
    ),
    find=both.lacking(sides),
    only_if=both.enough(sides),
    sentence=Sentence(
        "{when}，账上记银行{way} {times} 笔{per} {each} 元（“{who}”），对账单前后 {days} 天内{met}",
        "{when_en}: {times} × {each} yuan{per_en} are booked {way_en} through the bank (“{who}”); within {days} days the statement"
        " shows {met_en}",
    ),
    look=Sentence(
        "凭证后面有没有银行回单、回单上的账户和日期；有没有没交的银行账户",
        "whether a slip of the bank is behind the voucher, of which account and day; whether there is an account without a statement",
    ),
    method=Sentence(
        "账上银行科目的每笔分录按收支方向和金额，到对账单里找；整张凭证合计起来与一笔流水相同的不算。"
        "方向、金额相同，前后相隔不超过设定天数的连成一串；一串里账上的笔数多于银行的是疑点，多几笔算几笔的金额。",
        "Each booking on a bank account is looked for in the statement by direction and sum; vouchers "
        "that the bank moved as one sum are left out. Equal ones, each within the set days of the one "
        "before, are one run; a run that the books hold more often than the bank is a doubt of the "
        "difference.",
    ),
    example=Sentence(
        "账上 9 月 12 日记付某公司 38,600 元（银行存款），对账单 9 月没有 38,600 元的支出。",
        "The books pay 38,600 yuan through the bank on 12 September; the statement of September knows no such sum.",
    ),
    money=("amount", "each"),
)
