"""A contract signed for more than was awarded."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    NOT_CANCELLED,
    SKIP,
    called,
    of,
    percent,
    priced,
    running,
    settings,
    won,
)
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """The only contract of an award, above the award's amount in the same currency by more than some thousandths."""
    values = settings(t)
    tenders = running(t, "skip")
    awards = priced(won(t, tenders))
    awards = awards.select(
        "process", "award_id", "currency", "supplier", award=awards.id, awarded=awards.amount
    )
    c = priced(of(t.contracts, tenders))
    c = c.filter(c.award_id != "")
    only = c.group_by(["process", "award_id", "currency"]).agg(
        contract=c.id.max(),
        number=c.count(),
        signed=c.amount.max(),
        contract_id=c.contract_id.max(),
        ocid=c.ocid.max(),
    )
    found = only.filter(only.number == 1).join(awards, ["process", "award_id", "currency"])
    found = found.filter(
        found.awarded > 0, (found.signed - found.awarded) * 1000 > found.awarded * values["over"]
    )
    found = called(found, tenders)
    return found.select(
        "awarded", "signed", "currency", "title", ids=ibis.array([found.contract, found.award]),
        amount=found.signed - found.awarded, name=found.supplier, contract=first_said(found.contract_id, found.ocid),
        percent=percent((found.signed - found.awarded) / found.awarded),
    )  # fmt: skip


SCREEN = Screen(
    key="contract_over_award",
    title=Sentence("合同金额高于中标金额", "contract above the award"),
    why=Sentence(
        "签合同时又谈了一次价，中标结果就落了空。",
        "If the price is raised when signing, the award meant nothing.",
    ),
    basis=Sentence("招标投标法第四十六条：不得再行订立背离合同实质性内容的其他协议", "Bidding Law art. 46"),
    exclusions=(
        NOT_CANCELLED,
        Sentence("一个中标结果签几份合同的不比", "Awards with several contracts are left out"),
        Sentence(
            "合同含暂列金额、税率不同的，看合同条款",
            "Provisional sums and taxes may explain it: see the clauses",
        ),
    ),
    needs=(Need("contracts", ("amount",)), Need("contracts", ("award_id",)), Need("awards", ("amount",))),
    settings=(
        Setting(
            "over", "number", Sentence("高于中标金额（千分之）", "above the award by more than (thousandths)")
        ),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{title}”中标 {awarded}（{currency}），“{name}”签的合同是 {signed}，高出 {amount}，{percent}%",
        "“{title}” was awarded at {awarded} {currency}; “{name}” signed for {signed}, {amount} more ({percent} %)",
    ),
    look=Sentence("中标通知书、合同、谈判记录", "the notice of award, the contract, notes of talks"),
    method=Sentence(
        "一个中标结果只签了一份合同的，合同金额比同币种的中标金额高出超过设定千分数的是疑点。",
        "The only contract of an award, above the award's amount in the same currency by more than "
        "some thousandths.",
    ),
    example=Sentence("中标 95 万，合同写 105 万。", "Awarded at 950,000, signed for 1,050,000."),
    money=("amount", "awarded", "signed"),
)
