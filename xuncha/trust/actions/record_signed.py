"""代录批准: the approver signed the printed sheet; somebody other than the proposer records it, and the deed is done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import two
from xuncha.trust.act import Act, action
from xuncha.trust.core.deeds import DEEDS
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import DeedProposal


@action(
    "deed.record_signed",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("代录双人事项的签批", "record the signed sheet of a two-person act"),
)
def record_signed(
    act: Act,
    *,
    proposal: DeedProposal,
    version: int,
    code: str,
    signer: str,
    signed_on: date,
    original_at: str,
    given: Mapping[str, Any] | None = None,
) -> DeedProposal:
    """Record who signed the sheet, when, and where it lies; ``code`` is copied from the sheet.

    Raises Refusal for a sheet of other content, the proposer's own signature, a day out of place, and as ``two.decide``.
    """
    proposal = act.one(DeedProposal, proposal.pk)
    _judge_sheet(act, proposal, code, signer, signed_on, original_at)
    signed = {
        "signer": signer.strip(),
        "signed_on": signed_on.isoformat(),
        "original_at": original_at.strip(),
    }
    return two.decide(
        act, proposal, roles=DEEDS[proposal.kind].decide, version=version, given=given or {}, signed=signed
    )


def _judge_sheet(
    act: Act, proposal: DeedProposal, code: str, signer: str, signed_on: date, original_at: str
) -> None:
    if re.sub(r"[^0-9A-F]", "", code.upper()) != two.code_of(proposal).replace("-", ""):
        act.refuse(
            "code",
            Sentence("批准单上的校验码与这项提议不符。", "The code on the sheet is not this proposal's."),
            Sentence(
                "请核对是不是这一张单子；内容改过的要重新打印、重新签字。",
                "See whether it is the right sheet; changed content is signed anew.",
            ),
        )
    if not (signer.strip() and original_at.strip()):
        act.refuse(
            "unsigned",
            Sentence("请写明签字人和原件存放处。", "Write who signed and where the original lies."),
        )
    if signer.strip() == proposal.proposed_by.name:
        act.refuse("same-person", two.OTHER, Sentence("请由另一个人签字。", "Another person must sign."))
    if not proposal.proposed_on <= signed_on <= act.today:
        act.refuse(
            "day",
            Sentence(
                "签字日期应在提议之后、今天以前。", "It is signed after the proposal and not in the future."
            ),
        )
