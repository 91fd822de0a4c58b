"""What the team leader does with a lead: read, transfer, record the person's words and the result, clear the person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.actions._kept_away import SOURCE, bar_lead
from xuncha.findings.models import Lead
from xuncha.rulebook import calendar
from xuncha.rulebook.models import look
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role

LEADER = frozenset({Role.LEADER})
CLEARED = "了解清楚，予以澄清"


@action(
    "findings.open_leads",
    roles=LEADER,
    where="anywhere",
    says=Sentence("启封查阅问题线索", "open leads"),
    reads=True,
)
def open_leads(act: Act, *, leads: Sequence[Lead]) -> list[dict[str, str]]:
    """The plain contents, one dict a lead. A cleared lead is not opened: its person stands on no list. Raises NotSeen."""
    leads = [act.one(Lead, lead.pk) for lead in leads]
    if any(lead.state == Lead.CLEARED for lead in leads):
        act.refuse(
            "cleared", Sentence("该件已澄清了结，不再启封", "This one is cleared and is not opened again")
        )
    for lead in leads:
        bar_lead(act, lead)
    opened = act.open(leads, "body", "transferred_to", "explanation", "outcome")
    return [_unpacked(one) for one in opened]


@action(
    "findings.transfer_lead", roles=LEADER, where="lead", says=Sentence("移交问题线索", "transfer a lead")
)
def transfer_lead(
    act: Act, *, lead: Lead, to: str, on: date, document: str, version: int | None = None
) -> Lead:
    """Transfer by a recorded decision (``document``). The clock for the result starts. Raises Refusal, Stale."""
    lead = _lead(act, lead)
    if lead.state not in (Lead.SEALED, Lead.KEPT):
        act.refuse("transferred", Sentence("该线索已移交", "This lead is transferred already"))
    if to not in facts.shipped("disciplines")["receivers"]:
        act.refuse("receiver", Sentence("请选择接收机关", "Choose the body that receives it"))
    if not document.strip():
        act.refuse(
            "document",
            Sentence(
                "移交须有批准文书，请填写文号或会议纪要", "A transfer needs a decision; enter its document"
            ),
        )
    if on > act.today:
        act.refuse("ahead", Sentence("移交日期在今天之后，请核对", "The day lies in the future; check it"))
    due = look("findings.lead_result", on).clock().due(on, calendar.official())
    kept = json.dumps({"to": to, "document": document.strip()}, ensure_ascii=False)
    return act.change(
        lead, version, state=Lead.TRANSFERRED, transferred_on=on, due=due,
        transferred_to=vault.seal(lead, "transferred_to", kept), noting="transferred",
    )  # fmt: skip


@action(
    "findings.record_explanation", roles=LEADER, where="lead",
    says=Sentence("登记被反映人的说明", "record the words of the person reported"),
)  # fmt: skip
def record_explanation(act: Act, *, lead: Lead, text: str, version: int | None = None) -> Lead:
    """The person's right to explain and defend. Raises Refusal for an empty text."""
    lead = _lead(act, lead)
    if not text.strip():
        act.refuse("empty", Sentence("请写明本人的说明", "Write what the person said"))
    return act.change(
        lead, version, explanation=vault.seal(lead, "explanation", text.strip()), noting="explanation"
    )


@action(
    "findings.record_result",
    roles=LEADER,
    where="lead",
    says=Sentence("登记线索办理结果", "record the result of a lead"),
)
def record_result(
    act: Act, *, lead: Lead, disposition: str, says: str, founded: bool, version: int | None = None
) -> Lead:
    """The result that came back. Unfounded: the person is cleared, and the lead stands on no list any more. Raises Refusal."""
    lead = _lead(act, lead)
    if lead.state != Lead.TRANSFERRED:
        act.refuse(
            "not-transferred", Sentence("线索移交后才能登记办理结果", "Only a transferred lead has a result")
        )
    if disposition not in facts.shipped("disciplines")["dispositions"] or not says.strip():
        act.refuse(
            "incomplete",
            Sentence("请选择处置方式并写明结论", "Choose the disposition and write the conclusion"),
        )
    kept = json.dumps({"disposition": disposition, "says": says.strip()}, ensure_ascii=False)
    return act.change(
        lead, version, state=Lead.ANSWERED if founded else Lead.CLEARED, ended_on=act.today,
        outcome=vault.seal(lead, "outcome", kept), noting="result",
    )  # fmt: skip


@action("findings.clear_person", roles=LEADER, where="lead", says=Sentence("澄清了结", "clear a person"))
def clear_person(act: Act, *, lead: Lead, because: str, version: int | None = None) -> Lead:
    """Clear after the transfer, when the matter is explained; before it two persons do (``keep_lead``).

    Raises Refusal without a reason, before the transfer or after the end.
    """
    lead = _lead(act, lead)
    if lead.state in (Lead.SEALED, Lead.KEPT):
        act.refuse(
            "needs-two",
            Sentence("不移交就了结线索，要两个人办", "Ending a lead without a transfer takes two persons"),
            Sentence("请用“提议不移交”", "Propose not to transfer it"),
        )
    if lead.state != Lead.TRANSFERRED:
        act.refuse("ended", Sentence("该线索已有结果", "This lead has a result already"))
    if not because.strip():
        act.refuse("reason", Sentence("请写明澄清的依据", "Say on what grounds the person is cleared"))
    kept = json.dumps({"disposition": CLEARED, "says": because.strip()}, ensure_ascii=False)
    return act.change(
        lead,
        version,
        state=Lead.CLEARED,
        ended_on=act.today,
        outcome=vault.seal(lead, "outcome", kept),
        noting="result",
    )


def _unpacked(one: dict[str, str]) -> dict[str, str]:
    """One flat mapping: the parts of the lead, ``to`` and ``document`` of its transfer, ``disposition`` and ``says`` of its result."""
    parts = {
        name: json.loads(one[name]) if one[name] else {} for name in ("body", "transferred_to", "outcome")
    }
    flat = {name: text for part in parts.values() for name, text in part.items() if name != SOURCE}
    return {
        "to": "",
        "document": "",
        "disposition": "",
        "says": "",
        "explanation": one["explanation"],
        **flat,
    }


def _lead(act: Act, lead: Lead) -> Lead:
    lead = act.one(Lead, lead.pk)
    bar_lead(act, lead)
    return lead
