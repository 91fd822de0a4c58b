"""主要负责人变动与接任整改提示: the way in for a new head, the tasks of a change, and their papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, day, line
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.steps import Step, StepForm, take_step
from xuncha.findings.core.attribution import NOT_GUILT
from xuncha.papers.models import Paper
from xuncha.rectification.actions.change_head import change_head, finish_task, pending
from xuncha.rectification.actions.print_papers import (
    draft_briefing,
    draft_former,
    draft_handover,
    draft_ledger,
    draft_reminder,
)
from xuncha.rectification.core.clock import State
from xuncha.rectification.core.handover import Kind
from xuncha.rectification.facts import duties, standings
from xuncha.rectification.models import READERS, HeadTask, Item
from xuncha.rectification.pages._words import countdown_mark, duty_lines, state_mark
from xuncha.rectification.way_in import way_in
from xuncha.registry.models import Post
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import NotSeen

TITLE = Sentence("接任整改提示", "A new head's way in")


class ChangeForm(StepForm):
    on = day(
        "到任（离任）日期",
        "Day of the change",
        "登记已到日的可不填",
        "Only where the registry has no day",
        required=False,
    )


class ReminderForm(StepForm):
    reply_by = day("请于此日前书面报告", "Answer by")


class FinishForm(StepForm):
    task = choice("交接事项", "Task")
    on = day("完成日期", "Done on")
    note = line("签字件存放位置", "Where the signed paper lies")


CHANGE = Step(
    "change",
    Sentence("办理变动，生成交接事项", "Make the tasks of the change"),
    lambda by, post, said: change_head(by=by, post=post, on=said["on"]),
    ChangeForm,
    Sentence("整改责任随职务转移，期限不变。", "The duty moves with the post; no deadline moves."),
)
BRIEFING = Step(
    "briefing",
    Sentence("拟制接任整改提示", "Draft the briefing"),
    lambda by, post, said: draft_briefing(by=by, post=post),
)
REMINDER = Step(
    "reminder",
    Sentence("拟制整改责任提醒函", "Draft a reminder"),
    lambda by, post, said: draft_reminder(by=by, post=post, reply_by=said["reply_by"]),
    ReminderForm,
)


LEDGER = Step(
    "ledger",
    Sentence("拟制整改台账", "Draft the ledger"),
    lambda by, post, said: draft_ledger(by=by, organisation=post.organisation),
    lead=Sentence(
        "送单位填报，填好后原样导入。", "The body fills it in, and it is taken over as it comes back."
    ),
)
PAPER = "paper_"
PAPERS = (PAPER, BRIEFING.key, REMINDER.key, LEDGER.key)
DRAFTS = {
    Kind.HANDOVER_LIST: (Sentence("拟制离任整改交接清单", "Draft the handover list"), draft_handover),
    Kind.FORMER_FEEDBACK: (Sentence("拟制向原任反馈函", "Draft feedback to the former head"), draft_former),
}


@page("rectification/heads/<uuid:post>/", title=TITLE, roles=READERS | {Role.CONTACT})
def head(request: HttpRequest, post: UUID) -> HttpResponse:
    """Open items of the post, who has the duty now, the tasks; steps for the office."""
    row = see(Post, request.user).select_related("organisation").filter(pk=post).first()
    items = list(
        see(Item, request.user)
        .filter(post_id=post, closed_on=None)
        .select_related("post__organisation")
        .order_by("due", "number")
    )
    tasks = list(see(HeadTask, request.user).filter(post_id=post).order_by("done_on", "due"))
    if row is None or not (items or tasks):
        raise NotSeen
    today = clock.today()
    change = next((one for one in pending(request.user, today) if one.post.pk == post), None)
    taken = take_step(request, _steps(request.user, change is not None, tasks), row)
    if taken.done and taken.done.key.startswith(PAPERS):
        made = see(Paper, request.user).filter(drafted_by=request.user).order_by("serial").last()
        return redirect("papers-paper", paper=made.pk)
    if taken.done:
        return go(request, "rectification-head", post=row.pk, done=Sentence("已记录。", "Recorded."))
    return show(
        request, "rectification/head.html", status=taken.status, post=row, boxes=taken.boxes, change=change, tasks=tasks,
        duty=duty_lines(duties([row], today)[row.pk]), caution=NOT_GUILT, way=way_in(request.user, row, items),
        items=[
            {"row": one.item, "count": countdown_mark(one), "state": state_mark(State(one.item.state))}
            for one in standings(items, request.user, today)
        ],
        crumbs=[Crumb(Sentence("整改台账", "Rectification"), reverse("rectification-ledger"))],
    )  # fmt: skip


def _steps(by: Account, changed: bool, tasks: list[HeadTask]) -> list[Step]:
    if Role.OFFICE not in by.sight.wide:
        return []
    waiting = [task for task in tasks if task.done_on is None]
    steps = [CHANGE] if changed else []
    if waiting:
        steps.append(_finish(waiting))
    steps += [_paper(task) for task in waiting if task.kind in DRAFTS]
    return [*steps, BRIEFING, REMINDER, LEDGER]


def _finish(waiting: list[HeadTask]) -> Step:
    def finish(by: Account, post: Post, said: dict[str, Any]) -> None:
        task = next(task for task in waiting if str(task.pk) == said["task"])
        finish_task(by=by, task=task, on=said["on"], note=said["note"])

    choices = [("", ""), *((str(task.pk), f"{task.kind} {task.person}".strip()) for task in waiting)]
    return Step(
        "finish",
        Sentence("登记交接事项完成", "A task is done"),
        finish,
        FinishForm,
        choices=lambda by, post: {"task": choices},
    )


def _paper(task: HeadTask) -> Step:
    button, draft = DRAFTS[Kind(task.kind)]

    def take(by: Account, post: Post, said: dict[str, Any]) -> None:
        draft(by=by, task=task)

    return Step(f"{PAPER}{task.pk}", button, take)
