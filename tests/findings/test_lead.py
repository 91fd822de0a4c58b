"""Leads: sealed at once, for the leader alone; nobody else learns that there is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import TODAY
from tests.findings.refusal import refused
from xuncha.findings.actions.handle_lead import (
    clear_person,
    open_leads,
    record_explanation,
    record_result,
    transfer_lead,
)
from xuncha.findings.actions.keep_lead import propose_keeping
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.actions.print_papers import draft_transfer
from xuncha.findings.models import Evidence, Lead, Observation
from xuncha.papers.models import Paper
from xuncha.trust.access import see, whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.models import DeedProposal, Entry
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db

TEXT = LeadText("某人丙", "股长", "收受服务对象礼金", "廉洁纪律", "转账记录1份", "时间金额明确")


@pytest.fixture
def lead(cast, observation) -> Lead:
    make_lead(by=cast.member, inspection=cast.inspection, written=TEXT, observation=observation)
    return see(Lead, cast.leader).get()


def test_making_one_returns_nothing_and_the_maker_sees_it_no_more(cast, observation):
    assert (
        make_lead(by=cast.member, inspection=cast.inspection, written=TEXT, observation=observation) is None
    )
    assert see(Lead, cast.member).count() == 0


@pytest.mark.parametrize(
    "who",
    [
        "member",
        "member2",
        "deputy",
        "liaison",
        "petition",
        "office",
        "office2",
        "leading",
        "contact",
        "stranger",
        "audit",
        "system",
    ],
)
def test_only_the_leader_sees_even_a_count(cast, lead, who):
    account = cast.accounts[who]
    assert (see(Lead, account).count(), see(Lead, account).exists(), list(see(Lead, account))) == (
        0,
        False,
        [],
    )
    with refused("not-seen" if account.sight.anywhere({"leader"}) else "no-right", Lead):
        open_leads(by=account, leads=[lead])


def test_leader_reads_it(cast, lead):
    assert see(Lead, cast.leader).count() == 1
    assert open_leads(by=cast.leader, leads=[lead])[0]["did"] == "收受服务对象礼金"


def test_observation_goes_under_the_same_seal(cast, lead):
    assert see(Observation, cast.member).count() == 0
    assert see(Evidence, cast.member).count() == 0
    assert see(Observation, cast.leader).get().state == "sealed"


def test_kept_open_the_observation_stays_for_the_body_part(cast, observation):
    make_lead(
        by=cast.member, inspection=cast.inspection, written=TEXT, observation=observation, keep_open=True
    )
    assert see(Observation, cast.member).get().state == "open"


@pytest.mark.parametrize("missing", ["person", "did", "evidence", "checkable"])
def test_incomplete_lead_is_refused(cast, observation, missing):
    with refused("incomplete", Lead, Observation):
        make_lead(
            by=cast.member,
            inspection=cast.inspection,
            written=replace(TEXT, **{missing: " "}),
            observation=observation,
        )


def test_unknown_discipline_is_refused(cast):
    with refused("discipline", Lead):
        make_lead(by=cast.member, inspection=cast.inspection, written=replace(TEXT, discipline="其他"))


def test_journal_holds_no_word_of_it(cast, lead):
    bodies = "".join(whole(Entry, "a test looks for leaks").values_list("body", flat=True))
    assert "某人丙" not in bodies
    assert "礼金" not in bodies


def transfer(cast, lead, **changes):
    given = {"to": "县纪委监委", "on": TODAY, "document": "领导小组第7次会议纪要"}
    return transfer_lead(by=cast.leader, lead=lead, **{**given, **changes})


@pytest.mark.parametrize(
    ("code", "changes"),
    [("receiver", {"to": "某公司"}), ("document", {"document": " "}), ("ahead", {"on": date(2026, 12, 1)})],
)
def test_transfer_needs_receiver_and_decision(cast, lead, code, changes):
    with refused(code, Lead):
        transfer(cast, lead, **changes)


def test_transfer_starts_the_clock_of_three_months_once(cast, lead):
    assert transfer(cast, lead).due == date(2027, 2, 20)
    with refused("transferred", Lead):
        transfer(cast, see(Lead, cast.leader).get())


def test_transfer_paper_is_the_leaders_alone(cast, lead):
    with refused("not-transferred", Paper):
        draft_transfer(by=cast.leader, lead=lead, organ="县委第一巡察组")
    transfer(cast, lead)
    draft_transfer(by=cast.leader, lead=see(Lead, cast.leader).get(), organ="县委第一巡察组")
    assert see(Paper, cast.leader).filter(form="lead_transfer").count() == 1
    for who in ("member", "deputy", "office", "petition", "contact", "stranger"):
        assert see(Paper, cast.accounts[who]).count() == 0


def test_words_of_the_person_are_kept(cast, lead):
    with refused("empty", Lead):
        record_explanation(by=cast.leader, lead=lead, text=" ")
    record_explanation(by=cast.leader, lead=lead, text="系借款，已归还")
    assert (
        open_leads(by=cast.leader, leads=[see(Lead, cast.leader).get()])[0]["explanation"] == "系借款，已归还"
    )


def test_result_needs_a_transfer(cast, lead):
    with refused("not-transferred", Lead):
        record_result(by=cast.leader, lead=lead, disposition="初步核实", says="属实", founded=True)


def test_unfounded_lead_clears_the_person(cast, lead):
    transfer(cast, lead)
    record_result(
        by=cast.leader,
        lead=see(Lead, cast.leader).get(),
        disposition="初步核实",
        says="不属实",
        founded=False,
    )
    cleared = see(Lead, cast.leader).get()
    assert cleared.state == "cleared"
    with refused("cleared", Lead):
        open_leads(by=cast.leader, leads=[cleared])


def test_clearing_after_a_transfer_needs_grounds_and_happens_once(cast, lead):
    transfer(cast, lead)
    lead = see(Lead, cast.leader).get()
    with refused("reason", Lead):
        clear_person(by=cast.leader, lead=lead, because="")
    clear_person(by=cast.leader, lead=lead, because="同名误认")
    with refused("ended", Lead):
        clear_person(by=cast.leader, lead=see(Lead, cast.leader).get(), because="再次")


def test_the_leader_alone_cannot_end_a_lead_without_a_transfer(cast, lead):
    with refused("needs-two", Lead):
        clear_person(by=cast.leader, lead=lead, because="同名误认")
    proposal = propose_keeping(by=cast.leader, lead=lead, way="clear", because="同名误认")
    with refused("same-person", Lead):
        approve(by=cast.leader, proposal=proposal, version=1)


@pytest.mark.parametrize(("way", "state"), [("clear", "cleared"), ("keep", "kept")])
def test_the_deputy_agrees_without_seeing_the_lead(cast, lead, way, state):
    proposal = propose_keeping(by=cast.leader, lead=lead, way=way, because="同名误认")
    assert not see(Lead, cast.deputy).exists()
    assert approve(by=cast.deputy, proposal=proposal, version=1).state == "done"
    assert see(Lead, cast.leader).get().state == state


def test_a_kept_lead_may_still_be_transferred(cast, lead):
    proposal = propose_keeping(by=cast.leader, lead=lead, way="keep", because="证据不足")
    approve(by=cast.deputy, proposal=proposal, version=1)
    kept = see(Lead, cast.leader).get()
    assert open_leads(by=cast.leader, leads=[kept])[0]["says"] == "证据不足"
    transfer(cast, kept)
    assert see(Lead, cast.leader).get().state == "transferred"


def test_a_transferred_lead_is_not_kept_and_a_lead_that_changed_voids_it(cast, lead):
    proposal = propose_keeping(by=cast.leader, lead=lead, way="keep", because="证据不足")
    transfer(cast, lead)
    assert approve(by=cast.deputy, proposal=proposal, version=1).state == "void"
    with refused("ended", Lead):
        propose_keeping(by=cast.leader, lead=see(Lead, cast.leader).get(), way="keep", because="证据不足")


@pytest.mark.parametrize("who", ["office", "member", "liaison", "stranger", "petition"])
def test_nobody_else_keeps_or_agrees(cast, lead, who):
    other = getattr(cast, who)
    with pytest.raises(Refusal):
        propose_keeping(by=other, lead=lead, way="keep", because="不想移交")
    proposal = propose_keeping(by=cast.leader, lead=lead, way="keep", because="证据不足")
    with pytest.raises(Refusal):
        approve(by=other, proposal=proposal, version=1)
    assert see(Lead, cast.leader).get().state == "sealed"
    if who in ("office", "member", "liaison", "stranger"):
        assert not see(DeedProposal, other).exists()
