"""Enter or import the plan of a term; what it breaks is told, not refused, except what cannot be kept."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.coverage.models import Target, Term
from xuncha.rounds.core.term_plan import Planned
from xuncha.rounds.models import PlannedTarget
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("rounds.place", roles=OFFICE, says=Sentence("安排巡察对象的轮次", "plan a target for a round"))
def place_target(act: Act, *, target: Target, number: int | None) -> None:
    """Put a target into a round of its term, or (None) take it out of the plan."""
    row = act.see(PlannedTarget).filter(target=target).first()
    if number is None:
        if row is not None:
            act.note("plannedtarget.removed", row)
            act.see(PlannedTarget).filter(pk=row.pk).delete()
    elif row is None:
        act.add(PlannedTarget(term=target.term, target=target, number=number), number=number)
    elif row.number != number:
        act.change(row, number=number)


@action("rounds.import_plan", roles=OFFICE, says=Sentence("导入五年规划", "import the plan of the term"))
def import_plan(act: Act, *, term: Term, rows: Sequence[Planned]) -> int:
    """Every row or none; targets that the table does not name keep their place. The number of changes. Twice changes nothing.

    Raises Refusal for a target named twice, or one that is not of this term.
    """
    targets = {str(one.pk): one for one in act.see(Target).filter(term=term, withdrawn=False)}
    if len({one.target for one in rows}) != len(rows):
        act.refuse(
            "twice",
            Sentence("同一个巡察对象列了两次。", "A target is named twice."),
            Sentence("每个对象只留一行。", "Keep one row each."),
        )
    if any(one.target not in targets for one in rows):
        act.refuse("foreign", Sentence("有的巡察对象不属于本届。", "A target is not of this term."))
    before = dict(act.see(PlannedTarget).filter(term=term).values_list("target_id", "number"))
    changed = [one for one in rows if before.get(targets[one.target].pk) != one.round]
    for one in changed:
        place_target(by=act, target=targets[one.target], number=one.round)
    return len(changed)
