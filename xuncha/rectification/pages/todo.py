"""What rectification asks for today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.findings.models import Finding
from xuncha.rectification.actions.change_head import pending
from xuncha.rectification.core.clock import State
from xuncha.rectification.models import HeadTask, Item
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account

AHEAD = timedelta(days=7)
RESTING = (State.DONE.value, State.LONG.value, State.SUBMITTED.value)


@todos(OFFICE | {Role.CONTACT})
def items(account: Account, today: date) -> Iterator[Todo]:
    """Items that are overdue or due within a week."""
    near = see(Item, account).filter(closed_on=None, due__lte=today + AHEAD).exclude(state__in=RESTING)
    for item in near.select_related("organisation").order_by("due"):
        words = Sentence(
            f"整改{item.number}（{item.organisation.name}）", f"Item {item.number} ({item.organisation.name})"
        )
        yield Todo(words, reverse("rectification-item", args=[item.pk]), item.due, late=item.due < today)


@todos(OFFICE)
def office(account: Account, today: date) -> Iterator[Todo]:
    """Feedback to record, proof to review, changes of head, tasks of a change."""
    waiting = see(Finding, account).filter(state=Finding.REPORTED).values_list("inspection_id", flat=True)
    for inspection in set(waiting):
        yield Todo(
            Sentence("报告已报送，待登记反馈", "Feedback to be recorded"),
            reverse("rectification-feedback", args=[inspection]),
        )
    for item in see(Item, account).filter(state=State.SUBMITTED).order_by("number"):
        yield Todo(
            Sentence(f"整改{item.number}已报送，待审核", f"Item {item.number}: to be reviewed"),
            reverse("rectification-item", args=[item.pk]),
        )
    for change in pending(account, today):
        words = Sentence(
            f"{change.now.says.zh}：负责人有变动，待办理整改交接",
            f"{change.now.says.en}: the head has changed",
        )
        yield Todo(words, reverse("rectification-head", args=[change.post.pk]))
    for task in see(HeadTask, account).filter(done_on=None).order_by("due"):
        late = task.due is not None and task.due < today
        yield Todo(
            Sentence(task.says, task.says),
            reverse("rectification-head", args=[task.post_id]),
            task.due,
            late=late,
        )
