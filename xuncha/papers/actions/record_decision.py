"""登记决定: taken outside by a body on a date, recorded with its document, confirmed by another person."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.papers.models import Decision, Paper
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import CLERKS, OFFICE, TEAM


@action(
    "papers.record_decision",
    roles=CLERKS,
    where="anywhere",
    says=Sentence("登记决定", "record a decision"),
)
def record_decision(
    act: Act,
    *,
    kind: str,
    body: str,
    decided_on: date,
    document: str,
    says: str = "",
    inspection_id: UUID | None = None,
    about_id: UUID | None = None,
    paper: Paper | None = None,
) -> Decision:
    """`body` decided on `decided_on`, by `document` (number, minutes, place of the original). Raises Refusal."""
    act.need(CLERKS, inspection_id)
    missing = [
        name
        for name, given in (("决定事项", kind), ("决定机构", body), ("文号、会议纪要或原件存放处", document))
        if not given.strip()
    ]
    if missing:
        act.refuse(
            "missing",
            Sentence(
                f"登记决定还缺少：{'、'.join(missing)}。",
                "The decision lacks its matter, its body or its document.",
            ),
            Sentence("请对照原件补填。", "Fill in from the original."),
        )
    if decided_on > act.today:
        act.refuse(
            "future",
            Sentence(
                f"决定日期 {decided_on} 晚于今天 {act.today}。", f"{decided_on} is after today, {act.today}."
            ),
            Sentence("决定作出之后再登记。", "Record a decision once it has been taken."),
        )
    return act.add(
        Decision(
            kind=kind.strip(), body=body.strip(), decided_on=decided_on, document=document.strip(), says=says.strip(),
            inspection_id=inspection_id, about_id=about_id, paper=paper, recorded_by=act.by,
        ),
        decided_on=decided_on.isoformat(),
    )  # fmt: skip


@action(
    "papers.confirm_decision",
    roles=OFFICE | TEAM,
    where="decision",
    says=Sentence("复核决定", "confirm a decision"),
)
def confirm_decision(act: Act, *, decision: Decision, version: int | None = None) -> Decision:
    """Somebody else has compared the record with the original. Raises Refusal, Stale."""
    now = act.one(Decision, decision.pk)
    if now.confirmed_by_id:
        act.refuse("confirmed", Sentence("这项决定已经复核。", "The decision is confirmed already."))
    if now.recorded_by_id == act.by.pk:
        act.refuse(
            "same-person",
            Sentence("登记决定的人不能自己复核。", "Whoever recorded the decision cannot confirm it."),
            Sentence("请另一名工作人员对照原件复核。", "Another person must compare it with the original."),
        )
    return act.change(now, now.version if version is None else version, confirmed_by=act.by)
