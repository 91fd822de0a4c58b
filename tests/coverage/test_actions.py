"""Scope decisions and targets as actions: who may, what is refused, and that the proof holds afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import TODAY, Cast
from xuncha.coverage.actions.build_targets import build_targets
from xuncha.coverage.actions.decide_scope import decide_scope
from xuncha.coverage.actions.start_term import start_term
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.facts import Body, Kind
from xuncha.coverage.core.rules import Mode, Outcome
from xuncha.coverage.facts import current_term, scene
from xuncha.coverage.models import ScopeDecision, Target, TargetMember, Term
from xuncha.registry.models import Organisation, UnitParty
from xuncha.trust.refusal import NoRight, Refusal

DECIDED = {
    "outcome": "in",
    "decided_on": date(2026, 11, 1),
    "body": "县委巡察工作领导小组",
    "document": "领导小组2026年第3次会议纪要",
}


@pytest.fixture
def tax(cast: Cast) -> Organisation:
    return Organisation.objects.create(
        tree="unit", name="税务局(虚构)", category="政府部门", leadership="垂直管理"
    )


def verdict(cast: Cast, organisation: Organisation):
    return scene(cast.term, TODAY).verdicts[Body(Kind.UNIT, str(organisation.pk))]


def test_a_decision_settles_what_an_unconfirmed_rule_left_open(cast, tax):
    assert verdict(cast, tax).outcome is Outcome.UNDECIDED

    decide_scope(by=cast.office, term=cast.term, organisations=[tax], mode="授权", **DECIDED)

    assert verdict(cast, tax).outcome is Outcome.IN
    assert verdict(cast, tax).mode is Mode.AUTHORISED
    assert verdict(cast, tax).basis == DECIDED["document"]


def test_one_decision_may_settle_many_bodies(cast, tax):
    rows = decide_scope(
        by=cast.office, term=cast.term, organisations=[tax, cast.unit], **DECIDED | {"outcome": "out"}
    )

    assert [(row.organisation_id, row.outcome, row.mode) for row in rows] == [
        (tax.pk, "out", ""),
        (cast.unit.pk, "out", ""),
    ]


def test_deciding_again_the_same_day_replaces_and_a_later_day_goes_before(cast, tax):
    decide_scope(by=cast.office, term=cast.term, organisations=[tax], **DECIDED)
    decide_scope(by=cast.office, term=cast.term, organisations=[tax], **DECIDED | {"outcome": "out"})
    assert ScopeDecision.objects.count() == 1

    decide_scope(
        by=cast.office, term=cast.term, organisations=[tax], **DECIDED | {"decided_on": date(2026, 11, 2)}
    )

    assert ScopeDecision.objects.count() == 2
    assert verdict(cast, tax).outcome is Outcome.IN


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"document": "  "}, "document"),
        ({"decided_on": date(2026, 11, 21)}, "future"),
        ({"outcome": "undecided"}, "outcome"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"organisations": []}, "nobody"),
    ],
)
def test_a_decision_without_its_paper_is_refused_and_changes_nothing(cast, tax, wrong, code):
    with pytest.raises(Refusal) as no:
        decide_scope(by=cast.office, **{"term": cast.term, "organisations": [tax], **DECIDED, **wrong})

    assert no.value.code == code
    assert not ScopeDecision.objects.exists()


def test_only_the_office_records_decisions(cast, tax):
    with pytest.raises(NoRight):
        decide_scope(by=cast.leader, term=cast.term, organisations=[tax], **DECIDED)

    assert not ScopeDecision.objects.exists()


def test_building_targets_leaves_no_blank_and_keeps_what_is_set(cast):
    Target.objects.all().filter(name=cast.unit.name).update(mode="直接")
    assert [fault.name for fault in scene(cast.term, TODAY).proof.blanks] == [
        "嵩阳街道党工委(虚构)",
        "嵩阳街道办事处(虚构)主任",
    ]

    new = build_targets(by=cast.office, term=cast.term)

    assert len(new) == 1
    assert scene(cast.term, TODAY).proof.holds
    assert [(one.name, one.why.zh) for one in scene(cast.term, TODAY).proof.listed] == [
        ("嵩阳街道办事处(虚构)", "一并巡察，已在其他对象计数")
    ]
    assert build_targets(by=cast.office, term=cast.term) == []


def test_members_of_a_merged_branch_become_one_target(cast):
    branch = Organisation.objects.create(tree="party", name="联合支部(虚构)")
    for name in ("住建局(虚构)", "交通局(虚构)"):
        unit = Organisation.objects.create(tree="unit", name=name, category="政府部门", leadership="本级管理")
        UnitParty.objects.create(unit=unit, party=branch)

    build_targets(by=cast.office, term=cast.term)

    target = Target.objects.get(name__contains="联合支部")
    assert target.name == "住建局(虚构)、交通局(虚构)（联合支部(虚构)）"
    assert target.mode == "直接"
    assert TargetMember.objects.filter(target=target, counts=True).count() == 3


def test_what_was_counted_while_the_targets_were_chosen_is_not_counted_twice(cast):
    def slow(*given):
        chosen = choose(*given)
        build_targets(by=cast.office, term=cast.term)
        return chosen

    with pytest.raises(Refusal, match="生成期间"):
        build_targets(by=cast.office, term=cast.term, choosing=slow)
    assert Target.objects.count() == 3
    assert scene(cast.term, TODAY).proof.doubles == ()


def test_only_the_office_builds_targets(cast):
    with pytest.raises(NoRight):
        build_targets(by=cast.leader, term=cast.term)

    assert Target.objects.count() == 2


def test_terms_do_not_overlap(cast):
    with pytest.raises(Refusal) as no:
        start_term(by=cast.office, name="第十六届", starts=date(2030, 12, 1), ends=date(2035, 12, 1))

    assert no.value.code == "overlap"
    assert Term.objects.count() == 1
    later = start_term(by=cast.office, name="第十六届", starts=date(2031, 1, 1), ends=date(2036, 1, 1))
    assert current_term(date(2031, 1, 1)) == later
    assert current_term(TODAY) == cast.term


def test_a_changed_head_is_the_one_named_on_the_day(cast):
    cast.party.posts.create(title="党工委书记", head=True, key=True)

    heads = {one.person: one.name for one in scene(cast.term, TODAY).bodies.holders}

    assert heads == {str(cast.new_head.pk): "现任乙"}
