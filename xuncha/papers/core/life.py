"""The life of a paper: 草稿 → 送签 → 已签发 → 已用印 → 已送达(回执) → 作废, as one table.

Nobody signs in the system. A clerk records what was signed in ink (代录), with the scan or the place of the
original; a second person takes the original in hand and confirms it by the code in its footer.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xuncha.base.words import Sentence

DRAFT, SUBMITTED, SIGNED, STAMPED, DELIVERED, VOID = (
    "draft", "submitted", "signed", "stamped", "delivered", "void",
)  # fmt: skip

STATES: dict[str, Sentence] = {
    DRAFT: Sentence("草稿", "draft"),
    SUBMITTED: Sentence("送签", "submitted for signature"),
    SIGNED: Sentence("已签发", "signed"),
    STAMPED: Sentence("已用印", "stamped"),
    DELIVERED: Sentence("已送达", "delivered"),
    VOID: Sentence("作废", "void"),
}


@dataclass(frozen=True)
class Step:
    """One step: from which states, to which, and which fields must be given with it (name → what it is)."""

    key: str
    title: Sentence
    starts: frozenset[str]
    ends: str | None
    needs: Mapping[str, Sentence]


def _step(
    key: str, zh: str, en: str, starts: Collection[str], ends: str | None = None, **needs: Sentence
) -> Step:
    return Step(key, Sentence(zh, en), frozenset(starts), ends, needs)


DAY = Sentence("日期", "the day")
STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        _step("redraft", "修改", "redraft", {DRAFT}, DRAFT),
        _step("submit", "送签", "submit for signature", {DRAFT}, SUBMITTED),
        _step("withdraw", "退回修改", "take back", {SUBMITTED}, DRAFT, reason=Sentence("退回原因", "the reason")),
        _step(
            "record_signoff", "代录签批", "record a signature", {SUBMITTED}, None,
            signer=Sentence("签批人", "who signed"), signed_on=Sentence("签批日期", "the day of signing"),
            original=Sentence("原件扫描件或存放处", "the scan or the place of the original"),
        ),
        _step(
            "confirm_signoff", "复核签批", "confirm a signature", {SUBMITTED}, None,
            code=Sentence("签批原件页脚上的事实码", "the code in the footer of the signed original"),
        ),
        _step("give_number", "编号", "give the number", {SIGNED}),
        _step("stamp", "登记用印", "record the seal", {SIGNED}, STAMPED, day=DAY),
        _step("deliver", "登记送达", "record delivery", {SIGNED, STAMPED}, DELIVERED, day=DAY),
        _step("receipt", "登记回执", "record the receipt", {DELIVERED}, None, day=DAY),
        _step(
            "void", "作废", "make void", {DRAFT, SUBMITTED, SIGNED, STAMPED, DELIVERED}, VOID,
            reason=Sentence("作废原因", "the reason"),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Signature:
    """A recorded signature: which of the form's signers, who recorded it, when it was signed, whether it is confirmed."""

    signer: str
    recorded_by: Any
    signed_on: date
    confirmed: bool


@dataclass(frozen=True)
class Standing:
    """What is known of a paper now; `last_day` is the latest day on record, before which nothing can happen."""

    state: str
    code: str
    has_series: bool
    number: str
    needs_seal: bool
    leaves_team: bool
    signers: tuple[str, ...]
    signatures: tuple[Signature, ...] = ()
    receipt: bool = False
    last_day: date | None = None

    def unsigned(self) -> tuple[str, ...]:
        """The signers whose signature is not on record, in the form's order."""
        recorded = {one.signer for one in self.signatures}
        return tuple(signer for signer in self.signers if signer not in recorded)


def fully_signed(standing: Standing) -> bool:
    """Every signature is recorded and confirmed."""
    return not standing.unsigned() and all(one.confirmed for one in standing.signatures)


def next_steps(standing: Standing) -> tuple[str, ...]:
    """The steps that make sense now, the usual one first; void last."""
    return tuple(
        key for key in _USUAL if standing.state in STEPS[key].starts and not _out_of_place(key, standing)
    )


_USUAL = (
    "submit", "redraft", "record_signoff", "confirm_signoff", "give_number", "stamp", "deliver", "receipt",
    "withdraw", "void",
)  # fmt: skip


def refusals(
    key: str, standing: Standing, by: Any, given: Mapping[str, Any], today: date
) -> tuple[Sentence, ...]:
    """Why the step cannot be taken, each as a sentence; empty when it can.

    `by` is whoever acts (compared with whoever recorded a signature); `given` holds what the step needs.
    """
    step = STEPS[key]
    if standing.state not in step.starts:
        return (_wrong_state(step, standing.state),)
    no = [
        Sentence(
            f"“{step.title.zh}”还缺少{what.zh}，请补填。",
            f"To {step.title.en}, {what.en} is missing; enter it.",
        )
        for name, what in step.needs.items()
        if not given.get(name)
    ]
    if out := _out_of_place(key, standing):
        no.append(out)
    no += _wrong_days(given, standing, today)
    if (
        key == "record_signoff"
        and given.get("signer_role")
        and given["signer_role"] not in standing.unsigned()
    ):
        no.append(
            Sentence(
                f"“{given['signer_role']}”的签批已经登记，不能重复登记；登记有误的，请退回修改后重新送签。",
                f"The signature of {given['signer_role']} is on record already; take the paper back to correct it.",
            )
        )
    if key == "confirm_signoff":
        no += _unconfirmable(standing, by, given)
    return tuple(no)


def _wrong_state(step: Step, state: str) -> Sentence:
    allowed = [STATES[one] for one in STATES if one in step.starts]
    return Sentence(
        f"文书现为“{STATES[state].zh}”，只有{'、'.join(f'“{one.zh}”' for one in allowed)}的文书才能{step.title.zh}。",
        f"The paper is {STATES[state].en}; to {step.title.en} it must be {' or '.join(one.en for one in allowed)}.",
    )


def _out_of_place(key: str, standing: Standing) -> Sentence | None:
    """What in the paper's kind or progress speaks against the step, whatever is given with it."""
    unconfirmed = [one for one in standing.signatures if not one.confirmed]
    unnumbered = standing.has_series and not standing.number
    unstamped = standing.needs_seal and standing.state == SIGNED
    against: dict[str, tuple[bool, Sentence]] = {
        "record_signoff": (
            not standing.unsigned(),
            Sentence(
                "各方签批都已登记，请由另一人复核。",
                "All signatures are on record; somebody else must confirm them.",
            ),
        ),
        "confirm_signoff": (
            not unconfirmed,
            Sentence(
                "没有待复核的签批，请先代录签批。", "No signature waits for confirmation; record one first."
            ),
        ),
        "give_number": (
            not unnumbered,
            Sentence(
                f"文号已经是 {standing.number}，不能更改。" if standing.number else "这种文书不编文号。",
                "The number is given and cannot change."
                if standing.number
                else "This kind of paper bears no number.",
            ),
        ),
        "stamp": (
            not standing.needs_seal or unnumbered,
            Sentence("请先编号，再用印。", "Give the number first, then the seal.")
            if standing.needs_seal
            else Sentence("这种文书不用印。", "This kind of paper bears no seal."),
        ),
        "deliver": (
            not standing.leaves_team or unstamped or unnumbered,
            Sentence("请先编号、用印，再送达。", "Number and seal come before delivery.")
            if standing.leaves_team
            else Sentence("这是内部文书，不对外送达。", "This paper stays inside; it is not delivered."),
        ),
        "receipt": (standing.receipt, Sentence("回执已经登记。", "The receipt is on record.")),
    }
    applies, says = against.get(key, (False, Sentence("", "")))
    return says if applies else None


def _wrong_days(given: Mapping[str, Any], standing: Standing, today: date) -> list[Sentence]:
    day = given.get("day") or given.get("signed_on")
    if not isinstance(day, date):
        return []
    if day > today:
        return [
            Sentence(
                f"日期 {day} 晚于今天 {today}；请填写实际办理的日期。",
                f"{day} is after today, {today}; enter the day on which it was done.",
            )
        ]
    if standing.last_day and day < standing.last_day:
        return [
            Sentence(
                f"日期 {day} 早于上一步的日期 {standing.last_day}；请核对。",
                f"{day} is before the step before it, {standing.last_day}; check the day.",
            )
        ]
    return []


def _unconfirmable(standing: Standing, by: Any, given: Mapping[str, Any]) -> list[Sentence]:
    no = []
    signer = given.get("signer_role")
    if any(
        one.recorded_by == by and not one.confirmed and signer in (None, one.signer)
        for one in standing.signatures
    ):
        no.append(
            Sentence(
                "代录签批的人不能自己复核，请另一名工作人员对照原件复核。",
                "Whoever recorded the signature cannot confirm it; another person must compare it with the original.",
            )
        )
    code = str(given.get("code", "")).strip().upper().replace(" ", "").replace("－", "-")
    if code and code.replace("-", "") != standing.code.replace("-", ""):
        no.append(
            Sentence(
                "填写的事实码与本文书不符：签批的可能是另一稿。请核对原件页脚；确为另一稿的，请退回重新送签。",
                "The code does not belong to this paper: another draft may have been signed. Check the footer of the "
                "original; if so, take the paper back and submit it again.",
            )
        )
    return no
