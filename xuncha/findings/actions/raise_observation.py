"""An observation out of any source: a letter, a talk, a hit of a screen, a note from the field, or a member's own eyes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.findings.models import LETTER_READERS, Evidence, Observation
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM, Role

SOURCES = {
    "letter": Sentence("信访", "letter"),
    "interview": Sentence("谈话", "interview"),
    "hit": Sentence("数据筛查", "screen"),
    "note": Sentence("调阅走访", "fieldwork"),
    "survey": Sentence("问卷", "questionnaire"),
    "report": Sentence("听取汇报", "report heard"),
    "other": Sentence("其他", "other"),
}


@action(
    "findings.raise_observation", roles=TEAM | {Role.PETITION}, where="inspection",
    says=Sentence("提出待核事项", "raise an observation"),
)  # fmt: skip
def raise_observation(
    act: Act, *, inspection: Inspection, source: str, text: str, source_id: UUID | None = None, area: str = "",
    evidence: Iterable[str] = (),
) -> Observation:  # fmt: skip
    """A new observation with its evidence (one line each: what it is and where it is found).

    Raises Refusal for an unknown source or an empty text, NoRight for a letter's matter raised by somebody who may not read letters.
    """
    if source not in SOURCES:
        act.refuse("source", Sentence("待核事项的来源不在目录内", "This source is not known"))
    if not text.strip():
        act.refuse("empty", Sentence("请写明要核实什么", "Write what is to be looked into"))
    if source == "letter":
        act.need(LETTER_READERS, inspection.pk)
    row = Observation(
        inspection=inspection, serial=act.next_serial(Observation, inspection), source=source, source_id=source_id,
        area=area, raised_on=act.today, raised_by=act.by,
    )  # fmt: skip
    act.seal(row, "text", text.strip())
    act.add(row, source=source)
    pin_evidence(act, evidence, observation=row)
    return row


def pin_evidence(act: Act, lines: Iterable[str], **to: Observation) -> None:
    """Add evidence lines to ``observation=`` or ``working_paper=``, numbered after those that are there; for actions of this room."""
    (owner,) = to.values()
    number = act.see(Evidence).filter(**to).count()
    for line in (line.strip() for line in lines):
        if line:
            number += 1
            proof = Evidence(inspection_id=owner.inspection_id, number=number, **to)
            proof.of_letter = getattr(owner, "source", "") == "letter"
            act.seal(proof, "says", line)
            act.add(proof)
