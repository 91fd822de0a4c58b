"""延期: only a recorded decision moves the day; the first day stays."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.papers.actions.record_decision import record_decision
from xuncha.rectification import facts
from xuncha.rectification.core.clock import Deadline, State, extension_problems
from xuncha.rectification.core.clock import Extension as Wanted
from xuncha.rectification.models import Extension, Item
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action(
    "rectification.extend",
    roles=OFFICE,
    where="item",
    says=Sentence("登记延期决定", "record a decision to extend"),
)
def extend(
    act: Act, *, item: Item, until: date, decided_by: str, decided_on: date, document: str, reason: str,
    version: int | None = None,
) -> Extension:  # fmt: skip
    """Move the due day by a decision taken outside. Raises Refusal without body, document, reason or a later day, Stale."""
    item = act.one(Item, item.pk)
    if item.first_due is None or State(item.state).at_rest:
        act.refuse("at-rest", Sentence("该事项没有在计的期限，无须延期", "No clock runs on this item"))
    moved = facts.standings([item], act, act.today)[0].deadline or Deadline(item.first_due)
    problems = extension_problems(moved, Wanted(until, decided_by, decided_on, document, reason), act.today)
    if problems:
        act.refuse("extension", problems[0])
    decision = record_decision(
        by=act, kind="延期", body=decided_by, decided_on=decided_on, document=document, inspection_id=item.inspection_id,
        about_id=item.pk,
    )  # fmt: skip
    row = act.add(
        Extension(
            item=item, inspection_id=item.inspection_id, organisation_id=item.organisation_id, decision=decision,
            until=until, reason=reason.strip(),
        ),
        until=until,
    )  # fmt: skip
    act.change(item, version, due=until, noting="extended")
    return row
