"""自动编排: the solver gives everybody a day, a pair and an hour; must-talks first, by posts alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import progress
from xuncha.desk.page import page, show
from xuncha.desk.progress import Progress
from xuncha.desk.solving import awaited
from xuncha.interviews.actions.plan import keep_plan, prepare_plan, read_plan
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.pairs import read_pairs
from xuncha.interviews.core.plan.arrange import Plan, Wanted, arrange
from xuncha.interviews.facts import candidates_of, layers
from xuncha.interviews.pages._words import tabs
from xuncha.planning import apart
from xuncha.planning.apart import Working
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account

TITLE = Sentence("编排谈话", "Arranging talks")
BEGUN = Sentence("正在排必谈人员", "placing the must-talks")


@page(
    "inspections/<uuid:inspection>/interviews/arrange/",
    title=Sentence("自动编排谈话", "Arrange talks"),
    roles=TEAM,
    where="inspection",
)
def arrange_talks(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST arranges; `afresh` lets talks that are not confirmed move."""
    one = see_one(Inspection, request.user, inspection)
    by = request.user
    if request.method == "POST":
        wanted = prepare_plan(by=by, inspection=one, afresh=bool(request.POST.get("afresh")))
        return redirect("desk-progress", job=progress.start(by, TITLE, _work(by, one, wanted)).id)
    _, body = read_plan(by=by, inspection=one)
    listed = read_talks(by=by, inspection=one)
    return show(
        request,
        "interviews/arrange.html",
        inspection=one,
        tabs=tabs(one, "arrange"),
        pairs=read_pairs(body.get("pairs", ())),
        listed=len(listed),
        musts=sum(row.kind == "must" for row, _ in listed),
        waiting=sum(not talk.placed for _, talk in listed),
        last=_last(one, body.get("last", {})),
    )


def _work(by: Account, inspection: Inspection, wanted: Wanted) -> Callable[[Progress], str]:
    def work(at: Progress) -> str:
        at.at(10, BEGUN)
        plan: Plan = awaited(at, Working(arrange, wanted), _told)
        keep_plan(by=by, inspection=inspection, wanted=wanted, plan=plan)
        return reverse("interviews-calendar", args=[inspection.pk])

    return work


def _told(note: apart.Progress) -> tuple[int, Sentence]:
    if note.part:
        return 40, Sentence("必谈已排好，正在排其他谈话", "must-talks are placed; the others follow")
    return 10, BEGUN


def _last(inspection: Inspection, kept: dict[str, Any]) -> dict[str, Any]:
    """What the last arrangement said, with names and posts in place of keys."""
    if not kept:
        return {}
    people = {one.person: one for one in candidates_of(inspection)}
    title = {layer.key: layer.title for layer in layers()}
    misses: dict[str, tuple[Sentence, int]] = {}
    for stage in kept["stages"]:
        for miss in stage["misses"]:
            rule = Sentence(**miss["rule"])
            misses[rule.zh] = (rule, misses.get(rule.zh, (rule, 0))[1] + 1)
    return {
        **kept,
        "spare": [(people[key], title[people[key].layer]) for key in kept["spare"] if key in people],
        "left": len(kept["left"]),
        "misses": list(misses.values()),
        "stages": [(Sentence(**stage["status"]), stage["input_hash"][:8]) for stage in kept["stages"]],
    }
