"""密钥恢复: two paper shares, typed by two persons, give lost keys back to those who should hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import key_folder, recovering
from xuncha.trust.act import Act
from xuncha.trust.actions.confirm_reset import confirm_by_two, open_resets
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, DeedProposal

PROPOSERS = frozenset({Role.SECURITY})
APPROVERS = frozenset({Role.SYSTEM, Role.AUDIT, Role.OFFICE})


def propose_recovery(*, by: Account | Act, digits: str, reason: str) -> DeedProposal:
    """Propose with the first share; it is sealed for those who may approve and erased when the proposal ends. Raises Refusal."""
    payload = {"resets": _awaiting(), "people": [one.account.name for one in open_resets()]}
    return propose(by=by, kind=RECOVER.kind, reason=reason, payload=payload, given={"digits": digits})


def _awaiting() -> list[str]:
    """The resets that nobody has confirmed, each as it stands."""
    return sorted(f"{one.pk}:{one.version}" for one in open_resets())


def _judge(act: Act, rows: Sequence[Any], payload: Payload) -> None:
    if payload["resets"] != _awaiting():
        act.refuse(
            "resets",
            Sentence(
                "提议之后又有账号重设过密码，或者已经核实。",
                "Since it was proposed an account was reset, or confirmed.",
            ),
            Sentence("请撤回后重新提议。", "Withdraw it and propose again."),
        )
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
    resets = open_resets()
    if act.by.pk in {one.by_id for one in resets}:
        act.refuse(
            "own-reset",
            Sentence(
                "重设密码的人不能批准把密钥交给重设后的账号。",
                "Who reset an account does not approve handing it keys.",
            ),
            Sentence("请另一名有权批准的人办理。", "Let another of those who may approve do it."),
        )
    confirm_by_two(act, resets)
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
        (
            Sentence("重设后还没有核实的人", "Reset and not confirmed"),
            "、".join(payload["people"]) or Sentence("没有", "none"),
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
