"""巡察报告: overall view and suggestions, and the day it goes to the leading group; its problems are the approved findings."""

from __future__ import annotations

import json
from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.actions.attribute import read_for_outside
from xuncha.findings.core.report import NotReviewed, Outline, PaperState, Problem, outline
from xuncha.findings.models import Finding, Report, WorkingPaper
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, TEAM, Role


@action(
    "findings.save_report", roles=TEAM, where="inspection", says=Sentence("起草巡察报告", "draft the report")
)
def save_report(
    act: Act,
    *,
    inspection: Inspection,
    areas: str,
    overall: str,
    suggestions: Sequence[str],
    version: int | None = None,
) -> Report:
    """Write or rewrite the draft. Raises Refusal once it is submitted or for unknown areas, Stale."""
    if areas not in facts.areas():
        act.refuse("areas", Sentence("请选择问题归类方式", "Choose how the problems are ordered"))
    kept = json.dumps([one.strip() for one in suggestions if one.strip()], ensure_ascii=False)
    report = act.see(Report).filter(inspection=inspection).first()
    if report is None:
        report = Report(inspection=inspection, areas=areas)
        act.seal(report, "overall", overall.strip())
        act.seal(report, "suggestions", kept)
        return act.add(report)
    if report.state != Report.DRAFT:
        act.refuse(
            "submitted", Sentence("报告已报送，不能再改", "The report is submitted and cannot be changed")
        )
    return act.change(
        report, version, areas=areas, overall=vault.seal(report, "overall", overall.strip()),
        suggestions=vault.seal(report, "suggestions", kept), noting="revised",
    )  # fmt: skip


@action(
    "findings.read_report",
    roles=TEAM | {Role.OFFICE},
    where="inspection",
    says=Sentence("查阅巡察报告", "read the report"),
    reads=True,
)
def read_report(act: Act, *, inspection: Inspection) -> Outline:
    """The whole report, names taken out. Raises Refusal where a finding may not enter, or nothing is written yet."""
    report = act.see(Report).filter(inspection=inspection).first()
    if report is None:
        act.refuse("no-report", Sentence("报告尚未起草", "The report is not drafted yet"))
    return _outline(act, inspection, report)


@action(
    "findings.submit_report", roles=HEADS, where="inspection",
    says=Sentence("报送巡察报告", "submit the report to the leading group"),
)  # fmt: skip
def submit_report(act: Act, *, inspection: Inspection, version: int | None = None) -> Report:
    """The report goes to the leading group: its findings become reported, their papers filed with the office.

    Raises Refusal for an unapproved finding, Stale.
    """
    report = act.see(Report).filter(inspection=inspection).first()
    if report is None or report.state != Report.DRAFT:
        act.refuse("no-report", Sentence("没有可报送的报告草稿", "There is no draft to submit"))
    made = _outline(act, inspection, report)
    if not (made.overall and made.sections):
        act.refuse(
            "empty", Sentence("总体评价和主要问题不能为空", "Overall view and problems are both needed")
        )
    for finding in act.see(Finding).filter(inspection=inspection, state=Finding.APPROVED):
        for paper in act.see(WorkingPaper).filter(findings=finding):
            act.change(paper, filed=True, noting="filed")
        act.change(finding, state=Finding.REPORTED, noting="reported")
    return act.change(report, version, state=Report.SUBMITTED, submitted_on=act.today, noting="submitted")


def _outline(act: Act, inspection: Inspection, report: Report) -> Outline:
    findings = list(act.see(Finding).filter(inspection=inspection).order_by("serial"))
    if any(one.state == Finding.DRAFT for one in findings):
        act.refuse("draft", Sentence("还有问题未审定，请先审定或退回底稿", "A finding is not approved yet"))
    (plain,) = act.open([report], "overall", "suggestions")
    try:
        return outline(
            facts.outside(plain["overall"], inspection),
            [_problem(act, one) for one in findings],
            [facts.outside(one, inspection) for one in json.loads(plain["suggestions"])],
            facts.areas()[report.areas],
        )
    except NotReviewed as no:
        act.refuse("not-reviewed", no.says[0])
        raise


def _problem(act: Act, finding: Finding) -> Problem:
    texts = read_for_outside(by=act, finding=finding)
    papers = act.see(WorkingPaper).filter(findings=finding).order_by("serial")
    return Problem(
        number=str(finding.serial), area=finding.area, title=texts["title"], shows=texts["text"], basis=texts["basis"],
        points_to=texts["points_to"],
        papers=tuple(PaperState(f"{one.serial}号", one.state in (WorkingPaper.SIGNED, WorkingPaper.MERGED)) for one in papers),
    )  # fmt: skip
