"""The sheet 在办整改台账: open items of earlier rounds are taken over, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import TODAY
from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.rectification import facts
from xuncha.rectification.actions.change_head import pending
from xuncha.rectification.actions.take_open_items import take
from xuncha.rectification.models import Item, Measure
from xuncha.registry.core.county import County, OpenItem
from xuncha.trust.access import see
from xuncha.trust.act import action
from xuncha.trust.core.roles import OFFICE

pytestmark = pytest.mark.django_db

ONE = OpenItem(
    term="第十四届",
    round=2,
    organisation="嵩阳街道办事处(虚构)",
    number="03",
    finding="台账不全",
    category="落实全面从严治党方面",
    measure="补齐台账",
    owner="主任",
    feedback_on=Day(2024, 9, 20),
    due=Day(2025, 3),
    state="整改中",
    progress="已补一半",
)


@action("test.take_over", roles=OFFICE, says=Sentence("测试接收", "take over in a test"))
def take_over(act, *, items):
    return take(act, County(open_items=tuple(items)))


def counts(taken):
    return (taken.added, taken.changed, taken.unchanged)


def test_item_is_taken_over_with_its_measure_and_the_last_day_of_its_month(cast):
    assert counts(take_over(by=cast.office, items=[ONE])) == (1, 0, 0)
    item = see(Item, cast.office).get()
    assert (item.number, item.due, item.first_due, item.state, item.progress) == (
        "2-03", date(2025, 3, 31), date(2025, 3, 31), "整改中", "已补一半",
    )  # fmt: skip
    assert (item.post, item.imported, see(Measure, cast.office).get().says) == (
        cast.head_post,
        True,
        "补齐台账",
    )


def test_same_sheet_twice_changes_nothing(cast):
    take_over(by=cast.office, items=[ONE])
    assert counts(take_over(by=cast.office, items=[ONE])) == (0, 0, 1)
    assert see(Item, cast.office).get().version == 1


def test_text_may_be_corrected_but_not_the_clock(cast):
    take_over(by=cast.office, items=[ONE])
    corrected = replace(ONE, finding="台账长期不全", due=Day(2027, 1, 1), state="长期坚持")
    assert counts(take_over(by=cast.office, items=[corrected])) == (0, 1, 0)
    item = see(Item, cast.office).get()
    assert (item.says, item.due, item.state) == ("台账长期不全", date(2025, 3, 31), "整改中")


def test_lasting_item_stays_lasting_and_is_not_overdue(cast):
    take_over(by=cast.office, items=[replace(ONE, state="长期坚持", due=None)])
    (standing,) = facts.standings(
        list(see(Item, cast.office).select_related("post__organisation")), cast.office, TODAY
    )
    assert (standing.state.value, standing.countdown.overdue) == ("长期坚持", False)


def test_head_who_came_after_the_feedback_shows_as_a_pending_change(cast):
    take_over(by=cast.office, items=[ONE])
    (change,) = pending(cast.office, TODAY)
    assert (change.outgoing.person_name, change.now.holder.person_name) == ("前任甲", "现任乙")


def test_unknown_feedback_day_claims_no_change_of_head(cast):
    take_over(by=cast.office, items=[replace(ONE, feedback_on=None)])
    assert pending(cast.office, TODAY) == []
