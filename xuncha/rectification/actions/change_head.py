"""A head has changed: tasks for the outgoing, the former and the incoming holder. The duty moved by itself; no deadline moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar
from xuncha.rectification import facts
from xuncha.rectification.actions.head_tasks import make_tasks
from xuncha.rectification.core.duty import Duty, InPost
from xuncha.rectification.core.handover import Clocks, Kind, OpenItem, Task, head_change
from xuncha.rectification.models import HeadTask, Item
from xuncha.registry.models import Post
from xuncha.trust.access import see
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account


@dataclass(frozen=True)
class Change:
    """A post whose open items were made known to somebody who no longer holds it."""

    post: Post
    outgoing: InPost | None
    now: Duty
    items: tuple[Item, ...]

    @property
    def on(self) -> date | None:
        """The day of the change if the registry knows it to the day: arrival of the new holder, else departure of the old."""
        arrived = self.now.holder.span.starts if self.now.holder else None
        left = self.outgoing.span.ends if self.outgoing else None
        return next((day.exact for day in (arrived, left) if day and day.exact), None)


def pending(by: Account | Act, today: date) -> list[Change]:
    """The changes of head for which no tasks were made yet; computed from the registry, never stored."""
    open_items = see(Item, by).filter(closed_on=None, post__isnull=False)
    grouped: dict[UUID, list[Item]] = defaultdict(list)
    for item in open_items.select_related("post__organisation").order_by("number"):
        grouped[item.post_id].append(item)
    who = facts.duties([items[0].post for items in grouped.values()], today)
    tenures = facts.in_posts(grouped)
    found = []
    for key, items in grouped.items():
        missed = [item for item in items if _missed(item, who[key].holder, by)]
        if missed:
            told = {str(item.told_person_id) for item in missed}
            gone = [one for one in tenures[key] if one.person in told]
            found.append(Change(items[0].post, _last(gone), who[key], tuple(missed)))
    return found


def _missed(item: Item, holder: InPost | None, by: Account | Act) -> bool:
    """Whether whoever has the duty now was not told of the item; a vacancy is missed until somebody is asked to fill it."""
    if holder is not None:
        return str(item.told_person_id) != holder.person
    asked = see(HeadTask, by).filter(post_id=item.post_id, kind=Kind.NAME_ACTING, done_on=None)
    return item.told_person_id is not None and not any(str(item.pk) in task.items for task in asked)


def _last(tenures: Sequence[InPost]) -> InPost | None:
    return max(
        tenures,
        key=lambda one: (one.span.starts.earliest if one.span.starts else date.min, one.tenure),
        default=None,
    )


@action(
    "rectification.change_head",
    roles=OFFICE,
    where=None,
    says=Sentence("办理主要负责人变动", "follow a change of head"),
)
def change_head(act: Act, *, post: Post, on: date | None = None) -> list[HeadTask]:
    """Make the tasks of the change that is pending at a post; ``on`` where the registry knows the month only.

    Raises Refusal where none is pending, the day is not told, or a limit runs into a year whose holidays nobody entered.
    """
    change = next((one for one in pending(act, act.today) if one.post.pk == post.pk), None)
    if change is None:
        act.refuse("no-change", Sentence("该职务没有待办理的变动", "No change is pending at this post"))
    on = change.on or on
    if on is None or on > act.today:
        act.refuse(
            "day",
            Sentence(
                "登记中的任职起止只到月，请填写到任（离任）日期，不得晚于今天",
                "Tell the day of the change; none to come",
            ),
        )
    day = on

    def wanted(items: list[OpenItem], clocks: Clocks, days: Calendar) -> Iterable[Task]:
        return head_change(change.outgoing, change.now, items, day, clocks, days)

    made = make_tasks(act, post, change.items, day, wanted)
    if change.now.holder is not None:
        for item in change.items:
            act.change(item, told_person_id=change.now.holder.person, noting="duty-moved")
    return made


@action(
    "rectification.finish_task", roles=OFFICE, where=None,
    says=Sentence("登记交接事项完成", "a task of a change of head is done"),
)  # fmt: skip
def finish_task(act: Act, *, task: HeadTask, on: date, note: str, version: int | None = None) -> HeadTask:
    """Done on a day, with where the signed paper lies. Raises Refusal for a second time or without the note, Stale."""
    task = act.one(HeadTask, task.pk)
    if task.done_on:
        act.refuse("done", Sentence("该事项已登记完成", "This task is done already"))
    if not note.strip() or on > act.today:
        act.refuse(
            "note",
            Sentence(
                "请写明签字件存放位置，日期不得晚于今天", "Tell where the signed paper lies; no day to come"
            ),
        )
    return act.change(task, version, done_on=on, note=note.strip())
