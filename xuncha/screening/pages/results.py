"""回填核实结果: the sheet came back from the cashier written on; its lines are entered on one page, all or none."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.judge_hit import Result, judge_hits
from xuncha.screening.actions.read_hits import OpenedHit, read_hits
from xuncha.screening.models import RESULTS, STATES, Hit
from xuncha.screening.pages._ways import crumbs_to
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

AT_ONCE = 40
"""So many doubts stand on the page, by number; when they are recorded the next follow."""
RECORDED = Sentence("已登记 {n} 个疑点的核实结果。", "{n} results are recorded.")
NO_REASON = Sentence("填了结果，还缺所见和理由。", "A result without what was seen and why.")


@dataclass(frozen=True)
class Written:
    """A line of the sheet: a doubt and what was entered beside it."""

    opened: OpenedHit
    result: str
    reason: str

    @property
    def row(self) -> Hit:
        return self.opened.row

    @property
    def lacks(self) -> Sentence | None:
        return NO_REASON if self.result and not self.reason else None

    @property
    def choices(self) -> list[tuple[str, Sentence, bool]]:
        return [(key, STATES[key], key == self.result) for key in RESULTS]


@page(
    "inspections/<uuid:inspection>/doubts/results/",
    title=Sentence("回填核实结果", "Enter results"),
    roles=TEAM,
    where="inspection",
)
def results(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """Lines without a result are left as they are; a result without a reason stops the whole sheet."""
    one = see_one(Inspection, request.user, inspection)
    given = request.POST if request.method == "POST" else drafts.take(request) or {}
    lines = _lines(request, one, given)
    no = None
    if request.method == "POST" and not any(line.lacks for line in lines):
        filled = [
            Result(line.row, int(given[f"version-{line.row.pk}"]), line.result, line.reason)
            for line in lines
            if line.result
        ]
        try:
            number = judge_hits(by=request.user, inspection=one, results=filled)
            drafts.drop(request)
            return go(request, "screening-first", inspection=one.pk, done=RECORDED.filled(n=number))
        except Refusal as refusal:
            no = refusal
    if request.method == "POST":
        drafts.keep(request)
    return show(
        request,
        "screening/results.html",
        status=no.status if no else 422 if request.method == "POST" else 200,
        inspection=one,
        lines=lines,
        lacking=sum(line.lacks is not None for line in lines),
        no=no,
        back_url=reverse("screening-first", args=[one.pk]),
        crumbs=crumbs_to(one, "screening-hits"),
        draft_key=request.path,
    )


def _lines(request: HttpRequest, inspection: Inspection, given: dict[str, str]) -> list[Written]:
    rows = see(Hit, request.user).filter(inspection=inspection, state="open").order_by("serial")[:AT_ONCE]
    opened = read_hits(by=request.user, hits=list(rows)) if rows else []
    return [
        Written(one, given.get(f"result-{one.row.pk}", ""), given.get(f"reason-{one.row.pk}", "").strip())
        for one in opened
    ]
