"""不移交问题线索: the leader alone cannot let a lead end where it is; a second person of the team agrees, or somebody above signs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.findings.actions._kept_away import bar_lead, lead_barred
from xuncha.findings.actions.handle_lead import CLEARED
from xuncha.findings.models import Lead
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.act import Act
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, DeedProposal

KEPT_AS = "暂不移交，留存备查"
WAYS = {
    "clear": Sentence("澄清了结：已经了解清楚，对本人予以澄清", "clear the person"),
    "keep": Sentence("留存备查：暂不移交，今后可以再移交", "keep it for now"),
}


def propose_keeping(*, by: Account | Act, lead: Lead, way: str, because: str) -> DeedProposal:
    """Propose not to transfer a sealed lead: ``clear`` or ``keep``. Raises Refusal without grounds or once it was transferred."""
    return propose(by=by, kind=KEEP.kind, rows=[lead], reason=because, payload={"way": way})


def _judge(act: Act, leads: Sequence[Lead], payload: Payload) -> None:
    if act.sight.has({Role.LEADER}, leads[0].inspection_id):
        bar_lead(act, leads[0])
    if payload.get("way") not in WAYS:
        act.refuse("way", Sentence("请选择澄清还是留存", "Choose to clear or to keep"))
    if leads[0].state != Lead.SEALED and not (leads[0].state == Lead.KEPT and payload["way"] == "clear"):
        act.refuse(
            "ended", Sentence("该线索已移交或者已有结果", "This lead is transferred or has a result already")
        )


def _keep(
    act: Act, proposal: DeedProposal, leads: Sequence[Lead], payload: Payload, given: Mapping[str, Any]
) -> None:
    """The second person does not see the lead itself: it is written on his word, by the house."""
    lead, clear = leads[0], payload["way"] == "clear"
    kept = json.dumps(
        {"disposition": CLEARED if clear else KEPT_AS, "says": given["reason"]}, ensure_ascii=False
    )
    whole(Lead, "the second person agrees without seeing the lead").filter(pk=lead.pk).update(
        state=Lead.CLEARED if clear else Lead.KEPT, ended_on=act.today if clear else None,
        outcome=vault.seal(lead, "outcome", kept), version=lead.version + 1,
    )  # fmt: skip
    act.note("lead.changed", lead, what="cleared" if clear else "kept")


def _bars(act: Act, leads: Sequence[Lead], account: Account) -> bool:
    """Who must keep away from the lead does not agree to let it end."""
    return lead_barred(leads[0], account, act.today)


def _says(leads: Sequence[Lead], payload: Payload) -> list[Fact]:
    return [
        (Sentence("问题线索", "Lead"), f"第{leads[0].serial}号（内容密封，批准人不查阅）"),
        (Sentence("密封日期", "Sealed"), leads[0].sealed_on),
        (Sentence("拟作处理", "Proposed"), WAYS[payload["way"]]),
    ]


KEEP = declare(
    Deed(
        "lead.keep",
        Sentence("不移交问题线索", "not to transfer a lead"),
        propose=frozenset({Role.LEADER}),
        approve=frozenset({Role.DEPUTY}),
        record=frozenset({Role.DEPUTY, Role.PETITION}),
        effect=_keep,
        model="Lead",
        columns=("state", "body", "explanation", "serial"),
        check=_judge,
        bars=_bars,
        says=_says,
    )
)
