"""身份保管人: who keeps a share of the identities' key is decided by the security administrator; the shares move by two keepers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import split_keys, two
from xuncha.trust.act import Act, action
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import ADMINISTRATORS, Role
from xuncha.trust.models import Account, Custodian, DeedProposal

NAMERS = frozenset({Role.SECURITY})


@action("custody.name", roles=NAMERS, says=Sentence("指定身份保管人", "name a custodian of identities"))
def name_custodian(act: Act, *, account: Account, basis: str, starts: date | None = None) -> Custodian:
    """Name an account. Raises Refusal without a basis, for an administrator, a custodian already, and a second account of one."""
    if not basis.strip():
        act.refuse("basis", Sentence("请写明指定依据。", "Write the basis."))
    if account.sight.has(ADMINISTRATORS) or not account.is_active:
        act.refuse(
            "administrator",
            Sentence("管理员和已停用的账号不能当保管人。", "No administrator, no closed account."),
        )
    present = Custodian.objects.filter(account__in=split_keys.named(act.today)).select_related("account")
    if two.person_of(account) in {two.person_of(one.account) for one in present}:
        act.refuse("already", Sentence("此人已经是保管人。", "This person is a custodian already."))
    return act.add(Custodian(account=account, starts=starts or act.today, basis=basis.strip()))


@action("custody.end", roles=NAMERS, says=Sentence("终止身份保管人", "end a custodian's charge"))
def end_custodian(act: Act, *, custodian: Custodian) -> Custodian:
    """From today no custodian any more: he can neither propose nor approve. His old share goes when the keys are shared out anew."""
    return act.change(custodian, ends=act.today)


def _share(act: Act, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]) -> bytes:
    return split_keys.share_of(of_inspection("identities", rows[0].pk), act.by.pk)


def _split(
    act: Act, proposal: DeedProposal, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]
) -> None:
    name = of_inspection("identities", rows[0].pk)
    split_keys.split_anew(name, [given["share"], split_keys.share_of(name, act.by.pk)])
    act.note("identities.shared_anew", rows[0], keepers=len(split_keys.keepers(rows[0].pk)))


def _judge(act: Act, rows: Sequence[Any], payload: Payload) -> None:
    if not split_keys.is_due(rows[0].pk):
        act.refuse(
            "not-due",
            Sentence("密钥已经按现在的保管人分存。", "The key is shared out among the present custodians."),
        )
    if len(split_keys.receivers(rows[0].pk)) < split_keys.SHARES_NEEDED:
        act.refuse("no-custodians", split_keys.NO_CUSTODIANS, split_keys.NAME_THEM)


def _says(rows: Sequence[Any], payload: Payload) -> list[Fact]:
    names = sorted(key.account.name for key in split_keys.receivers(rows[0].pk))
    return [
        (Sentence("巡察任务", "Inspection"), str(rows[0])),
        (Sentence("重新分存给", "Shared out to"), "、".join(names)),
    ]


SHARE_ANEW = declare(
    Deed(
        "identity.share",
        Sentence("重新分存身份密钥", "share the identities' key out anew"),
        propose=frozenset(),
        approve=frozenset(),
        effect=_split,
        model="Inspection",
        columns=("title",),
        check=_judge,
        says=_says,
        custody=True,
        share=_share,
    )
)
