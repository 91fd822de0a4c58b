"""Feedback opens items owned by the post; the office chooses between the limits on record."""

from __future__ import annotations

from datetime import date

import pytest

from tests.findings.refusal import refused
from tests.rectification.conftest import FED_BACK
from xuncha.findings.models import Attribution, Finding
from xuncha.rectification import facts
from xuncha.rectification.actions.feed_back import feed_back
from xuncha.rectification.models import Feedback, Item
from xuncha.registry.models import Post, Tenure
from xuncha.trust.access import see
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db


def give(cast, **changes):
    given = {
        "inspection": cast.inspection, "organisation": cast.unit, "on": FED_BACK, "plan_clock": "1个月", "report_clock": "6个月",
    }  # fmt: skip
    return feed_back(by=cast.office, **{**given, **changes})


def test_item_is_owned_by_the_post_and_due_by_the_chosen_limit(cast, item):
    assert (item.post, item.number, item.due, item.first_due) == (
        cast.head_post,
        "3-1",
        date(2027, 5, 18),
        date(2027, 5, 18),
    )
    assert item.told_person_id == cast.new_head.pk
    assert item.clock.startswith("6个月")


def test_both_limits_ship_and_the_other_can_be_chosen(cast, reported):
    assert set(facts.clocks("rectification.report")) == {"6个月", "2个月"}
    assert give(cast, report_clock="2个月").report_due == date(2027, 1, 18)


def test_attribution_is_frozen_once_more(cast, item):
    assert list(see(Attribution, cast.office).order_by("pk").values_list("frozen_at", flat=True)) == [
        "approval",
        "feedback",
    ]
    assert see(Finding, cast.office).get().state == "fed_back"


def test_undecided_difference_stops_the_feedback_whole(cast, reported):
    Tenure.objects.filter(person=cast.old_head).update(starts="2023-01-01")
    with refused("difference", Feedback, Item, Finding, Attribution):
        give(cast)


@pytest.mark.parametrize(
    ("code", "changes"), [("clock", {"report_clock": "9个月"}), ("ahead", {"on": date(2026, 12, 1)})]
)
def test_unfit_feedback_is_refused(cast, reported, code, changes):
    with refused(code, Feedback, Item):
        give(cast, **changes)


def test_body_without_a_heads_post_is_told_what_to_enter(cast, reported):
    Post.objects.filter(pk=cast.head_post.pk).update(head=False)
    with refused("no-head", Feedback, Item) as no:
        give(cast)
    assert str(no().remedy) == "请先在单位登记中补录主要负责人职务。"


def test_nothing_reported_nothing_fed_back(cast, approved):
    with refused("no-finding", Feedback, Item):
        give(cast)


def test_second_feedback_finds_nothing(cast, item):
    with refused("no-finding", Feedback, Item):
        give(cast)


@pytest.mark.parametrize("who", ["leader", "member", "contact", "stranger"])
def test_only_the_office_records_it(cast, reported, who):
    with refused("no-right", Feedback, Item):
        feed_back(
            by=cast.accounts[who], inspection=cast.inspection, organisation=cast.unit, on=FED_BACK, plan_clock="1个月",
            report_clock="6个月",
        )  # fmt: skip


def test_who_sees_the_item_once_the_rights_of_the_team_have_ended(cast, item):
    accounts = {who: Account.objects.get(pk=one.pk) for who, one in cast.accounts.items()}
    assert {who for who, one in accounts.items() if see(Item, one).exists()} == {
        "office",
        "office2",
        "contact",
    }
