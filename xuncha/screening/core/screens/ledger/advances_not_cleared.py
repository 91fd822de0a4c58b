"""Advances that were not settled in time."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._spending import compared
from xuncha.screening.core.view import Tables

KEY = ("unit", "account", "who")


def find(t: Tables) -> ir.Table:
    """Advances of a payee that later credits, taking the oldest first, leave open at the unit's last day for too long."""
    e = t.dated("entries")
    e = e.filter(
        e.counts, ~e.cash, e.day.notnull(), e.payee != "", e.account_name.re_search(t.words("accounts"))
    )
    e = e.mutate(who=compared(e.payee), account=first_said(e.account_name, e.account_code))
    so_far = ibis.cumulative_window(group_by=KEY, order_by=["day", "id"])
    out = (e.debit > 0).ifelse(e.debit, 0) + (e.credit < 0).ifelse(-e.credit, 0)
    back = (e.credit > 0).ifelse(e.credit, 0) + (e.debit < 0).ifelse(-e.debit, 0)
    e = e.mutate(out=out, back=back)
    e = e.mutate(reached=e.out.sum().over(so_far), cleared=e.back.sum().over(ibis.window(group_by=KEY)))
    left = e.mutate(rest=ibis.least(e.out, e.reached - e.cleared)).filter(lambda one: one.rest > 0, e.out > 0)
    ends = t.entries.group_by("unit").agg(until=t.entries.day.max())
    left = left.join(ends, "unit")
    left = left.filter(left.until >= left.day + left.setting_days.as_interval("D"))
    found = left.group_by(*KEY, "until").agg(
        ids=rows(left.id), amount=total(left.rest), times=left.count(), first=left.day.min(), payee=left.payee.max(),
        smallest=left.setting_smallest.max(),
    )  # fmt: skip
    return found.filter(found.amount >= found.smallest).drop("unit", "who", "smallest")


SCREEN = Screen(
    key="advances_not_cleared",
    title=Sentence("借款、预付款长期未核销", "advances not settled"),
    why=Sentence(
        "借了公款办事，办完应当报账还款；长期不核销，公家的钱就可能一直占在个人或企业手里。",
        "Who was advanced public money has to account for it; what stays open may be public money in private use.",
    ),
    basis=Sentence(
        "会计基础工作规范和单位财务制度关于借款及时清理的规定，期限待录入本地标准",
        "the rules on settling advances in time",
    ),
    exclusions=(
        Sentence(
            "还款先抵最早的借款；年初以前的借款不在账里，看不到",
            "Repayments are set against the oldest advance; those before the books begin are not seen",
        ),
        Sentence(
            "没有写往来单位或姓名的分录无法归并，不计入", "Bookings without a name cannot be put together"
        ),
        Sentence(
            "账的最后一天不满期限的不算",
            "What is younger than the limit on the last day of the books is not counted",
        ),
    ),
    needs=(Need("entries", ("account_name",)), Need("entries", ("payee",)), Need("entries", ("day",))),
    settings=(
        Setting("days", "number", Sentence("超过几天未核销", "days without settlement at least")),
        Setting("smallest", "yuan", Sentence("未核销不低于", "open sum at least")),
        Setting("accounts", "words", Sentence("借款、预付科目", "accounts of advances")),
    ),
    find=find,
    sentence=Sentence(
        "“{payee}”自 {first} 起的借款、预付 {times} 笔，到 {until} 还有 {amount} 元没有核销（科目“{account}”）",
        "{times} advances to “{payee}” since {first}: {amount} yuan still open on {until} (account “{account}”)",
    ),
    look=Sentence(
        "借款单和事由、约定的还款日期、催收记录；预付款的合同和到货验收",
        "the slip and its reason, the day agreed, reminders; contract and acceptance of what was paid in advance",
    ),
    method=Sentence(
        "在借款、预付科目里按单位、科目和往来户排开：借方是借出，贷方是还款或报账，还款先抵最早的借款。"
        "到该单位账上最后一天还没有抵完、已经满设定天数的，按户加总，够金额的是疑点。",
        "On accounts of advances, by unit, account and party: debits are advances, credits settle the "
        "oldest first. What is still open on the last day of the unit's books and as old as the set "
        "days is added up by party; sums large enough are doubts.",
    ),
    example=Sentence(
        "2 月借给某职工备用金 30,000 元，只报账 12,000 元，到年底还有 18,000 元挂着。",
        "30,000 yuan were advanced in February, 12,000 accounted for; 18,000 are open at the year's end.",
    ),
    money=("amount",),
)
