"""Money that moved at the bank and stands in no book."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.screens.ledger import _reconciling as both
from xuncha.screening.core.screens.ledger._settings import SKIP
from xuncha.screening.core.view import Tables


def sides(t: Tables) -> tuple[ir.Table, ir.Table]:
    """Movements of the statement, looked for among bookings on cash and bank, single or added up by voucher."""
    asked = both.bank_moves(t.dated("bank"))
    booked = both.book_moves(t.entries)
    told = ["id", "day", "at", "way", "cents"]
    answers = ibis.union(booked.select(told), both.of_vouchers(booked).select(told))
    return asked.filter(~asked.words.re_search(t.words("skip"))), answers


SCREEN = Screen(
    key="bank_not_booked",
    title=Sentence("银行有、账上没有", "at the bank, not in the books"),
    why=Sentence(
        "钱进出了银行账户而账上没有记，可能是账外资金、公款私存或者借出去又还回来，也可能只是漏记。",
        "Money that passed the bank and not the books may be kept outside them, or lent and given back; or it was forgotten.",
    ),
    basis=Sentence(
        "会计法、现金和银行存款核对制度：银行对账单与银行存款日记账逐笔核对；审计常用核对方法，条款待核对原文",
        "the duty to compare statement and books line by line; usual audit practice, to be checked",
    ),
    exclusions=(
        *both.EXCLUSIONS,
        Sentence("利息、手续费等按词表排除", "Interest and fees are left out by a word list"),
    ),
    needs=both.NEEDS,
    settings=(*both.SETTINGS, SKIP),
    find=both.lacking(sides),
    only_if=both.enough(sides),
    sentence=Sentence(
        "{when}，银行{way} {times} 笔{per} {each} 元（“{who}”），账上前后 {days} 天内{met}",
        "{when_en}: {times} × {each} yuan{per_en} went {way_en} at the bank (“{who}”); within {days} days the books hold {met_en}",
    ),
    look=Sentence(
        "这笔流水的银行回单和对方是谁；银行存款余额调节表里有没有列、后来什么时候入账、记到了哪里",
        "the slip of the bank and who the other party is; whether it stands in the reconciliation, when it was booked, and where",
    ),
    method=Sentence(
        "对账单的每笔流水按收支方向和金额，到账上现金、银行科目里找：找单笔分录，也找整张凭证的合计。"
        "方向、金额相同，前后相隔不超过设定天数的连成一串；一串里银行的笔数多于账上的是疑点，多几笔算几笔的金额。"
        "退回、红字按反方向抵。",
        "Each movement of the statement is looked for among bookings on cash and bank, single or added "
        "up by voucher, by direction and sum. Equal ones, each within the set days of the one before, "
        "are one run; a run that the bank holds more often than the books is a doubt of the "
        "difference. What was taken back answers for the other direction.",
    ),
    example=Sentence(
        "对账单 6 月 3 日转出 60,000 元给某商行、6 月 28 日转入 60,000 元，账上 6 月没有这两笔。",
        "The statement shows 60,000 yuan out on 3 June and in on 28 June; the books of June hold neither.",
    ),
    money=("amount", "each"),
)
