"""A contract that ends far above what was agreed."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    SKIP,
    of,
    percent,
    priced,
    running,
    settings,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Contracts whose changed or settled amount exceeds the first one by more than some per cent."""
    values = settings(t)
    tenders = running(t, "skip")
    c = priced(of(t.contracts, tenders))
    c = c.filter(c.amount > 0)
    c = c.mutate(final=ibis.greatest(c.changed.fill_null(0), c.paid.fill_null(0)))
    found = c.filter((c.final - c.amount) * 100 > c.amount * values["over"])
    return found.select(
        "final", "currency", ids=ibis.array([found.id]), amount=found.final - found.amount, first=found.amount,
        contract=first_said(found.contract_id, found.ocid), name=found.supplier, changes=found.changes.fill_null(0),
        percent=percent((found.final - found.amount) / found.amount),
    )  # fmt: skip


SCREEN = Screen(
    key="contract_overrun",
    title=Sentence("合同变更或结算超额", "contract changes and overruns"),
    why=Sentence(
        "低价中标、高价结算，钱可能从变更和签证里出。",
        "Won low, settled high: the money may come out of changes.",
    ),
    basis=Sentence(
        "政府采购法第四十九条：补充合同不得超过原合同金额的百分之十",
        "Government Procurement Law art. 49: additions within ten per cent",
    ),
    exclusions=(
        NOT_CANCELLED,
        Sentence("按单价据实结算的合同要看工程量", "Contracts by unit prices depend on quantities"),
        Sentence("几个币种混付的，只加合同币种的付款", "Payments in other currencies are left out"),
    ),
    needs=(Need("contracts", ("amount",)), Need("contracts", ("changed", "paid"))),
    settings=(
        Setting(
            "over", "number", Sentence("超过原合同（百分之）", "above the contract by more than (per cent)")
        ),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "合同“{contract}”（{name}）原 {first}，变更或结算到 {final}（{currency}），多出 {amount}，{percent}%，变更 {changes} 次",
        "Contract “{contract}” ({name}): {first} became {final} {currency}, {amount} more ({percent} %), {changes} changes",
    ),
    look=Sentence(
        "变更审批、签证单、监理日志、结算审核报告",
        "approvals of changes, site notes, the supervisor's diary, the final audit",
    ),
    method=Sentence(
        "变更后金额和结算（已付）金额取大的，比原合同金额高出超过设定百分数的合同是疑点。",
        "Contracts whose changed or settled (paid) amount, the larger of the two, exceeds the first "
        "one by more than some per cent.",
    ),
    example=Sentence("合同 300 万，结算 380 万。", "A contract of 3,000,000 settled at 3,800,000."),
    money=("amount", "first", "final"),
)
