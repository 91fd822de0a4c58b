"""Working papers: about the body, by two, answered by the body first, signed in ink and confirmed by a second person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cast import grant
from tests.findings.conftest import DAY, WRITTEN
from tests.findings.refusal import refused
from xuncha.findings.actions.confirm_facts import (
    hand_over_slip,
    hold_facts,
    record_answer,
    reply_to_objection,
    skip_confirmation,
)
from xuncha.findings.actions.print_papers import draft_slip
from xuncha.findings.actions.sign_paper import recall_paper, send_for_signature, take_signed
from xuncha.findings.actions.write_paper import revise_paper, write_paper
from xuncha.findings.models import Confirmation, Evidence, Observation, WorkingPaper
from xuncha.papers.actions.print_paper import read_facts
from xuncha.papers.models import Paper
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role

pytestmark = pytest.mark.django_db


def write(cast, **changes):
    given = {
        "inspection": cast.inspection, "organisation": cast.unit, "written": WRITTEN, "authors": [cast.member, cast.member2],
        "evidence": ["凭证12号"],
    }  # fmt: skip
    return write_paper(by=cast.member, **{**given, **changes})


def test_paper_settles_its_observation(cast, observation, paper):
    assert see(Observation, cast.member).get(pk=observation.pk).state == "written"
    assert list(see(WorkingPaper, cast.member).filter(observations=observation)) == [paper]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("person", {"written": replace(WRITTEN, text="前任甲涉嫌受贿")}),
        ("period", {"written": replace(WRITTEN, starts="")}),
        ("period", {"written": replace(WRITTEN, starts="2024-06", ends="2022-03")}),
        ("period", {"written": replace(WRITTEN, starts="上半年")}),
        ("area", {"written": replace(WRITTEN, area="?")}),
        ("empty", {"written": replace(WRITTEN, basis=" ")}),
        ("evidence", {"evidence": [" "]}),
    ],
)
def test_unfit_paper_is_refused(cast, code, changes):
    with refused(code, WorkingPaper, Evidence):
        write(cast, **changes)


def test_refusal_for_a_person_tells_the_place_and_no_name(cast):
    with refused("person", WorkingPaper) as no:
        write(cast, written=replace(WRITTEN, text="账目混乱。前任甲涉嫌受贿"))
    assert str(no().says).startswith("“问题表现”第2句")
    assert "前任甲" not in str(no().says)


def test_one_author_or_an_author_from_outside_is_refused(cast):
    for authors in ([cast.member], [cast.member, cast.member], [cast.member, cast.office]):
        with refused("authors", WorkingPaper):
            write(cast, authors=authors)


def test_settled_observation_makes_no_second_paper(cast, observation, paper):
    with refused("observation", WorkingPaper):
        write(cast, observations=[observation])


def test_revision_from_an_old_version_is_refused(cast, paper):
    revise_paper(by=cast.member, paper=paper, written=WRITTEN, version=1)
    with refused("stale", WorkingPaper):
        revise_paper(by=cast.member2, paper=paper, written=WRITTEN, version=1)


def test_paper_is_not_signed_before_the_body_answered(cast, paper):
    with refused("confirmation", WorkingPaper, Paper):
        send_for_signature(by=cast.member, paper=paper)
    hand_over_slip(by=cast.member, paper=paper, on=DAY)
    with refused("confirmation", WorkingPaper, Paper):
        send_for_signature(by=cast.member, paper=paper)


def test_answer_before_the_slip_went_out_is_refused(cast, paper):
    with refused("not-handed", Confirmation):
        record_answer(by=cast.member, paper=paper, answer="属实", on=DAY)


def test_disputing_answer_needs_explanation_and_material(cast, paper):
    hand_over_slip(by=cast.member, paper=paper, on=DAY)
    with refused("incomplete", Confirmation):
        record_answer(by=cast.member, paper=paper, answer="不属实", on=DAY)
    assert record_answer(
        by=cast.member, paper=paper, answer="部分属实", on=DAY, explanation="金额应为3万元", material=["凭证12号"]
    ).answer == "部分属实"  # fmt: skip


def test_second_answer_is_refused(cast, paper):
    hand_over_slip(by=cast.member, paper=paper, on=DAY)
    record_answer(by=cast.member, paper=paper, answer="属实", on=DAY)
    with refused("answered", Confirmation):
        record_answer(by=cast.member, paper=paper, answer="不属实", on=DAY, explanation="甲", material=["乙"])


def test_skipping_needs_the_heads_reason(cast, paper):
    with refused("no-right", Confirmation):
        skip_confirmation(by=cast.member, paper=paper, because="单位已撤并")
    with refused("skip", Confirmation):
        skip_confirmation(by=cast.leader, paper=paper, because=" ")
    skip_confirmation(by=cast.leader, paper=paper, because="单位已撤并")
    assert send_for_signature(by=cast.member, paper=paper).form == "working_paper"


@pytest.fixture
def objected(cast, paper):
    hand_over_slip(by=cast.member, paper=paper, on=DAY)
    record_answer(
        by=cast.member,
        paper=paper,
        answer="不属实",
        on=DAY,
        explanation="无此事",
        material=["说明1份"],
        objection="请复核",
    )
    return paper


def test_office_sees_a_paper_only_once_the_body_objects(cast, paper, request):
    assert see(WorkingPaper, cast.office).count() == 0
    request.getfixturevalue("objected")
    assert see(WorkingPaper, cast.office).count() == 1


def test_objection_is_answered_by_somebody_outside_the_team(cast, objected):
    with refused("no-right", Confirmation):
        reply_to_objection(by=cast.leader, paper=objected, reply="维持")
    with refused("reply", Confirmation):
        reply_to_objection(by=cast.office, paper=objected, reply=" ")
    assert reply_to_objection(by=cast.office, paper=objected, reply="维持，见附件").replied_by == cast.office


def test_office_clerk_who_sits_in_the_team_may_not_reply(cast, objected):
    grant(cast.office, Role.LIAISON, inspection=cast.inspection.pk)
    with refused("reply", Confirmation):
        reply_to_objection(by=cast.office, paper=objected, reply="维持")


def test_disputed_paper_is_signed_after_reply_and_reason(cast, objected):
    reply_to_objection(by=cast.office, paper=objected, reply="维持")
    with refused("confirmation", WorkingPaper):
        send_for_signature(by=cast.member, paper=objected)
    hold_facts(by=cast.leader, paper=objected, because="凭证在卷")
    assert send_for_signature(by=cast.member, paper=objected).state == "submitted"


def test_signed_only_when_every_signature_is_recorded_and_confirmed(cast, paper, sign):
    skip_confirmation(by=cast.leader, paper=paper, because="单位已撤并")
    send_for_signature(by=cast.member, paper=paper)
    with refused("unsigned", WorkingPaper):
        take_signed(by=cast.member, paper=paper)


def test_signed_paper_holds_its_sheet(cast, signed):
    row = see(WorkingPaper, cast.member).get()
    assert row.state == "signed"
    sheet = see(Paper, cast.member).get(pk=row.paper_id)
    assert read_facts(by=cast.member, paper=sheet)["period"] == "2022年3月至2024年6月"


def test_signed_paper_is_not_revised(cast, signed):
    with refused("signed", WorkingPaper):
        revise_paper(by=cast.member, paper=signed, written=WRITTEN)


def test_recalled_paper_can_be_revised_and_its_sheet_is_void(cast, paper):
    skip_confirmation(by=cast.leader, paper=paper, because="单位已撤并")
    sheet = send_for_signature(by=cast.member, paper=paper)
    recall_paper(by=cast.member, paper=paper, because="数字有误")
    assert see(Paper, cast.member).get(pk=sheet.pk).state == "void"
    assert (
        revise_paper(by=cast.member, paper=paper, written=replace(WRITTEN, title="更正")).state
        == "confirming"
    )


def test_slip_for_the_body_holds_facts_without_names_or_sources(cast, observation):
    paper = write(
        cast, written=replace(WRITTEN, text="前任甲任职期间专项资金滞留"), observations=[observation]
    )
    slip = draft_slip(by=cast.member, paper=paper)
    facts = read_facts(by=cast.member, paper=slip)
    assert "前任甲" not in str(facts)
    assert facts["text"] == "时任嵩阳街道办事处(虚构)主任任职期间专项资金滞留"
    assert set(facts) == {"round", "team", "number", "body", "period", "reply_by", "title", "text"}
