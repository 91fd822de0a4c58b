"""One member's leaving on one page: what is handed over, what stands against it, words to the next, the evaluation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import parts
from xuncha.desk.page import go, page, show
from xuncha.desk.steps import take_step
from xuncha.leaving.actions.print_paper import print_leaving
from xuncha.leaving.actions.read import OpenedLeaving, read_leaving
from xuncha.leaving.core.handing import against
from xuncha.leaving.facts import handing_of, points_on
from xuncha.leaving.models import RECEIVERS, Leaving
from xuncha.leaving.pages._steps import steps_of
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM, Role

DONE = Sentence("已记录。", "Recorded.")
DRAFTED = Sentence("草稿已生成。", "Drafted.")


@page("leaving/<uuid:leaving>/", title=Sentence("离组交接", "Leaving"), roles=TEAM | {Role.OFFICE})
def leaving(request: HttpRequest, leaving: UUID) -> HttpResponse:
    """POST takes a step, or drafts the sheet (``do`` is ``print``)."""
    see_one(Leaving, request.user, leaving)
    row = see(Leaving, request.user).select_related("account", "inspection", "successor").get(pk=leaving)
    if request.method == "POST" and request.POST.get("do") == "print":
        return go(request, "papers-paper", paper=print_leaving(by=request.user, leaving=row).pk, done=DRAFTED)
    taken = take_step(request, steps_of(request.user, row), row)
    if taken.done:
        return go(request, "leaving-leaving", leaving=row.pk, done=DONE)
    opened = read_leaving(by=request.user, leaving=row)
    receives = row.account_id != request.user.pk and request.user.sight.has(RECEIVERS, row.inspection_id)
    wanted = points_on(clock.today())
    open_ = row.state == Leaving.OPEN
    return show(
        request, "leaving/leaving.html", status=taken.status, leaving=row, boxes=taken.boxes, pairs=_pairs(row, opened),
        points=[(one, row.points.get(one.key, ""), opened.remarks.get(one.key, "")) for one in wanted],
        against=against(handing_of(row), wanted) if open_ and receives else (), may_print=receives, open=open_,
        crumbs=[parts.Crumb(Sentence("离组交接", "Leaving"), reverse("leaving-leavings"))],
    )  # fmt: skip


def _pairs(row: Leaving, opened: OpenedLeaving) -> list[tuple[Sentence, Any]]:
    pairs = [
        (Sentence("巡察任务", "Inspection"), row.inspection.title),
        (Sentence("开始办理", "Begun on"), row.begun_on),
        (Sentence("接手人", "Successor"), row.successor.name if row.successor else ""),
        (Sentence("给下一任的话", "To the next"), opened.words),
        (Sentence("鉴定", "Evaluation"), opened.evaluation),
        (Sentence("办结", "Done on"), row.done_on),
    ]
    return [(label, value) for label, value in pairs if value]
