"""Findings: merged from signed papers, dated, attributed by a person, named outside only by the leader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.findings.conftest import WRITTEN
from tests.findings.refusal import refused
from xuncha.findings.actions.attribute import (
    approve_finding,
    freeze_at_feedback,
    read_attribution,
    read_for_outside,
    release_name,
    settle_difference,
)
from xuncha.findings.actions.merge import merge_papers, revise_finding
from xuncha.findings.core.attribution import NOT_GUILT, differences
from xuncha.findings.facts import tenure_facts
from xuncha.findings.models import Attribution, Finding, WorkingPaper
from xuncha.registry.models import Tenure
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db


def holders(cast, finding):
    frozen = read_attribution(by=cast.member, finding=finding)
    return [(one.fact.person_name, one.certain) for one in frozen.kept]


def test_unsigned_paper_makes_no_finding(cast, paper):
    with refused("unsigned", Finding):
        merge_papers(by=cast.member, inspection=cast.inspection, papers=[paper], written=WRITTEN)


def test_merged_paper_makes_no_second_finding(cast, signed, finding):
    with refused("unsigned", Finding):
        merge_papers(by=cast.member, inspection=cast.inspection, papers=[signed], written=WRITTEN)
    assert see(WorkingPaper, cast.member).get().state == "merged"


def test_finding_needs_its_three_parts(cast, signed):
    with refused("empty", Finding):
        merge_papers(
            by=cast.member,
            inspection=cast.inspection,
            papers=[signed],
            written=replace(WRITTEN, points_to=""),
        )


def test_approval_freezes_who_held_the_post_then(cast, finding):
    approve_finding(by=cast.leader, finding=finding)
    assert holders(cast, finding) == [("前任甲", True)]
    assert read_attribution(by=cast.member, finding=finding).caution == NOT_GUILT


def test_month_of_handover_in_the_period_is_not_certain(cast, finding):
    revise_finding(
        by=cast.member, finding=finding, written=replace(WRITTEN, starts="2026-05-10", ends="2026-05-12")
    )
    approve_finding(by=cast.leader, finding=finding)
    assert holders(cast, finding) == [("前任甲", False), ("现任乙", False)]


def test_member_may_not_approve(cast, finding):
    with refused("no-right", Finding, Attribution):
        approve_finding(by=cast.member, finding=finding)


def test_leaving_out_needs_a_reason(cast, finding):
    tenure = Tenure.objects.get(person=cast.old_head)
    with refused("left-out", Finding, Attribution):
        approve_finding(by=cast.leader, finding=finding, left_out={str(tenure.pk): ""})
    approve_finding(by=cast.leader, finding=finding, left_out={str(tenure.pk): "当时脱产学习"})
    assert holders(cast, finding) == []


def test_approved_finding_is_not_revised_nor_approved_again(cast, approved):
    with refused("approved", Finding):
        revise_finding(by=cast.member, finding=approved, written=WRITTEN)
    with refused("approved", Finding):
        approve_finding(by=cast.leader, finding=approved)


def correct(cast, starts="2023-01-01"):
    Tenure.objects.filter(person=cast.old_head).update(starts=starts)


def test_later_correction_changes_nothing_by_itself_and_shows_as_a_difference(cast, approved):
    correct(cast)
    frozen = read_attribution(by=cast.member, finding=approved)
    assert str(frozen.holders[0].fact.span.starts) == "2021-03"
    assert [one.kind for one in differences(frozen, tenure_facts(cast.unit))] == ["changed"]


def test_deciding_needs_a_difference_and_a_reason(cast, approved):
    with refused("no-difference", Attribution):
        settle_difference(by=cast.leader, finding=approved, how="keep", because="核对无误")
    correct(cast)
    with refused("reason", Attribution):
        settle_difference(by=cast.leader, finding=approved, how="keep", because=" ")


def test_kept_attribution_stays_and_is_not_asked_again(cast, approved):
    correct(cast)
    settle_difference(by=cast.leader, finding=approved, how="keep", because="原记录有任命文件")
    frozen = read_attribution(by=cast.member, finding=approved)
    assert str(frozen.holders[0].fact.span.starts) == "2021-03"
    assert differences(frozen, tenure_facts(cast.unit)) == ()


def test_renewed_attribution_uses_the_corrected_tenure_and_the_old_one_stays_on_record(cast, approved):
    correct(cast)
    settle_difference(by=cast.leader, finding=approved, how="renew", because="按任命文件更正")
    assert str(read_attribution(by=cast.member, finding=approved).holders[0].fact.span.starts) == "2023-01-01"
    assert list(see(Attribution, cast.member).order_by("pk").values_list("frozen_at", flat=True)) == [
        "approval",
        "correction",
    ]


def test_outside_reads_posts_instead_of_names_until_the_leader_releases_one(cast, finding):
    revise_finding(
        by=cast.member, finding=finding, written=replace(WRITTEN, text="前任甲签批后，现任乙未清理")
    )
    approve_finding(by=cast.leader, finding=finding)
    post = "嵩阳街道办事处(虚构)主任"
    assert read_for_outside(by=cast.member, finding=finding)["text"] == f"时任{post}签批后，有关人员未清理"
    release_name(by=cast.leader, finding=finding, name="前任甲", because="县委要求点名")
    assert read_for_outside(by=cast.member, finding=finding)["text"] == "前任甲签批后，有关人员未清理"


def test_only_the_leader_releases_a_holders_name_with_a_reason(cast, approved):
    with refused("no-right", Finding):
        release_name(by=cast.deputy, finding=approved, name="前任甲", because="点名")
    with refused("reason", Finding):
        release_name(by=cast.leader, finding=approved, name="前任甲", because="")
    with refused("not-holder", Finding):
        release_name(by=cast.leader, finding=approved, name="现任乙", because="点名")


def test_office_sees_a_finding_only_after_the_report(cast, approved):
    assert see(Finding, cast.office).count() == 0
    assert see(Attribution, cast.office).count() == 0
    with refused("not-seen", Finding):
        freeze_at_feedback(by=cast.office, finding=approved)


@pytest.mark.parametrize("who", ["stranger", "contact", "petition", "system", "audit", "nobody"])
def test_nobody_else_sees_it(cast, approved, who):
    account = cast.accounts[who]
    assert (see(Finding, account).count(), see(Attribution, account).count()) == (0, 0)
