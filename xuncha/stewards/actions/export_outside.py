"""向外导出: content leaves the house only when a second person approved exactly that file for exactly that receiver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import two
from xuncha.trust.act import Act
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import CLERKS, HEADS, OFFICE
from xuncha.trust.models import Account, DeedProposal


def propose_export(*, by: Account | Act, what: str, to: str, content: bytes, reason: str) -> DeedProposal:
    """Propose to hand ``content`` (as it will leave) to ``to``; ``what`` says in words what it is. Raises Refusal."""
    return propose(by=by, kind=EXPORT.kind, reason=reason, payload=_payload(what, to, content))


def permit_export(act: Act, *, what: str, to: str, content: bytes) -> DeedProposal:
    """For the action that lets content out: use up the approval of exactly this, or refuse. Any change asks for a new one."""
    return two.permitted(act, EXPORT.kind, payload=_payload(what, to, content))


def _payload(what: str, to: str, content: bytes) -> dict[str, str]:
    return {
        "what": what.strip(),
        "to": to.strip(),
        "sha256": sha256(content).hexdigest(),
        "bytes": str(len(content)),
    }


def _judge(act: Act, rows: Sequence[Any], payload: Payload) -> None:
    if not (payload.get("what") and payload.get("to")):
        act.refuse("blank", Sentence("请写明导出什么、交给谁。", "Say what is exported and to whom."))


def _only_permits(
    act: Act, proposal: DeedProposal, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]
) -> None:
    """Approving lets nothing out by itself: the exporting action does, once."""


def _says(rows: Sequence[Any], payload: Payload) -> list[Fact]:
    return [
        (Sentence("导出内容", "What"), payload["what"]),
        (Sentence("交给", "To"), payload["to"]),
        (Sentence("文件校验码", "SHA-256"), payload["sha256"]),
        (Sentence("大小（字节）", "Bytes"), payload["bytes"]),
    ]


EXPORT = declare(
    Deed(
        "export.outside",
        Sentence("向外导出", "export outside"),
        propose=CLERKS | HEADS,
        approve=OFFICE,
        effect=_only_permits,
        check=_judge,
        says=_says,
    )
)
