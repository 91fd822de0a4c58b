"""密钥恢复: two paper shares, typed by two persons, give lost keys back to those who should hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import key_folder, recovering
from xuncha.trust.act import Act
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, DeedProposal

PROPOSERS = frozenset({Role.SECURITY})
APPROVERS = frozenset({Role.SYSTEM, Role.AUDIT, Role.OFFICE})


def propose_recovery(*, by: Account | Act, digits: str, reason: str) -> DeedProposal:
    """Propose with the first share; it is sealed for those who may approve and erased when the proposal ends. Raises Refusal."""
    return propose(by=by, kind=RECOVER.kind, reason=reason, given={"digits": digits})


def _judge(act: Act, rows: Sequence[Any], payload: Payload) -> None:
    if key_folder.recovery() is None:
        act.refuse(
            "no-recovery",
            Sentence(
                "没有恢复密钥：首次启用时才会生成恢复码。",
                "There is no recovery key; the first start makes it.",
            ),
        )


def _share(act: Act, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]) -> bytes:
    return recovering.read_digits(given.get("digits", ""))


def _recover(
    act: Act, proposal: DeedProposal, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]
) -> None:
    second = recovering.read_digits(given.get("digits", ""))
    number = recovering.recover([given["share"], second], act.by.pk)
    act.note("keys.recovered", proposal, wraps=number)


def _says(rows: Sequence[Any], payload: Payload) -> list[Fact]:
    return [
        (
            Sentence("后果", "What follows"),
            Sentence(
                "各部分内容的密钥按今天的授权重新交给应当持有的人；管理员自己什么也打不开。",
                "Every key is handed to whom today's roles say; the administrators themselves open nothing.",
            ),
        ),
        (Sentence("需要", "Needed"), Sentence("批准人输入第二份恢复码", "The approver types a second share")),
    ]


RECOVER = declare(
    Deed(
        "key.recover",
        Sentence("用恢复码找回密钥", "recover keys with the paper shares"),
        propose=PROPOSERS,
        approve=APPROVERS,
        effect=_recover,
        check=_judge,
        says=_says,
        share=_share,
        asks={"digits": Sentence("第二份恢复码", "The second share")},
    )
)
