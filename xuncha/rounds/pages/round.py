"""A round: its plan counted back, its guide, its inspections, and the papers to be drafted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.table import Link, Mark, Table
from xuncha.papers.actions.record_decision import record_decision
from xuncha.papers.models import Paper
from xuncha.rounds.actions.draft_papers import ABOUT_ROUND, draft_round_paper
from xuncha.rounds.actions.move_on import mark_step
from xuncha.rounds.core.guide import Point, State
from xuncha.rounds.core.schedule import Due
from xuncha.rounds.facts import form_titles, inspection_guide, procedure, round_guide, schedule_of
from xuncha.rounds.models import Inspection, Round
from xuncha.rounds.pages import _guide
from xuncha.rounds.pages._forms import DecisionForm, LetterForm, StepForm
from xuncha.rounds.pages.rounds import STATES
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import INSIDE, OFFICE
from xuncha.trust.refusal import Refusal

SCHEDULE = (
    Column("day", Sentence("完成日期", "By"), "date"),
    Column("counted", Sentence("推算", "Counted"), width=18),
    Column("what", Sentence("事项", "What"), width=28),
    Column("who", Sentence("责任单位", "Who"), width=24),
    Column("paper", Sentence("文书", "Paper"), width=20),
    Column("state", Sentence("提示", "Note"), "mark"),
    Column("basis", Sentence("依据", "Basis"), width=36),
)
INSPECTIONS = (
    Column("title", Sentence("巡察任务", "Inspection"), width=36),
    Column("stage", Sentence("阶段", "Stage"), "mark"),
    Column("days", Sentence("驻点", "On site"), width=22),
    Column("next", Sentence("接下来", "Next"), width=24),
    Column("missing", Sentence("漏办", "Passed over"), "mark"),
)
NO_INSPECTION = Sentence("本轮还没有巡察对象。点“列入巡察对象”。", "The round has no target yet. Add some.")
DONE = Mark(Sentence("已完成", "done"), "ok")
PASSED = Mark(Sentence("日期已过", "day has passed"), "plain")
NOT_COUNTED = Sentence("未能推算", "not counted")


@page("rounds/<uuid:round>/", title=Sentence("轮次", "Round"), roles=INSIDE)
def round_page(request: HttpRequest, round: UUID) -> HttpResponse:
    """Shows the round to everybody inside; the office also drafts papers and marks steps here."""
    row = see_one(Round, request.user, round)
    office = request.user.sight.has(OFFICE)
    points = round_guide(request.user, row) if office else ()
    form = StepForm(
        request.POST if "step" in request.POST else None,
        choices=_guide.choices(points),
        initial=_guide.initial(request, points),
    )
    decision = DecisionForm(
        request.POST if "matter" in request.POST else None, choices=_guide.decisions(procedure().of("round"))
    )
    no = None
    if request.method == "POST" and office:
        try:
            if "form" in request.POST:
                return _drafted(request, row)
            if "matter" in request.POST and decision.is_valid():
                return _decided(request, row, dict(decision.cleaned_data))
            if form.is_valid():
                mark_step(by=request.user, round=row, **form.cleaned_data)
                return go(request, "rounds-round", round=row.pk, done=Sentence("已登记。", "Marked."))
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "rounds/round.html",
        status=no.status if no else 200,
        no=no,
        form=form,
        decision=decision,
        **_shown(request, row, points),
    )


def _decided(request: HttpRequest, row: Round, given: dict[str, Any]) -> HttpResponse:
    """Recorded for the round under the step's own name, which is how the guide finds it again."""
    record_decision(by=request.user, kind=given.pop("matter"), about_id=row.pk, **given)
    done = Sentence("决定已登记，请另一名工作人员复核。", "Recorded; another person must confirm it.")
    return go(request, "rounds-round", round=row.pk, done=done)


def _drafted(request: HttpRequest, row: Round) -> HttpResponse:
    paper = draft_round_paper(
        by=request.user, round=row, form=request.POST["form"], to=request.POST.get("to", "")
    )
    return go(request, "papers-paper", paper=paper.pk, done=Sentence("草稿已生成。", "The draft is made."))


def _shown(request: HttpRequest, row: Round, points: tuple[Point, ...]) -> dict[str, object]:
    inspections = list(
        see(Inspection, request.user).filter(round=row).select_related("target").order_by("title")
    )
    today = clock.today()
    due = schedule_of(row, today) if row.state != "closed" else ()
    done = {point.step.key for point in points if point.state is State.DONE}
    return {
        "round": row,
        "for_office": request.user.sight.has(OFFICE),
        "state": STATES[row.state],
        "crumbs": [Crumb(Sentence("轮次", "Rounds"), reverse("rounds-rounds"))],
        "pairs": [
            (Sentence("方式", "Kind"), row.kind),
            (Sentence("进驻日", "Entry"), row.entry_day),
            (Sentence("撤离日", "Leaving"), row.leaves_day),
            (Sentence("巡察任务", "Inspections"), len(inspections)),
        ],
        "left": (row.leaves_day - today).days if row.entry_day <= today else None,
        "until": (row.entry_day - today).days if row.entry_day > today else None,
        "schedule": Table(
            "schedule",
            Sentence("倒排工期", "Plan counted back"),
            SCHEDULE,
            [_due(one, done) for one in due],
        ),
        "inspections": Table(
            "inspections",
            Sentence("巡察任务", "Inspections"),
            INSPECTIONS,
            [_inspection(one, request) for one in inspections],
            NO_INSPECTION,
        ),
        "taken_over": bool(inspections) and all(one.imported for one in inspections),
        "guide": _guide.table(points),
        "next": _guide.next_point(points),
        "missing": _guide.passed_over(points),
        "papers": [(key, form_titles()[key]) for key in ABOUT_ROUND if key != "inquiry_letter"],
        "letter": LetterForm(),
        "asked": row.settings.get("asked", []),
        "written": _written(request, row),
    }


def _due(one: Due, done: set[str]) -> dict[str, object]:
    titles = form_titles()
    if one.item.key in done:
        mark = DONE
    else:
        mark = Mark(NOT_COUNTED, "wait") if one.day is None else PASSED if one.late(clock.today()) else None
    return {
        "day": one.day,
        "counted": one.counted,
        "what": one.item.what,
        "who": one.item.who,
        "paper": titles.get(one.item.form, ""),
        "state": mark,
        "basis": one.remark
        or (
            one.item.clock.basis
            if one.item.confirmed
            else _guide.UNCHECKED.filled(basis=one.item.clock.basis)
        ),
    }


def _inspection(one: Inspection, request: HttpRequest) -> dict[str, object]:
    points = inspection_guide(request.user, one) if not one.imported else ()
    following, missing = _guide.next_point(points), _guide.passed_over(points)
    return {
        "title": Link(one.title, reverse("rounds-inspection", args=[one.pk])),
        "stage": Mark(procedure().title(one.stage), "go" if one.stage == "on_site" else "plain"),
        "days": one.known_days or f"{one.starts}—{one.ends}",
        "next": following.step.title if following else "",
        "missing": Mark(Sentence(f"{len(missing)}步", f"{len(missing)} steps"), "wait") if missing else None,
    }


def _written(request: HttpRequest, row: Round) -> list[Link]:
    papers = see(Paper, request.user).filter(about_id=row.pk).order_by("serial")
    return [Link(one.title, reverse("papers-paper", args=[one.pk])) for one in papers]
