"""A 巡察任务: its stage, what is done, missing and next, its papers, and the way to the pages where the work is done."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import PAGES, go, may_open, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.table import Link
from xuncha.papers.models import Paper
from xuncha.rounds.actions.draft_papers import ABOUT_INSPECTION, draft_inspection_paper
from xuncha.rounds.actions.move_on import advance_stage, mark_step
from xuncha.rounds.facts import form_titles, inspection_guide, procedure
from xuncha.rounds.later import teams_of
from xuncha.rounds.models import Inspection
from xuncha.rounds.pages import _guide
from xuncha.rounds.pages._forms import StepForm, posted_version
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import AT_AN_INSPECTION, CLERKS, HEADS, OFFICE, Role
from xuncha.trust.refusal import Refusal

HERE = "inspections/<uuid:inspection>/"


@page(
    HERE,
    title=Sentence("巡察任务", "Inspection"),
    roles=AT_AN_INSPECTION | OFFICE | {Role.LEADING},
    where="inspection",
)
def inspection_page(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """Everybody at the inspection marks steps; only clerks and heads move the stage."""
    row = see_one(Inspection, request.user, inspection)
    points = () if row.imported else inspection_guide(request.user, row)
    form = StepForm(
        request.POST if "step" in request.POST else None,
        choices=_guide.choices(points),
        initial=_guide.initial(request, points),
    )
    no = None
    if request.method == "POST":
        try:
            done = _done(request, row, form)
            if done:
                return done
        except Refusal as refusal:
            no = refusal
    sight = request.user.sight
    open_round = row.round.state != "closed"
    return show(
        request,
        "rounds/inspection.html",
        status=no.status if no else 200,
        no=no,
        inspection=row,
        steps=_guide.bar(row.stage),
        following=procedure().following(row.stage),
        guide=_guide.table(points),
        next=_guide.next_point(points),
        missing=_guide.passed_over(points),
        form=form if open_round and sight.has(AT_AN_INSPECTION | OFFICE, row.pk) else None,
        may_advance=open_round and sight.has(CLERKS | HEADS, row.pk),
        papers=[(key, form_titles()[key]) for key in ABOUT_INSPECTION]
        if sight.has(OFFICE) and open_round
        else [],
        pairs=_pairs(request, row),
        work=_work(request, row),
        written=_written(request, row),
        crumbs=[
            Crumb(Sentence("轮次", "Rounds"), reverse("rounds-rounds")),
            Crumb(Sentence(row.round.title, row.round.title), reverse("rounds-round", args=[row.round_id])),
        ],
    )


def _done(request: HttpRequest, row: Inspection, form: StepForm) -> HttpResponse | None:
    if "form" in request.POST:
        paper = draft_inspection_paper(by=request.user, inspection=row, form=request.POST["form"])
        return go(
            request, "papers-paper", paper=paper.pk, done=Sentence("草稿已生成。", "The draft is made.")
        )
    if "advance" in request.POST:
        moved = advance_stage(by=request.user, inspection=row, version=posted_version(request))
        title = procedure().title(moved.stage)
        return go(
            request,
            "rounds-inspection",
            inspection=row.pk,
            done=Sentence("已进入“{stage}”阶段。", "Now in the stage “{stage}”.").filled(stage=title),
        )
    if form.is_valid():
        mark_step(by=request.user, round=row.round, inspection=row, **form.cleaned_data)
        return go(request, "rounds-inspection", inspection=row.pk, done=Sentence("已登记。", "Marked."))
    return None


def _pairs(request: HttpRequest, row: Inspection) -> list[tuple[Sentence, object]]:
    team = next((one for one in teams_of(request.user, row.round) if row.pk in one.inspections), None)
    return [
        (Sentence("巡察对象", "Target"), row.target.name),
        (Sentence("方式", "Mode"), row.target.mode),
        (Sentence("驻点", "On site"), row.known_days or f"{row.starts}—{row.ends}"),
        (Sentence("巡察组", "Team"), team.name if team else ""),
        (Sentence("组长", "Leader"), team.leader if team else ""),
    ]


def _work(request: HttpRequest, row: Inspection) -> list[Link]:
    """Every page below this address that needs nothing but the inspection and that the account may open."""
    found = [
        one
        for one in PAGES.values()
        if one.path.startswith(HERE) and one.path != HERE and one.path.count("<") == 1
    ]
    return [
        Link(one.title, reverse(one.name, args=[row.pk]))
        for one in sorted(found, key=lambda one: one.path)
        if one.path.removeprefix(HERE).count("/") == 1 and may_open(one, request.user, {"inspection": row.pk})
    ]


def _written(request: HttpRequest, row: Inspection) -> list[Link]:
    papers = see(Paper, request.user).filter(about_id=row.pk).order_by("serial")
    return [Link(one.title, reverse("papers-paper", args=[one.pk])) for one in papers]
