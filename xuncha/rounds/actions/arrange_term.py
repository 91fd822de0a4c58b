"""Arrange a term by the rules, keep what came of it, take it over, and publish the plan that a meeting settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.coverage.models import Target, Term
from xuncha.rounds.actions.plan_term import replace_plan
from xuncha.rounds.core.term.arrange import Arranged
from xuncha.rounds.core.term.told import arranged_told, placed_read, placed_told
from xuncha.rounds.models import PlannedTarget, TermPlan, TermProposal
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("rounds.propose_term", roles=OFFICE, says=Sentence("排五年规划方案", "arrange the term"))
def propose_term(act: Act, *, term: Term, asked: Mapping[str, Any], found: Arranged) -> TermProposal:
    """Keep what arranging came to, with or without a plan. The solving happens before, outside the transaction."""
    number = 1 + max(act.see(TermProposal).filter(term=term).values_list("number", flat=True), default=0)
    row = TermProposal(
        term=term,
        number=number,
        made_on=act.today,
        made_by=act.by,
        asked=dict(asked),
        told=arranged_told(found),
        placed=placed_told(found.plan.placed) if found.plan else [],
        first=placed_told(found.first.placed) if found.first else [],
    )
    return act.add(row, number=number)


@action("rounds.accept_term", roles=OFFICE, says=Sentence("采用五年规划方案", "accept a plan of the term"))
def accept_term(act: Act, *, proposal: TermProposal) -> int:
    """The present plan becomes that of the proposal. The number of changes. Raises Refusal where there is no plan in it."""
    if not proposal.placed:
        act.refuse("no-plan", Sentence("这个方案里没有可用的安排。", "There is no plan in this proposal."))
    count: int = replace_plan(by=act, term=proposal.term, placed=placed_read(proposal.placed))
    for other in act.see(TermProposal).filter(term=proposal.term, accepted=True).exclude(pk=proposal.pk):
        act.change(other, accepted=False)
    if not proposal.accepted:
        act.change(proposal, accepted=True)
    return count


@action("rounds.publish_term", roles=OFFICE, says=Sentence("发布五年规划", "publish the plan of the term"))
def publish_term(
    act: Act, *, term: Term, body: str, decided_on: date, document: str, reason: str = ""
) -> TermPlan:
    """The present plan as the next edition, with the meeting that settled it.

    Raises Refusal for an empty plan, a meeting still to come, or a plan that is the last edition unchanged.
    """
    rows = act.see(PlannedTarget).filter(term=term).values_list("target_id", "number", "again")
    placed = sorted([str(target), number, again] for target, number, again in rows)
    if not placed:
        act.refuse("empty", Sentence("规划还是空的，不能发布。", "The plan is empty."))
    if decided_on > act.today:
        act.refuse("early", Sentence("会议日期还没有到。", "The meeting has not been held yet."))
    last = act.see(TermPlan).filter(term=term).order_by("-number").first()
    if last is not None and last.placed == placed:
        act.refuse(
            "unchanged",
            Sentence(
                f"与第{last.number}版没有不同，不需要再发布。", f"Nothing differs from edition {last.number}."
            ),
        )
    targets = act.see(Target).filter(pk__in=[target for target, _, _ in placed])
    number = last.number + 1 if last else 1
    row = TermPlan(
        term=term,
        number=number,
        published_on=act.today,
        published_by=act.by,
        body=body,
        decided_on=decided_on,
        document=document,
        reason=reason,
        placed=placed,
        names={str(one.pk): one.name for one in targets},
    )
    return act.add(row, number=number)
