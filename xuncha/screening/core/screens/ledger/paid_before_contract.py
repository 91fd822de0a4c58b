"""Payments to a party before the day of its first contract."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import day_number, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._agreed import contracts
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, PAYEES, SKIP
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Parties paid in the days before the first day on which a contract with them was signed.

    Parties with a contract that has no day are left out.
    """
    c = contracts(t)
    undated = c.filter(c.day.isnull())
    c = c.anti_join(undated, "party")
    first = c.group_by("party").agg(signed=c.day.min(), title=c.title.min())
    p = t.dated("payments")
    p = p.filter(p.amount > 0, p.party != "", p.day.notnull(), ~p.words.re_search(t.words("skip")))
    both = p.join(first, "party")
    ahead = day_number(both.signed) - day_number(both.day)
    both = both.filter(ahead > 0, ahead <= both.setting_days)
    found = both.group_by("party", "signed").agg(
        ids=rows(both.id), amount=total(both.amount), times=both.count(), payee=both.payee.max(), paid_on=both.day.min(),
        smallest=both.setting_smallest.max(),
    )  # fmt: skip
    return found.filter(found.amount >= found.smallest).drop("party", "smallest")


SCREEN = Screen(
    key="paid_before_contract",
    title=Sentence("先付款后签合同", "paid before the contract"),
    why=Sentence(
        "合同还没签钱已经付了，合同可能是事后补的，采购程序也可能是补的。",
        "Where money went out before a contract was signed, contract and procurement may have been made up afterwards.",
    ),
    basis=Sentence(
        "行政事业单位内部控制规范（合同控制：按合同付款），条款待核对原文；审计常用核对方法",
        "the rules on internal control: payments follow contracts, to be checked; usual audit practice",
    ),
    exclusions=(
        Sentence(
            "只看第一份合同签订前一段日子里的付款：更早的多半属于台账上没有的旧合同",
            "Only the days before the first contract: earlier payments mostly belong to contracts that are not on the list",
        ),
        Sentence(
            "对方有一份合同没有签订日期的，这一家不判断；保证金等按词表排除",
            "A party with an undated contract is not judged; deposits are left out by a word list",
        ),
    ),
    needs=(AMOUNTS, DAYS, PAYEES, Need("contracts", ("day",)), Need("contracts", ("supplier",))),
    settings=(
        Setting(
            "days",
            "number",
            Sentence("看签订前几天之内的付款", "days before the contract that are looked at"),
        ),
        Setting("smallest", "yuan", Sentence("合计不低于", "sum at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{payee}”的第一份合同 {signed} 签订，之前（{paid_on} 起）已付款 {times} 笔共 {amount} 元",
        "The first contract with “{payee}” was signed on {signed}; {times} payments, {amount} yuan, went before it, from {paid_on}",
    ),
    look=Sentence(
        "合同原件的签订日期和用印登记、付款审批单、采购或比选材料的日期",
        "the day on the contract and in the register of seals, who approved the payment, the days of the procurement papers",
    ),
    method=Sentence(
        "每一家取台账上最早一份合同的签订日，把签订日之前设定天数内付给它的加起来，够金额的是疑点。有合同没写日期"
        "的那一家不比。",
        "For each party, what it was paid in the set days before its first contract was signed; sums "
        "large enough are doubts. Parties with a contract that has no day are left out.",
    ),
    example=Sentence(
        "某制作中心的合同 4 月 20 日签订，3 月 28 日已经付了 26,000 元。",
        "A contract was signed on 20 April; 26,000 yuan had been paid on 28 March.",
    ),
    money=("amount",),
)
