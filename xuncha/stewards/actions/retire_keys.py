"""销毁旧密钥: older key pairs that sealed nothing any more are destroyed, by two persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import resealing, shredding
from xuncha.trust.act import Act
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account, DeedProposal


def propose_retiring(*, by: Account | Act, reason: str) -> DeedProposal:
    """Propose to destroy every older pair that sealed nothing any more. Raises Refusal where there is none."""
    names = sorted(shredding.retired(*one) for one in resealing.unused())
    return propose(by=by, kind=RETIRE.kind, reason=reason, payload={"pairs": names})


def _judge(act: Act, rows: Sequence[Any], payload: Payload) -> None:
    idle = {shredding.retired(*one) for one in resealing.unused()}
    if not payload["pairs"]:
        act.refuse(
            "none-unused",
            Sentence("没有可以销毁的旧密钥。", "There is no older key that sealed nothing any more."),
            Sentence(
                "先由能打开的人重新密封（xuncha keys reseal），单机带回并擦除后再办。",
                "Have the content sealed anew first, and machines wiped.",
            ),
        )
    if not idle >= set(payload["pairs"]):
        act.refuse(
            "in-use-again",
            Sentence("提议里的旧密钥又有内容要用它打开。", "One of these keys is needed again."),
            Sentence("请撤回，重新密封后再提议。", "Withdraw, seal anew, and propose again."),
        )


def _retire(
    act: Act, proposal: DeedProposal, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]
) -> None:
    act.note("keys.retired", number=shredding.shred(act, payload["pairs"]))


def _says(rows: Sequence[Any], payload: Payload) -> list[Fact]:
    return [
        (Sentence("旧密钥", "Older keys"), str(len(payload["pairs"]))),
        (
            Sentence("后果", "What follows"),
            Sentence(
                "现有内容都已改用新密钥，不受影响；此前的数据备份里用旧密钥密封的内容永远不能再打开。",
                "Nothing here is touched; in earlier backups what these keys sealed is never opened again.",
            ),
        ),
    ]


RETIRE = declare(
    Deed(
        "key.retire",
        Sentence("销毁旧密钥", "destroy older keys"),
        propose=frozenset({Role.SECURITY}),
        approve=OFFICE | {Role.LEADING},
        effect=_retire,
        check=_judge,
        says=_says,
    )
)
