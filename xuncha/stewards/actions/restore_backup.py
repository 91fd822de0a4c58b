"""恢复备份: one of the administrators proposes, another approves; only then does the command put the backup in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import two
from xuncha.trust.act import Act, action
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import Role
from xuncha.trust.models import DeedProposal

PROPOSERS = frozenset({Role.SYSTEM})
APPROVERS = frozenset({Role.SECURITY, Role.OFFICE})


def _only_permits(
    act: Act, proposal: DeedProposal, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]
) -> None:
    """Approving restores nothing by itself: the command does, once, with exactly this file."""


def _says(rows: Sequence[Any], payload: Payload) -> list[Fact]:
    return [
        (Sentence("备份时间", "Made at"), payload["made_at"]),
        (Sentence("备份时的留痕条数", "Journal rows then"), payload["rows"]),
        (Sentence("备份文件校验码", "SHA-256"), payload["file"]),
        (
            Sentence("后果", "What follows"),
            Sentence(
                "备份之后的办理都不在了；原数据库改名保留。",
                "All done since is gone; the old database is kept under another name.",
            ),
        ),
    ]


RESTORE = declare(
    Deed(
        "restore",
        Sentence("从备份恢复", "restore a backup"),
        propose=PROPOSERS,
        approve=APPROVERS,
        effect=_only_permits,
        says=_says,
    )
)


@action(
    "backup.permitted",
    roles=PROPOSERS | APPROVERS,
    where="anywhere",
    says=Sentence("凭批准恢复备份", "restore as approved"),
)
def use_permission(act: Act, *, payload: Mapping[str, Any]) -> DeedProposal:
    """Use up the approval of exactly this file. Raises Refusal where there is none."""
    return two.permitted(act, RESTORE.kind, payload=payload)
