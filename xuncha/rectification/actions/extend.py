"""延期: only a recorded decision moves the day, and it takes two persons to record it; the first day stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.papers.actions.record_decision import record_decision
from xuncha.rectification import facts
from xuncha.rectification.core.clock import Deadline, State, extension_problems
from xuncha.rectification.core.clock import Extension as Wanted
from xuncha.rectification.models import Extension, Item
from xuncha.trust.act import Act
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account, DeedProposal


def propose_extension(
    *,
    by: Account | Act,
    item: Item,
    until: date,
    decided_by: str,
    decided_on: date,
    document: str,
    reason: str,
) -> DeedProposal:
    """Propose to move the due day by a decision taken outside; it moves when a second person approves.

    Raises Refusal without body, document, reason or a later day, and where no clock runs.
    """
    payload = {
        "until": until.isoformat(), "decided_by": decided_by.strip(), "decided_on": decided_on.isoformat(),
        "document": document.strip(),
    }  # fmt: skip
    return propose(by=by, kind=CHANGE.kind, rows=[item], reason=reason, payload=payload)


def _wanted(payload: Payload, reason: str) -> Wanted:
    day = date.fromisoformat
    return Wanted(
        day(payload["until"]), payload["decided_by"], day(payload["decided_on"]), payload["document"], reason
    )


def _judge(act: Act, items: Sequence[Item], payload: Payload) -> None:
    """Refuse what the clock's own rules refuse; the reason is asked for by every proposal."""
    item = items[0]
    if item.first_due is None or State(item.state).at_rest:
        act.refuse("at-rest", Sentence("该事项没有在计的期限，无须延期", "No clock runs on this item"))
    moved = facts.standings([item], act, act.today)[0].deadline or Deadline(item.first_due)
    problems = extension_problems(moved, _wanted(payload, "given"), act.today)
    if problems:
        act.refuse("extension", problems[0])


def _extend(
    act: Act, proposal: DeedProposal, items: Sequence[Item], payload: Payload, given: Mapping[str, Any]
) -> None:
    item, wanted = items[0], _wanted(payload, given["reason"])
    decision = record_decision(
        by=act, kind="延期", body=wanted.decided_by, decided_on=date.fromisoformat(payload["decided_on"]),
        document=payload["document"], inspection_id=item.inspection_id, about_id=item.pk,
    )  # fmt: skip
    act.add(
        Extension(
            item=item, inspection_id=item.inspection_id, organisation_id=item.organisation_id, decision=decision,
            until=wanted.until, reason=given["reason"][:200],
        ),
        until=wanted.until,
    )  # fmt: skip
    act.change(item, due=wanted.until, noting="extended")


def _says(items: Sequence[Item], payload: Payload) -> list[Fact]:
    item = items[0]
    return [
        (Sentence("整改事项", "Item"), item.number),
        (Sentence("现定期限", "Due now"), item.due),
        (Sentence("延期至", "Until"), payload["until"]),
        (Sentence("批准机关", "Decided by"), payload["decided_by"]),
        (Sentence("批准文书", "Document"), f"{payload['document']}（{payload['decided_on']}）"),
    ]


CHANGE = declare(
    Deed(
        "clock.change",
        Sentence("变更在计的整改期限", "change a running clock"),
        propose=OFFICE,
        approve=OFFICE,
        record=OFFICE | {Role.LIAISON},
        effect=_extend,
        model="Item",
        columns=("due", "first_due", "state", "number"),
        check=_judge,
        says=_says,
        page=("rectification-item", "item"),
    )
)
