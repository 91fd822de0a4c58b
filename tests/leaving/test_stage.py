"""Rights by stage: heads and liaison until the feedback, members until they leave, reading on only by a recorded decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cast import TODAY, Cast, in_force
from tests.rectification.conftest import approved, finding, item, observation, paper, reported, sign, signed
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.models import Finding, Observation
from xuncha.leaving.actions.prolong import prolong_reading
from xuncha.papers.models import Decision
from xuncha.rectification.actions.feed_back import feed_back
from xuncha.rectification.models import Item
from xuncha.rulebook.models import RuleRecord
from xuncha.trust.access import see, whole
from xuncha.trust.clock import on_day
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant
from xuncha.trust.refusal import NoRight, Refusal

__all__ = ["approved", "finding", "item", "observation", "paper", "reported", "sign", "signed"]
pytestmark = pytest.mark.django_db
HEADS = ("leader", "deputy", "liaison")
DECIDED = {"decided_by": "县委巡察办", "decided_on": date(2026, 11, 19), "document": "会议纪要3号"}


def held(cast: Cast, who: str) -> frozenset[Role]:
    account = Account.objects.get(pk=getattr(cast, who).pk)
    return account.sight.at.get(cast.inspection.pk, frozenset())


def test_the_feedback_ends_the_rights_of_heads_and_liaison_and_leaves_the_others(
    cast: Cast, item: Item
) -> None:
    assert [held(cast, who) for who in HEADS] == [frozenset()] * 3
    assert (held(cast, "member"), held(cast, "petition")) == ({Role.MEMBER}, {Role.PETITION})
    stranger = Account.objects.get(pk=cast.stranger.pk)
    assert stranger.sight.at[cast.other.pk] == {Role.LEADER}


def test_before_the_feedback_they_hold(cast: Cast, reported: Finding) -> None:
    assert [held(cast, who) for who in HEADS] == [{Role.LEADER}, {Role.DEPUTY}, {Role.LIAISON}]


def test_a_finding_that_waits_for_another_feedback_keeps_the_rights(cast: Cast, reported: Finding) -> None:
    waiting = Finding(
        inspection=cast.inspection, serial=99, area="four", state=Finding.REPORTED, organisation=cast.party,
    )  # fmt: skip
    for field in ("title", "text"):
        setattr(waiting, field, getattr(reported, field))
    waiting.save(force_insert=True)
    feed_back(
        by=cast.office, inspection=cast.inspection, organisation=cast.unit, on=date(2026, 11, 18),
        plan_clock="1个月", report_clock="6个月",
    )  # fmt: skip
    assert [held(cast, who) for who in HEADS] == [{Role.LEADER}, {Role.DEPUTY}, {Role.LIAISON}]


def test_which_roles_end_is_the_rule_books_to_say(cast: Cast, reported: Finding) -> None:
    RuleRecord.objects.create(
        key="rectification.rights_end",
        title="反馈后终止",
        title_en="end",
        value={"roles": ["deputy"]},
        basis="试验",
    )
    feed_back(
        by=cast.office, inspection=cast.inspection, organisation=cast.unit, on=date(2026, 11, 18),
        plan_clock="1个月", report_clock="6个月",
    )  # fmt: skip
    assert [bool(held(cast, who)) for who in HEADS] == [True, False, True]


def prolonged(cast: Cast, **changed: object) -> Grant:
    given = {"role": Role.LEADER, "until": TODAY + timedelta(days=30), **DECIDED, **changed}
    return prolong_reading(by=cast.office, inspection=cast.inspection, account=cast.leader, **given)  # type: ignore[arg-type]


def test_reading_on_takes_a_decision_and_three_people(cast: Cast, item: Item) -> None:
    grant = prolonged(cast)
    assert (grant.read_only, grant.state, grant.basis) == (True, Grant.REQUESTED, "县委巡察办，会议纪要3号")
    assert see(Decision, cast.office).get().about_id == cast.leader.pk
    assert held(cast, "leader") == frozenset()
    in_force(grant)
    assert held(cast, "leader") == {Role.LEADER}


def test_who_reads_on_reads_and_writes_nothing(cast: Cast, item: Item) -> None:
    in_force(prolonged(cast))
    leader = Account.objects.get(pk=cast.leader.pk)
    before = whole(Observation, "a test counts").count()
    assert see(Finding, leader).count() == 1
    with pytest.raises(NoRight):
        raise_observation(by=leader, inspection=cast.inspection, source="hit", text="晚了")
    assert whole(Observation, "a test counts").count() == before


def test_reading_on_ends_on_its_day(cast: Cast, item: Item) -> None:
    in_force(prolonged(cast))
    with on_day(TODAY + timedelta(days=29)):
        assert held(cast, "leader") == {Role.LEADER}
    with on_day(TODAY + timedelta(days=30)):
        assert held(cast, "leader") == frozenset()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"role": Role.DEPUTY}, "never-held"),
        ({"role": Role.OFFICE}, "never-held"),
        ({"until": TODAY}, "past"),
        ({"document": " "}, "missing"),
        ({"decided_by": ""}, "missing"),
    ],
)
def test_a_prolongation_without_its_grounds_is_refused(
    cast: Cast, item: Item, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as no:
        prolonged(cast, **changed)
    assert no.value.code == code
    assert Grant.objects.filter(read_only=True).count() == 0
    assert see(Decision, cast.office).count() == 0


def test_only_the_office_asks_for_it(cast: Cast, item: Item) -> None:
    for who in ("leader", "member", "system", "security"):
        with pytest.raises(NoRight):
            prolong_reading(
                by=getattr(cast, who), inspection=cast.inspection, account=cast.leader, role=Role.LEADER,
                until=TODAY + timedelta(days=3), **DECIDED,
            )  # fmt: skip
    assert Grant.objects.filter(read_only=True).count() == 0


def test_the_page_records_the_decision_and_asks(cast: Cast, item: Item, enter) -> None:
    page = enter(cast.office)
    assert f"{cast.leader.name}（巡察组组长，" in page.get("/leaving/prolong/").content.decode()
    asked = {
        "who": f"{cast.leader.pk} leader {cast.inspection.pk}", "until": "2026-12-20", "decided_on": "2026-11-19",
        "decided_by": "县委巡察工作领导小组", "document": "会议纪要5号",
    }  # fmt: skip
    assert page.post("/leaving/prolong/", asked).status_code == 302
    grant = Grant.objects.get(read_only=True)
    assert (grant.account, grant.role, grant.state) == (cast.leader, "leader", Grant.REQUESTED)
    assert grant.place == f"第{cast.round.number}轮"


def test_the_page_shows_a_refusal_and_asks_for_nothing(cast: Cast, item: Item, enter) -> None:
    past = {
        "who": f"{cast.leader.pk} leader {cast.inspection.pk}", "until": "2026-11-01", "decided_on": "2026-10-30",
        "decided_by": "县委巡察工作领导小组", "document": "会议纪要5号",
    }  # fmt: skip
    answer = enter(cast.office).post("/leaving/prolong/", past)
    assert answer.status_code == 422
    assert "到期日须在今天之后" in answer.content.decode()
    assert not Grant.objects.filter(read_only=True).exists()
