"""销毁: what was sealed at inspections of a closed round is made unreadable for good, by two persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence, joined, same
from xuncha.rounds.models import Inspection, Round
from xuncha.trust import shredding
from xuncha.trust.act import Act
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account, DeedProposal


def propose_shredding(
    *, by: Account | Act, inspections: Sequence[Inspection], basis: str, reason: str
) -> DeedProposal:
    """Propose to destroy the keys of these inspections' compartments. Raises Refusal while their round is open, or without basis."""
    return propose(
        by=by, kind=SHRED.kind, rows=list(inspections), reason=reason, payload={"basis": basis.strip()}
    )


def _judge(act: Act, inspections: Sequence[Inspection], payload: Payload) -> None:
    rounds = Round.objects.filter(pk__in={one.round_id for one in inspections})
    if not inspections or any(one.state != "closed" for one in rounds):
        act.refuse(
            "open",
            Sentence("只有已结束轮次的材料才能销毁。", "Only what belongs to a closed round is shredded."),
            Sentence("请先结束本轮，并按规定归档。", "Close the round and archive it first."),
        )
    if not payload.get("basis"):
        act.refuse("basis", Sentence("请写明销毁依据和批准文书。", "Write the basis and the decision."))


def _shred(
    act: Act,
    proposal: DeedProposal,
    inspections: Sequence[Inspection],
    payload: Payload,
    given: Mapping[str, Any],
) -> None:
    for one in inspections:
        number = shredding.shred(act, shredding.of_an_inspection(one.pk))
        act.note("inspection.shredded", one, compartments=number)


def _says(inspections: Sequence[Inspection], payload: Payload) -> list[Fact]:
    return [
        (Sentence("巡察任务", "Inspections"), joined([same(one.title) for one in inspections], "；", "; ")),
        (Sentence("销毁依据", "Basis"), payload["basis"]),
        (
            Sentence("后果", "What follows"),
            Sentence(
                "密封内容（信访、谈话、底稿、线索、反映人身份、往来材料）永远不能再打开，从备份恢复也不能；登记项目、期限和留痕保留。",
                "What was sealed is never opened again, not from a backup either; registers, days and the journal stay.",
            ),
        ),
    ]


SHRED = declare(
    Deed(
        "shred",
        Sentence("销毁密封内容", "shred sealed content"),
        propose=OFFICE,
        approve=OFFICE | {Role.LEADING},
        record=OFFICE,
        effect=_shred,
        model="Inspection",
        columns=("round_id", "title"),
        check=_judge,
        says=_says,
    )
)
