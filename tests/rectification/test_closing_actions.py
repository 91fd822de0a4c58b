"""Proof in, review by another party, closing, re-opening, extension by decision only."""

from __future__ import annotations

from datetime import date

import pytest

from tests.findings.refusal import refused
from xuncha.papers.models import Decision
from xuncha.rectification import facts
from xuncha.rectification.actions.extend import propose_extension
from xuncha.rectification.actions.repair import plan_measure, submit
from xuncha.rectification.actions.review import reopen, review
from xuncha.rectification.models import Extension, Item, Measure, Reopening, Review, Submission
from xuncha.rulebook.models import RuleRecord
from xuncha.trust.access import see, whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.models import DeedProposal

pytestmark = pytest.mark.django_db
DUE = date(2027, 5, 18)


def now(cast) -> Item:
    return see(Item, cast.office).get()


def hand_in(cast, who="contact"):
    return submit(by=cast.accounts[who], item=now(cast), says="已拨付到位", evidence="拨款凭证5号，第1页")


def test_measure_starts_the_item(cast, item):
    plan_measure(by=cast.contact, item=item, says="清理滞留资金", leader="分管副主任", goal="按期拨付")
    assert (now(cast).state, now(cast).goal) == ("整改中", "按期拨付")


def test_empty_measure_is_refused(cast, item):
    with refused("empty", Measure, Item):
        plan_measure(by=cast.contact, item=item, says=" ")


def test_proof_is_needed(cast, item):
    with refused("incomplete", Submission, Item):
        submit(by=cast.contact, item=item, says="已拨付", evidence=" ")


def test_submission_waits_for_review_and_is_not_given_twice(cast, item):
    hand_in(cast)
    assert now(cast).state == "已报送待审核"
    with refused("state", Submission, Item):
        hand_in(cast)


def test_contact_of_another_body_cannot_hand_in(cast, item):
    with refused("no-right", Submission, Item):
        submit(by=cast.nobody, item=item, says="已拨付", evidence="甲")


def test_whoever_handed_in_cannot_close(cast, item):
    hand_in(cast, "office")
    with refused("review", Review, Item):
        review(by=cast.office, item=now(cast), party="巡察办", verdict="同意销号")
    review(by=cast.office2, item=now(cast), party="巡察办", verdict="同意销号")
    assert (now(cast).state, now(cast).closed_on) == ("完成", date(2026, 11, 20))


def test_contact_may_not_review(cast, item):
    hand_in(cast)
    with refused("no-right", Review, Item):
        review(by=cast.contact, item=now(cast), party="巡察办", verdict="同意销号")


def test_return_needs_a_reason_and_sends_it_back(cast, item):
    hand_in(cast)
    with refused("review", Review, Item):
        review(by=cast.office, item=now(cast), party="巡察办", verdict="退回补正")
    review(by=cast.office, item=now(cast), party="巡察办", verdict="退回补正", says="缺少凭证")
    assert now(cast).state == "未完成"


def test_unknown_verdict_is_refused(cast, item):
    hand_in(cast)
    with refused("verdict", Review, Item):
        review(by=cast.office, item=now(cast), party="巡察办", verdict="算了")


def test_five_parties_by_setting(cast, item):
    RuleRecord.objects.create(
        key="rectification.parties",
        title="审核方",
        title_en="parties",
        value=["巡察办", "组织部"],
        basis="本办规定",
    )
    hand_in(cast)
    review(by=cast.office, item=now(cast), party="巡察办", verdict="同意销号")
    assert now(cast).closed_on is None
    review(by=cast.office, item=now(cast), party="组织部", verdict="同意销号")
    assert now(cast).state == "完成"


def test_reopened_item_keeps_its_first_clock(cast, item):
    hand_in(cast)
    review(by=cast.office, item=now(cast), party="巡察办", verdict="同意销号")
    with refused("reopen", Reopening, Item):
        reopen(by=cast.office, item=now(cast), because=" ")
    reopen(by=cast.office, item=now(cast), because="反向核查不实")
    assert (now(cast).state, now(cast).closed_on, now(cast).first_due, now(cast).due) == (
        "整改中",
        None,
        DUE,
        DUE,
    )


def test_open_item_is_not_reopened(cast, item):
    with refused("reopen", Reopening, Item):
        reopen(by=cast.office, item=item, because="反弹")


def test_lasting_item_is_never_overdue(cast, item):
    hand_in(cast)
    review(by=cast.office, item=now(cast), party="巡察办", verdict="转长期坚持", says="长期任务")
    (standing,) = facts.standings([now(cast)], cast.office, date(2030, 1, 1))
    assert (standing.countdown.overdue, standing.countdown.says.zh) == (False, "长期坚持，不计逾期")


def prolong(cast, **changes):
    given = {
        "until": date(2027, 8, 31), "decided_by": "县委巡察工作领导小组", "decided_on": date(2026, 11, 19),
        "document": "第8次会议纪要", "reason": "汛期停工",
    }  # fmt: skip
    proposal = propose_extension(by=cast.office, item=now(cast), **{**given, **changes})
    return approve(by=cast.office2, proposal=proposal, version=proposal.version)


def test_recorded_decision_moves_the_day_and_the_first_stays(cast, item):
    prolong(cast)
    (standing,) = facts.standings([now(cast)], cast.office, date(2026, 11, 20))
    assert standing.deadline.extensions[0].reason == "汛期停工"
    assert (standing.deadline.first, standing.deadline.due, now(cast).due) == (
        DUE,
        date(2027, 8, 31),
        date(2027, 8, 31),
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"document": " "}, "extension"),
        ({"decided_by": ""}, "extension"),
        ({"reason": ""}, "reason"),
        ({"until": DUE}, "extension"),
    ],
)
def test_extension_without_a_decision_is_refused(cast, item, changes, why):
    with refused(why, Extension, Decision, Item, DeedProposal):
        prolong(cast, **changes)


def test_proposing_alone_moves_no_day(cast, item):
    proposal = propose_extension(
        by=cast.office, item=now(cast), until=date(2027, 8, 31), decided_by="领导小组", decided_on=date(2026, 11, 19),
        document="第8次会议纪要", reason="汛期停工",
    )  # fmt: skip
    assert (now(cast).due, see(Extension, cast.office).count()) == (DUE, 0)
    with refused("same-person", Extension, Decision, Item):
        approve(by=cast.office, proposal=proposal, version=1)


def test_a_day_that_moved_meanwhile_voids_the_proposal(cast, item):
    proposal = propose_extension(
        by=cast.office, item=now(cast), until=date(2027, 8, 31), decided_by="领导小组", decided_on=date(2026, 11, 19),
        document="第8次会议纪要", reason="汛期停工",
    )  # fmt: skip
    whole(Item, "test").filter(pk=item.pk).update(due=date(2027, 7, 1))
    assert approve(by=cast.office2, proposal=proposal, version=1).state == "void"
    assert now(cast).due == date(2027, 7, 1)


def test_body_cannot_extend_its_own_deadline(cast, item):
    with refused("no-right", Extension, Decision, Item):
        propose_extension(
            by=cast.contact,
            item=item,
            until=date(2027, 8, 31),
            decided_by="甲",
            decided_on=date(2026, 11, 1),
            document="乙",
            reason="丙",
        )


def test_overdue_only_after_the_day(cast, item):
    (on_the_day,) = facts.standings([now(cast)], cast.office, DUE)
    (after,) = facts.standings([now(cast)], cast.office, date(2027, 5, 19))
    assert (on_the_day.countdown.overdue, after.countdown.overdue) == (False, True)
