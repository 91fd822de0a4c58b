"""向外展示留痕: an auditor shows somebody outside what certain rows of the journal were about; a second person approves the slice.

The file for checking alone tells nothing of any row and needs no approval. Rows that are shown tell who did what, and when:
codes and keyed tokens, never content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import journal, two
from xuncha.trust.act import Act, action
from xuncha.trust.actions.export_journal import AUDIT, begin_export
from xuncha.trust.actions.propose import propose
from xuncha.trust.core import audit_file
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.heads import Head
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account, DeedProposal


def propose_showing(*, by: Account | Act, first: int, last: int, to: str, reason: str) -> DeedProposal:
    """Propose to show rows ``first`` … ``last`` to ``to``. Raises Refusal for rows that are not there."""
    return propose(by=by, kind=SHOW.kind, reason=reason, payload=_payload(first, last, to))


def show_journal(*, by: Account, first: int, last: int, to: str) -> Iterator[str]:
    """The lines of the file with these rows told, once, as approved. Raises Refusal and NoRight before the first line."""
    head = begin_showing(by=by, first=first, last=last, to=to)
    return audit_file.write(head, journal.covered(head.seq), range(first, last + 1))


@action(
    "journal.show", roles=AUDIT, says=Sentence("向外展示留痕", "show rows of the journal outside")
)  # fmt: skip
def begin_showing(act: Act, *, first: int, last: int, to: str) -> Head:
    """Use up the approval of exactly these rows for that receiver; the signed head of what will be exported."""
    two.permitted(act, SHOW.kind, payload=_payload(first, last, to))
    return begin_export(by=act, first=first, last=last)


def _payload(first: int, last: int, to: str) -> dict[str, Any]:
    """The chain's value behind the last row stands for every row up to it."""
    return {"first": first, "last": last, "to": to.strip(), "chain": journal.digest_at(last)}


def _judge(act: Act, rows: Sequence[Any], payload: Payload) -> None:
    if not payload["to"]:
        act.refuse("blank", Sentence("请写明给谁看。", "Say to whom it is shown."))
    if not (0 < payload["first"] <= payload["last"] and payload["chain"]):
        act.refuse(
            "no-rows",
            Sentence("没有这些编号的留痕。", "There are no such rows."),
            Sentence("编号从1起，止于现有条数。", "Rows count from 1 to how many there are."),
        )


def _only_permits(
    act: Act, proposal: DeedProposal, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]
) -> None:
    """Approving shows nothing by itself: the auditor exports, once."""


def _says(rows: Sequence[Any], payload: Payload) -> list[Fact]:
    return [
        (Sentence("留痕编号", "Rows"), f"{payload['first']}–{payload['last']}"),
        (Sentence("给谁看", "To"), payload["to"]),
        (
            Sentence("写明什么", "What is told"),
            Sentence(
                "谁在什么时候办了什么（代码），不含任何内容；其余各条只有校验值。",
                "Who did what and when, in codes, never content; of all other rows their digests.",
            ),
        ),
        (Sentence("末条链值", "Chain at the last row"), payload["chain"]),
    ]


SHOW = declare(
    Deed(
        "export.journal",
        Sentence("向外展示留痕", "show rows of the journal outside"),
        propose=AUDIT,
        approve=OFFICE | {Role.LEADING, Role.SECURITY},
        effect=_only_permits,
        check=_judge,
        says=_says,
    )
)
