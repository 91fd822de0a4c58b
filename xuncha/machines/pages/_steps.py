"""What can be done with a machine now, as steps of its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xuncha.base.words import Sentence
from xuncha.desk.steps import Step
from xuncha.machines.actions.check import MAY_APPROVE, approve, check
from xuncha.machines.actions.merge_bundle import merge_bundle
from xuncha.machines.actions.pack import Packed, bring_back, configure
from xuncha.machines.actions.register import revoke_machine
from xuncha.machines.actions.wipe import give_receipt, record_wiped
from xuncha.machines.models import Carriage, Machine
from xuncha.machines.pages._forms import BundleForm, CarrierForm, ConfigureForm, ReceiptForm
from xuncha.rounds.models import Inspection
from xuncha.trust.core.roles import AT_AN_INSPECTION, OFFICE
from xuncha.trust.models import Account

ENDED = {Machine.WIPED, Machine.REVOKED}


@dataclass
class Around:
    """What the page knows: the machine, its bundles (newest first), the inspection chosen; ``made`` and ``receipt`` come of a step."""

    account: Account
    machine: Machine
    bundles: list[Carriage]
    inspection: Inspection | None
    made: Packed | None = None
    receipt: str = ""
    people: list[Account] = field(default_factory=list)

    @property
    def waiting(self) -> Carriage | None:
        """The bundle that came and is not merged yet."""
        return next((one for one in self.bundles if not one.sent and one.state != Carriage.MERGED), None)


def steps_of(around: Around) -> list[Step]:
    office = around.account.sight.has(OFFICE)
    steps: list[Step] = []
    if around.machine.is_office:
        return (
            [_bring_back(around)]
            if around.account.sight.has(AT_AN_INSPECTION, around.machine.inspection_id)
            else []
        )
    if around.machine.state in ENDED:
        return []
    waiting = around.waiting
    if (
        waiting
        and waiting.state == Carriage.CHECKED
        and around.account.sight.has(MAY_APPROVE, around.machine.inspection_id)
    ):
        steps.append(_approve(waiting))
    if not office:
        return steps
    if waiting and waiting.state == Carriage.APPROVED:
        steps.append(_merge())
    if around.machine.state == Machine.BACK:
        steps += [_receipt(around), _wiped()]
    if around.machine.state in {Machine.OUT, Machine.BACK}:
        steps.append(_check())
    if around.inspection is not None:
        steps.append(_configure(around))
    return [*steps, _revoke()]


def _chosen(around: Around, fields: dict[str, Any]) -> Account:
    return next(one for one in around.people if str(one.pk) == fields["carrier"])


def _names(people: list[Account]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in people]


def _configure(around: Around) -> Step:
    def take(by: Account, machine: Machine, fields: dict[str, Any]) -> None:
        people = [one for one in around.people if str(one.pk) in fields["people"]]
        around.made = configure(
            by=by,
            machine=machine,
            inspection=around.inspection,
            people=people,
            carrier=_chosen(around, fields),
        )

    return Step(
        "configure",
        Sentence("配置：导出数据包", "Configure: make the bundle"),
        take,
        ConfigureForm,
        Sentence(
            "只带选中人员在这个巡察任务上有权看的内容，密封内容仍是密文。",
            "Only what these people may see of this inspection; sealed content stays sealed.",
        ),
        lambda account, row: {
            "people": _names(around.people),
            "carrier": [("", ""), *_names(around.people)],
        },
    )


def _bring_back(around: Around) -> Step:
    def take(by: Account, machine: Machine, fields: dict[str, Any]) -> None:
        around.made = bring_back(by=by, inspection=around.inspection, carrier=_chosen(around, fields))

    return Step(
        "bring_back",
        Sentence("移交：导出带回数据包", "Hand over: make the bundle to carry back"),
        take,
        CarrierForm,
        Sentence(
            "含本组在本机上的全部工作和本机留痕。",
            "Everything the team did here, with this machine's journal.",
        ),
        lambda account, row: {"carrier": [("", ""), *_names(around.people)]},
    )


def _check() -> Step:
    return Step(
        "check",
        Sentence("审核：预审带回的数据包", "Review: dry run"),
        lambda by, machine, fields: check(by=by, data=fields["file"]),
        BundleForm,
        Sentence(
            "试着入库一遍再全部撤回，不改动任何记录。", "It is tried and taken back; nothing is changed."
        ),
    )


def _approve(carriage: Carriage) -> Step:
    return Step(
        "approve",
        Sentence(f"审核：同意 {carriage.number} 入库", f"Review: approve {carriage.number}"),
        lambda by, machine, fields: approve(by=by, carriage=carriage, version=carriage.version),
        lead=Sentence(
            "须由带包人以外的人审核，以下面的预审结果为准。",
            "By somebody other than the carrier, on the dry run below.",
        ),
    )


def _merge() -> Step:
    return Step(
        "merge",
        Sentence("入库：合并数据包", "Merge the bundle"),
        lambda by, machine, fields: merge_bundle(by=by, data=fields["file"]),
        BundleForm,
        Sentence(
            "请再选一次同一个文件。结果与预审不同的，不会入库。",
            "Choose the same file again.",
        ),
    )


def _receipt(around: Around) -> Step:
    def take(by: Account, machine: Machine, fields: dict[str, Any]) -> None:
        around.receipt = give_receipt(by=by, machine=machine)

    return Step(
        "receipt",
        Sentence("擦除：出具入库回执", "Wipe: give the receipt"),
        take,
        lead=Sentence(
            "单机凭回执擦除：xuncha bundle wipe。", "The machine is emptied on it: xuncha bundle wipe."
        ),
    )


def _wiped() -> Step:
    return Step(
        "wiped",
        Sentence("擦除：登记擦除回执", "Wipe: record the wipe receipt"),
        lambda by, machine, fields: record_wiped(by=by, machine=machine, receipt=fields["receipt"]),
        ReceiptForm,
    )


def _revoke() -> Step:
    return Step(
        "revoke",
        Sentence("停用这台单机", "Strike this machine off"),
        lambda by, machine, fields: revoke_machine(by=by, machine=machine),
        lead=Sentence(
            "丢失、被盗或失控时使用：今后它签发的数据包一律不收，不能恢复。",
            "When lost or stolen: nothing that it signs is taken any more; this is not undone.",
        ),
    )
