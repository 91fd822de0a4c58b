"""One finding: 问题发生时段, 该时段任职人员 with the sentence, what outsiders read, and later corrections to be decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, same
from xuncha.desk.page import go, page, show
from xuncha.desk.steps import take_step
from xuncha.desk.table import Link, Mark, Table
from xuncha.findings import facts
from xuncha.findings.actions.attribute import read_attribution, read_for_outside
from xuncha.findings.actions.read import read
from xuncha.findings.actions.sign_paper import number_of, period_written
from xuncha.findings.core.attribution import NOT_GUILT, Frozen, Proposal, differences, propose
from xuncha.findings.models import Finding, WorkingPaper
from xuncha.findings.pages._finding_steps import steps_of
from xuncha.findings.pages._place import FINDING_STATES, crumbs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM, Role

HOLDERS = (
    Column("post", Sentence("职务", "Post"), width=24),
    Column("person", Sentence("任职人员", "Held by"), width=12),
    Column("kind", Sentence("方式", "Manner"), width=10),
    Column("span", Sentence("任职起止", "From – to"), width=22),
    Column("certain", Sentence("该时段在任", "In post then"), "mark"),
)
NOBODY = Sentence(
    "登记中没有该时段的任职记录，请在单位登记中补录。",
    "The registry has no tenure of that time; enter it there.",
)


@page("findings/<uuid:finding>/", title=Sentence("问题", "Finding"), roles=TEAM | {Role.OFFICE})
def finding(request: HttpRequest, finding: UUID) -> HttpResponse:
    """The finding with the steps that this account may take now."""
    see_one(Finding, request.user, finding)
    row = see(Finding, request.user).select_related("organisation").get(pk=finding)
    place = see_one(Inspection, request.user, row.inspection_id)
    frozen = read_attribution(by=request.user, finding=row)
    now = facts.tenure_facts(row.organisation)
    proposal = propose(facts.period(row.starts, row.ends), now, facts.leading_posts(row.organisation))
    open_differences = differences(frozen, now) if frozen else ()
    taken = take_step(request, steps_of(request.user, row, frozen, open_differences), row)
    if taken.done:
        return go(request, "findings-finding", finding=row.pk, done=Sentence("已记录。", "Recorded."))
    (plain,) = read(by=request.user, rows=[row], columns=["title", "text", "basis", "points_to"])
    return show(
        request, "findings/finding.html", status=taken.status, finding=row, inspection=place, plain=plain, boxes=taken.boxes,
        state=FINDING_STATES[row.state], caution=NOT_GUILT, holders=_holders(frozen, proposal), frozen=frozen,
        unheld=proposal.unheld, differences=open_differences, left_out=_left_out(frozen),
        outside=read_for_outside(by=request.user, finding=row), papers=_papers(request, row),
        may_edit=row.state == Finding.DRAFT and request.user.sight.has(TEAM, place.pk),
        pairs=[
            (Sentence("单位", "Body"), row.organisation.name),
            (Sentence("问题归类", "Area"), facts.area_titles().get(row.area)),
            (Sentence("问题发生时段", "Happened"), period_written(row.starts, row.ends)),
            (Sentence("现象", "Facts"), plain["text"]),
            (Sentence("定性依据", "Basis"), plain["basis"]),
            (Sentence("责任指向", "Points to"), plain["points_to"]),
            (Sentence("审定日期", "Approved on"), row.approved_on),
        ],
        crumbs=crumbs(place, "findings-problems", Sentence("问题", "Findings")) if request.user.sight.has(TEAM, place.pk) else [],
    )  # fmt: skip


def _holders(frozen: Frozen | None, proposal: Proposal) -> Table:
    """The frozen holders; before approval, the proposal."""
    shown = frozen.kept if frozen else proposal.holders
    rows = [
        {
            "post": one.fact.post_title,
            "person": one.fact.person_name,
            "kind": one.fact.kind,
            "span": one.fact.span.shown(),
            "certain": Mark(one.certainty, "ok" if one.certain else "wait"),
        }
        for one in shown
    ]
    return Table("", Sentence("该时段任职人员", "Who held the posts then"), HOLDERS, rows, empty=NOBODY)


def _left_out(frozen: Frozen | None) -> list[tuple[Sentence, str]]:
    if frozen is None:
        return []
    names = {one.fact.tenure: one.fact for one in frozen.holders}
    return [
        (same(f"{names[tenure].post_title} {names[tenure].person_name}"), reason)
        for tenure, reason in frozen.left_out
    ]


def _papers(request: HttpRequest, row: Finding) -> list[Any]:
    papers = (
        see(WorkingPaper, request.user)
        .filter(findings=row)
        .select_related("inspection__round")
        .order_by("serial")
    )
    return [Link(number_of(one), reverse("findings-paper", args=[one.pk])) for one in papers]
