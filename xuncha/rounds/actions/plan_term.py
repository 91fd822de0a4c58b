"""Enter or import the plan of a term; what it breaks is told, not refused, except what cannot be kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.coverage.models import Target, Term
from xuncha.rounds.core.term.arranging import Placed
from xuncha.rounds.core.term.outlook_table import Row
from xuncha.rounds.core.term_plan import Planned
from xuncha.rounds.models import Outlook, PlannedTarget
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("rounds.place", roles=OFFICE, says=Sentence("安排巡察对象的轮次", "plan a target for a round"))
def place_target(act: Act, *, target: Target, number: int | None, again: bool = False) -> None:
    """Put a target (or, `again`, the second visit to it) into a round of its term, or (None) take it out of the plan."""
    row = act.see(PlannedTarget).filter(target=target, again=again).first()
    if number is None:
        if row is not None:
            act.note("plannedtarget.removed", row)
            act.see(PlannedTarget).filter(pk=row.pk).delete()
    elif row is None:
        planned = PlannedTarget(term=target.term, target=target, number=number, again=again)
        act.add(planned, number=number)
    elif row.number != number:
        act.change(row, number=number)


@action("rounds.move", roles=OFFICE, says=Sentence("移动巡察对象", "move a target on the board"))
def move_target(
    act: Act, *, target: Target, number: int | None, again: bool = False, along: Sequence[Target] = ()
) -> None:
    """Place a target, and with a first visit those that go `along` with it: all of them or none."""
    place_target(by=act, target=target, number=number, again=again)
    for one in () if again or number is None else along:
        place_target(by=act, target=one, number=number)


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
    first = act.see(PlannedTarget).filter(term=term, again=False)
    before = dict(first.values_list("target_id", "number"))
    changed = [one for one in rows if before.get(targets[one.target].pk) != one.round]
    for one in changed:
        place_target(by=act, target=targets[one.target], number=one.round)
    return len(changed)


@action(
    "rounds.replace_plan", roles=OFFICE, says=Sentence("换用五年规划方案", "take over a plan of the term")
)
def replace_plan(act: Act, *, term: Term, placed: Sequence[Placed]) -> int:
    """Make the plan what `placed` says, nothing besides. The number of changes. Raises Refusal for a foreign target."""
    targets = {str(one.pk): one for one in act.see(Target).filter(term=term, withdrawn=False)}
    if any(one.target not in targets for one in placed):
        act.refuse(
            "foreign",
            Sentence(
                "方案里有的对象已经撤销，或者不属于本届。", "A target was withdrawn or is of another term."
            ),
            Sentence("请按现在的对象重新排一次。", "Arrange the term again."),
        )
    rows = act.see(PlannedTarget).filter(term=term).values_list("target_id", "again", "number")
    before = {(str(target), again): number for target, again, number in rows}
    after = {(one.target, one.again): one.round for one in placed}
    changed = [key for key in sorted({*before, *after}) if before.get(key) != after.get(key)]
    for target, again in changed:
        place_target(
            by=act,
            target=targets.get(target) or act.one(Target, target),
            number=after.get((target, again)),
            again=again,
        )
    return len(changed)


@action(
    "rounds.outlook", roles=OFFICE, says=Sentence("登记规划要素", "say what the plan has to know of a target")
)
def set_outlook(act: Act, *, target: Target, version: int | None = None, **said: Any) -> Outlook:
    """Enter or amend; `said` are columns of `Outlook`. Raises Refusal for a risk without grounds, Stale."""
    if said.get("risk") is not None and not said.get("grounds"):
        act.refuse(
            "grounds",
            Sentence("评定了风险等级，要写明理由。", "A grade of risk needs its grounds."),
            Sentence(
                "写单位层面的事实，例如资金量大、信访多；不评个人。", "Facts of the body, not of a person."
            ),
        )
    row = act.see(Outlook).filter(target=target).first()
    if row is None:
        return act.add(Outlook(target=target, **said))
    return act.change(row, version, **said)


@action(
    "rounds.import_outlooks", roles=OFFICE, says=Sentence("导入规划要素", "import what the plan has to know")
)
def import_outlooks(act: Act, *, term: Term, rows: Sequence[Row]) -> int:
    """Every row or none; what a row does not say stays. The number of targets changed. Raises Refusal for a foreign target."""
    targets = {str(one.pk): one for one in act.see(Target).filter(term=term, withdrawn=False)}
    if any(one.target not in targets for one in rows):
        act.refuse("foreign", Sentence("有的巡察对象不属于本届。", "A target is not of this term."))
    if not all(one.sound for one in rows):
        act.refuse("unsound", Sentence("内容不是检查过的表格。", "This is not what the table said."))
    before = {str(one.target_id): one for one in act.see(Outlook).filter(target__term=term)}
    changed = 0
    for one in rows:
        row = before.get(one.target)
        said = {key: one.said[key] for key in one.said if row is None or getattr(row, key) != one.said[key]}
        if said:
            grounds = {"grounds": row.grounds} if row is not None and "grounds" not in said else {}
            set_outlook(by=act, target=targets[one.target], **{**grounds, **said})
            changed += 1
    return changed
