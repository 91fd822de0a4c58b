"""问题线索: what points at a person's breach is sealed at once; from then on the team leader alone sees that it exists."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.actions._kept_away import SOURCE, bar_kept_away
from xuncha.findings.actions.decide_observation import OPEN_STATES
from xuncha.findings.models import Lead, Observation
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM, Role


@dataclass(frozen=True)
class LeadText:
    """What a lead needs: person, post, act, discipline, evidence, and how it can be checked (可查性)."""

    person: str
    post: str
    did: str
    discipline: str
    evidence: str
    checkable: str


@action(
    "findings.make_lead", roles=TEAM | {Role.PETITION}, where="inspection",
    says=Sentence("密封上交", "hand in under seal"),
)  # fmt: skip
def make_lead(
    act: Act,
    *,
    inspection: Inspection,
    written: LeadText,
    observation: Observation | None = None,
    keep_open: bool = False,
) -> None:
    """Seal it for the team leader. With ``observation``, that goes under the same seal, unless ``keep_open`` (分开办理).

    Returns nothing: who hands it in sees it no more. Raises Refusal when a part is missing; its words name no person.
    """
    if not all(getattr(written, name).strip() for name in ("person", "did", "evidence", "checkable")):
        act.refuse(
            "incomplete",
            Sentence(
                "请写明涉及的人、具体行为、证据材料和可查性；说不清的先作待核事项继续了解",
                "Person, act, evidence and how to check it are needed; otherwise look further first",
            ),
        )
    if written.discipline not in facts.shipped("disciplines")["disciplines"]:
        act.refuse("discipline", Sentence("请选择涉及的纪律类别", "Choose the discipline concerned"))
    if observation is not None and (
        observation.inspection_id != inspection.pk
        or act.one(Observation, observation.pk).state not in OPEN_STATES
    ):
        act.refuse(
            "decided",
            Sentence(
                "该待核事项已有处理结果或不属于本次巡察",
                "This observation is decided, or of another inspection",
            ),
        )
    if observation is not None:
        bar_kept_away(act, [observation])
    lead = Lead(
        inspection=inspection, serial=act.next_serial(Lead, inspection), sealed_on=act.today, sealed_by=act.by
    )
    source = (
        {SOURCE: str(observation.pk)} if observation is not None and observation.source == "letter" else {}
    )
    act.seal(lead, "body", json.dumps({**asdict(written), **source}, ensure_ascii=False))
    act.add(lead)
    if observation is not None and not keep_open:
        act.change(observation, state=Observation.SEALED, decided_on=act.today, noting="decided")
