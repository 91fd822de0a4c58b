"""延长只读权限: after the rights have ended, reading on by a recorded decision, until a day."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.papers.actions.record_decision import record_decision
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.actions.grants import ask_for_grant
from xuncha.trust.core.roles import AT_AN_INSPECTION, OFFICE, Role
from xuncha.trust.models import Account, Grant

KIND = "延长只读权限"


@action("leaving.prolong", roles=OFFICE, says=Sentence("申请延长只读权限", "ask to prolong reading"))
def prolong_reading(
    act: Act,
    *,
    inspection: Inspection,
    account: Account,
    role: Role,
    until: date,
    decided_by: str,
    decided_on: date,
    document: str,
) -> Grant:
    """Record the decision and ask for a read-only grant, which two administrators bring into force as any other.

    Raises Refusal for somebody who never held the role there, a day that is past, and a decision without body or document.
    """
    held = Grant.objects.filter(
        account=account, role=role, inspection=inspection.pk, state=Grant.EFFECTIVE, read_only=False
    )
    if role not in AT_AN_INSPECTION or not held.exists():
        act.refuse(
            "never-held",
            Sentence("此人没有在这项任务中担任过该角色。", "This person never held that role here."),
            Sentence("只能延长原有角色的只读权限。", "Only a role that was held is prolonged."),
        )
    if until <= act.today:
        act.refuse(
            "past",
            Sentence("到期日须在今天之后。", "The last day lies in the past."),
            Sentence("请对照批准文书填写。", "Take it from the decision."),
        )
    decision = record_decision(
        by=act, kind=KIND, body=decided_by, decided_on=decided_on, document=document,
        inspection_id=inspection.pk, about_id=account.pk,
    )  # fmt: skip
    return ask_for_grant(
        by=act, account=account, role=role, inspection=inspection.pk, ends=until, read_only=True,
        place=f"第{inspection.round.number}轮", basis=f"{decision.body}，{decision.document}"[:120],
    )  # fmt: skip
