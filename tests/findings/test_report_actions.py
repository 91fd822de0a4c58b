"""The report: only approved findings on signed papers, no name, and the day it goes up."""

from __future__ import annotations

import pytest

from tests.findings.refusal import refused
from xuncha.findings.actions.draft_report import read_report, save_report, submit_report
from xuncha.findings.actions.print_papers import draft_report_paper
from xuncha.findings.models import Finding, Report, WorkingPaper
from xuncha.papers.actions.print_paper import read_facts
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db


def save(cast, **changes):
    given = {"areas": "four", "overall": "总体较好", "suggestions": ["压实责任", " "]}
    return save_report(by=cast.member, inspection=cast.inspection, **{**given, **changes})


def test_report_holds_the_findings_by_area(cast, approved):
    save(cast)
    made = read_report(by=cast.member, inspection=cast.inspection)
    assert [(one.area.key, [p.title for p in one.problems]) for one in made.sections] == [
        ("strict", ["专项资金长期滞留"])
    ]
    assert (made.suggestions, made.papers) == (("压实责任",), ("1号",))


def test_unapproved_finding_keeps_the_report_back(cast, finding):
    save(cast)
    with refused("draft", Report, Finding):
        submit_report(by=cast.leader, inspection=cast.inspection)


def test_areas_must_hold_every_finding(cast, approved):
    save(cast, areas="three")
    with refused("not-reviewed", Report, Finding):
        submit_report(by=cast.leader, inspection=cast.inspection)


def test_unknown_areas_are_refused(cast):
    with refused("areas", Report):
        save(cast, areas="seven")


def test_empty_report_is_not_submitted(cast, approved):
    save(cast, overall=" ")
    with refused("empty", Report, Finding):
        submit_report(by=cast.leader, inspection=cast.inspection)


def test_submitted_report_is_seen_by_the_office_and_not_changed(cast, approved):
    save(cast)
    assert (see(Report, cast.office).count(), see(WorkingPaper, cast.office).count()) == (0, 0)
    submit_report(by=cast.leader, inspection=cast.inspection)
    assert (see(Report, cast.office).count(), see(Finding, cast.office).get().state) == (1, "reported")
    assert see(WorkingPaper, cast.office).count() == 1
    with refused("submitted", Report):
        save(cast)


def test_member_may_not_submit(cast, approved):
    save(cast)
    with refused("no-right", Report, Finding):
        submit_report(by=cast.member, inspection=cast.inspection)


def test_paper_of_the_report_holds_no_name(cast, approved):
    save(cast, overall="前任甲任内总体较好", suggestions=["现任乙应压实责任"])
    paper = draft_report_paper(
        by=cast.member,
        inspection=cast.inspection,
        organ="县委第一巡察组",
        to="县委巡察工作领导小组",
        signer="周正",
    )
    facts = read_facts(by=cast.member, paper=paper)
    assert facts["sections"][0]["problems"][0]["title"] == "专项资金长期滞留"
    assert "前任甲" not in str(facts)
    assert "现任乙" not in str(facts)
    assert facts["suggestions"] == ["时任嵩阳街道办事处(虚构)主任应压实责任"]
