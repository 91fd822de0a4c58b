"""Tasks for heads as rows: whose time an item belongs to, the limits, and no task twice. For the actions of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from xuncha.base.workdays import Calendar
from xuncha.findings.actions.attribute import read_attribution
from xuncha.rectification import facts
from xuncha.rectification.core.handover import Clocks, Kind, OpenItem, Task
from xuncha.rectification.models import HeadTask, Item
from xuncha.registry.models import Post
from xuncha.rulebook import calendar
from xuncha.trust.act import Act

EACH_TIME = (Kind.BRIEFING, Kind.REFEEDBACK, Kind.NAME_ACTING)
"""Tasks that come anew with every change; the others a person gets once for an item."""


def make_tasks(
    act: Act,
    post: Post,
    items: Sequence[Item],
    on: date,
    wanted: Callable[[list[OpenItem], Clocks, Calendar], Iterable[Task]],
) -> list[HeadTask]:
    """Rows for the tasks that ``wanted`` gives for the items. Raises YearUnknown when a limit runs into a year nobody entered."""
    found = [OpenItem(str(item.pk), item.number, _held_then(act, item)) for item in items]
    tasks = list(wanted(found, _clocks(act.today), calendar.official()))
    return [_add(act, post, items[0], on, task) for task in tasks if not _has_it(act, post, task)]


def _held_then(act: Act, item: Item) -> tuple[tuple[str, str], ...]:
    """Who held the item's post when its problem happened, as confirmed: person id and name."""
    if item.finding_id is None:
        return ()
    finding = act.see(Item).filter(pk=item.pk).select_related("finding").get().finding
    frozen = read_attribution(by=act, finding=finding)
    kept = frozen.kept if frozen else ()
    mine = {
        (one.fact.person, one.fact.person_name): None for one in kept if one.fact.post == str(item.post_id)
    }
    return tuple(mine)


def _clocks(on: date) -> Clocks:
    return Clocks(
        handover=facts.clock("rectification.handover", on),
        refeedback=facts.clock("rectification.refeedback", on),
        explanation=facts.clock("rectification.explanation", on),
    )


def _has_it(act: Act, post: Post, task: Task) -> bool:
    """Whether the outgoing or former holder has this very task already, from the feedback or an earlier change."""
    if task.kind in EACH_TIME:
        return False
    rows = act.see(HeadTask).filter(post=post, kind=task.kind.value, person_id=UUID(task.person))
    return any(set(task.items) <= set(row.items) for row in rows)


def _add(act: Act, post: Post, first: Item, on: date, task: Task) -> HeadTask:
    row = HeadTask(
        organisation_id=first.organisation_id, inspection_id=first.inspection_id, post=post, change_on=on,
        kind=task.kind.value, person_id=UUID(task.person) if task.person else None, person=task.person_name,
        says=task.says.zh[:200], items=list(task.items), due=task.due, basis=task.basis[:120],
    )  # fmt: skip
    return act.add(row)
