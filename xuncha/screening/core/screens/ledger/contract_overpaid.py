"""More paid to a party than its contracts say."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, listed, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._agreed import contracts
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, PAYEES, SKIP
from xuncha.screening.core.screens.ledger._spending import compared
from xuncha.screening.core.view import Tables

TOLD = ("ids", "amount", "payee", "work", "contracts", "names", "price", "times", "paid")
SHOWN = 3
"""So many contracts are named in the sentence."""


def find(t: Tables) -> ir.Table:
    """Parties whose payments pass the sum of their contracts: project by project where contract and payment both name one,
    otherwise all together. Parties with a contract that names no sum are left out."""
    c = contracts(t)
    open_ended = c.filter(c.price.isnull())
    c = c.anti_join(open_ended, "party")
    p = t.dated("payments")
    p = p.filter(p.amount != 0, p.party != "", ~p.words.re_search(t.words("skip")))
    p = p.mutate(lot=compared(p.project))
    by_project = _over(c.filter(c.lot != ""), p.filter(p.lot != ""), ["party", "lot"])
    by_project = by_project.mutate(work="“" + by_project.project + "”项下")
    whole = _over(c, p, ["party"]).mutate(work=ibis.literal("")).anti_join(by_project, "party")
    return ibis.union(*(found.select(TOLD) for found in (by_project, whole)))


def _over(c: ir.Table, p: ir.Table, by: Sequence[str]) -> ir.Table:
    nth = ibis.row_number().over(ibis.window(group_by=by, order_by="id"))
    c = c.mutate(nth=nth, name=first_said(c.number, c.title, ibis.literal("没有编号")))
    agreed = c.group_by(*by).agg(
        price=total(c.price), contracts=c.count(), names=listed(c.name, c.nth, c.nth < SHOWN)
    )
    paid = p.group_by(*by).agg(
        ids=rows(p.id), paid=total(p.amount), times=p.count(), payee=p.payee.max(), project=p.project.max(),
        over=p.setting_over.max(), smallest=p.setting_smallest.max(),
    )  # fmt: skip
    both = paid.join(agreed, list(by))
    both = both.mutate(amount=both.paid - both.price)
    return both.filter(
        both.price > 0, both.paid * 100 > both.price * (100 + both.over), both.amount >= both.smallest
    )


SCREEN = Screen(
    key="contract_overpaid",
    title=Sentence("付款超过合同", "more paid than the contract says"),
    why=Sentence(
        "付的钱比合同多，要看多出来的依据是什么：变更签证、补充合同，还是没有手续就付了。",
        "Where more is paid than agreed, something must stand behind it: a change, a further contract; or nothing does.",
    ),
    basis=Sentence(
        "政府采购法第四十九条（追加不超过原合同采购金额的百分之十），待核对原文；审计常用核对方法",
        "Government Procurement Law, art. 49 (additions up to ten per cent), to be checked; usual audit practice",
    ),
    exclusions=(
        Sentence(
            "对方有一份合同没有写金额的，这一家不判断；没有登进台账的合同看不到",
            "A party with a contract without a sum is not judged; contracts that are not on the list are not known",
        ),
        Sentence(
            "对方单位、项目名称写法要相同（空格和括号不计）；几个单位的合同和付款放在一起比",
            "Names of party and project must be the same but for blanks and brackets; units are compared together",
        ),
        Sentence(
            "以前年度付过的看不到，只会少报",
            "What was paid in earlier years is not known: too little is told, not too much",
        ),
        Sentence("退回、冲减的从付款里减掉", "What was paid back is taken off"),
    ),
    needs=(AMOUNTS, PAYEES, Need("contracts", ("price",)), Need("contracts", ("supplier",))),
    settings=(
        Setting(
            "over", "number", Sentence("超过合同百分之几以上", "above the contract by more than (per cent)")
        ),
        Setting("smallest", "yuan", Sentence("多付不低于", "paid too much by at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "向“{payee}”{work}付款 {times} 笔共 {paid} 元，台账上的合同 {contracts} 份（{names}）共 {price} 元，多 {amount} 元，请看多付的依据",
        "{times} payments, {paid} yuan, went to “{payee}”; the list has {contracts} contracts with it ({names}) for {price} yuan:"
        " {amount} more",
    ),
    look=Sentence(
        "合同和补充合同原件、变更签证、结算审核报告；是不是还有没登台账的合同",
        "the contracts and supplements, changes, the settled account; whether there are contracts that are not on the list",
    ),
    method=Sentence(
        "把台账上与一家的合同金额加起来，与付给这一家的净额比：合同和付款都写了项目的分项目比，否则合在一起比。"
        "多出的超过设定比例和金额的是疑点。",
        "The contracts with a party are added up and compared with what it was paid, net: project by "
        "project where contract and payment both name one, otherwise all together. An excess above the "
        "set share and sum is a doubt.",
    ),
    example=Sentence(
        "与某劳务公司的合同 280,000 元，账上付了三笔共 314,675 元，多 34,675 元。",
        "A contract of 280,000 yuan; three payments of 314,675, which is 34,675 more.",
    ),
    money=("amount", "paid", "price"),
)
