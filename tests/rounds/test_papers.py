"""The papers of a round and of the scope print, and an issued paper or a decision proves its step."""

from __future__ import annotations

import pytest

from tests.cast import TODAY
from xuncha.coverage.actions.ask_scope import ask_scope
from xuncha.papers.actions.print_paper import print_paper, read_facts
from xuncha.papers.actions.record_decision import record_decision
from xuncha.papers.core.forms import forms
from xuncha.papers.models import Paper
from xuncha.registry.models import Organisation, UnitParty
from xuncha.rounds import later
from xuncha.rounds.actions.draft_papers import (
    ABOUT_INSPECTION,
    ABOUT_ROUND,
    draft_inspection_paper,
    draft_round_paper,
)
from xuncha.rounds.core.guide import State as Step
from xuncha.rounds.facts import procedure, round_guide, schedule_of
from xuncha.trust.access import whole
from xuncha.trust.refusal import Refusal


@pytest.mark.parametrize("form", sorted(ABOUT_ROUND))
def test_every_paper_of_a_round_prints(cast, form):
    paper = draft_round_paper(by=cast.office, round=cast.round, form=form, to="县审计局")

    assert print_paper(by=cast.office, paper=paper).content[:2] == b"PK"
    assert read_facts(by=cast.office, paper=paper)["round"] == "第十五届县委第3轮巡察"


@pytest.mark.parametrize("form", sorted(ABOUT_INSPECTION))
def test_every_paper_of_an_inspection_prints(cast, form):
    paper = draft_inspection_paper(by=cast.office, inspection=cast.inspection, form=form)

    assert print_paper(by=cast.office, paper=paper).content[:2] == b"PK"
    assert paper.organisation_id == cast.unit.pk
    facts = read_facts(by=cast.office, paper=paper)
    assert (facts["team"], facts["ends"]) == ("县委巡察组", "2026-12-04")


def test_a_letter_without_addressee_and_a_foreign_form_are_refused(cast):
    for form, code in (("inquiry_letter", "to"), ("interview_plan", "form")):
        with pytest.raises(Refusal) as no:
            draft_round_paper(by=cast.office, round=cast.round, form=form)
        assert no.value.code == code
    assert not whole(Paper, "a test counts them").exists()


def test_the_names_of_teams_come_from_the_later_room(cast, monkeypatch):
    team = later.TeamShown("第1巡察组", "周正", ("吴清",), frozenset({cast.inspection.pk}))
    monkeypatch.setattr(later, "TEAM_TELLERS", [lambda by, row: [team]])

    decision = draft_round_paper(by=cast.office, round=cast.round, form="authorisation")
    notice = draft_inspection_paper(by=cast.office, inspection=cast.inspection, form="inspection_notice")

    (row,) = read_facts(by=cast.office, paper=decision)["teams"]
    assert (row["leader"], row["bodies"]) == ("周正", ["嵩阳街道办事处(虚构)"])
    assert read_facts(by=cast.office, paper=notice)["team"] == "县委第一巡察组"


def test_an_issued_paper_proves_its_step(cast):
    before = {point.step.key: point.state for point in round_guide(cast.office, cast.round)}
    paper = draft_round_paper(by=cast.office, round=cast.round, form="round_request")
    assert {point.step.key: point.state for point in round_guide(cast.office, cast.round)} == before

    whole(Paper, "a test signs it").filter(pk=paper.pk).update(state="signed")

    after = {point.step.key: point.state for point in round_guide(cast.office, cast.round)}
    assert (before["plan"], after["plan"]) == (Step.NEXT, Step.DONE)


def test_a_recorded_decision_proves_its_step(cast):
    record_decision(
        by=cast.office,
        kind="领导小组听取汇报",
        body="领导小组",
        decided_on=TODAY,
        document="会议纪要",
        about_id=cast.round.pk,
    )

    states = {point.step.key: point.state for point in round_guide(cast.office, cast.round)}
    assert states["heard_group"] is Step.DONE


def test_undecided_bodies_come_into_one_request(cast):
    for name in ("税务局(虚构)", "气象局(虚构)"):
        Organisation.objects.create(tree="unit", name=name, leadership="垂直管理")

    paper = ask_scope(by=cast.office, term=cast.term)

    facts = read_facts(by=cast.office, paper=paper)
    assert [(row["name"], row["proposal"]) for row in facts["rows"]] == [
        ("气象局(虚构)", "不纳入"),
        ("税务局(虚构)", "不纳入"),
    ]
    assert print_paper(by=cast.office, paper=paper).content[:2] == b"PK"


def test_a_unit_and_its_own_organisation_are_one_line_of_the_request(cast):
    own, branch = (
        Organisation.objects.create(tree="party", name=name)
        for name in ("税务局党委(虚构)", "联合支部(虚构)")
    )
    for name, party in (("税务局(虚构)", own), ("妇联(虚构)", branch), ("文联(虚构)", branch)):
        category = {"category": "群团"} if party == branch else {"leadership": "垂直管理"}
        unit = Organisation.objects.create(tree="unit", name=name, **category)
        UnitParty.objects.create(unit=unit, party=party)

    facts = read_facts(by=cast.office, paper=ask_scope(by=cast.office, term=cast.term))

    assert [row["name"] for row in facts["rows"]] == [
        "妇联(虚构)",
        "文联(虚构)",
        "税务局(虚构)（税务局党委(虚构)）",
    ]


def test_without_undecided_bodies_there_is_nothing_to_ask(cast):
    with pytest.raises(Refusal) as no:
        ask_scope(by=cast.office, term=cast.term)

    assert no.value.code == "none"


def test_every_paper_that_the_guide_or_the_schedule_names_exists(cast):
    named = {form for step in procedure().steps for form in step.forms}
    named |= {row.item.form for row in schedule_of(cast.round, TODAY) if row.item.form}

    assert named - set(forms()) == set()
