"""A change of head: found by computing, followed by tasks; the duty moves, the deadline does not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import TODAY
from tests.findings.refusal import refused
from xuncha.base.workdays import Calendar
from xuncha.rectification import facts
from xuncha.rectification.actions.change_head import change_head, finish_task, pending
from xuncha.rectification.models import HeadTask, Item
from xuncha.registry.models import Person, Tenure
from xuncha.rulebook.models import RuleRecord
from xuncha.trust.access import see

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("next_year")]


def test_no_change_no_task(cast, item):
    assert pending(cast.office, TODAY) == []
    with refused("no-change", HeadTask, Item):
        change_head(by=cast.office, post=cast.head_post)


def test_duty_moves_by_itself_and_the_deadline_stays(cast, item, head_changed):
    (standing,) = facts.standings(
        list(see(Item, cast.office).select_related("post__organisation")), cast.office, TODAY
    )
    assert standing.duty.holder.person_name == "接任丙"
    assert standing.duty.days.shown().zh == "到任1天"
    assert standing.deadline.due == date(2027, 5, 18)


def test_head_who_left_before_the_feedback_is_given_feedback_for_his_own_time(cast, item):
    made = see(HeadTask, cast.office).order_by("pk")
    assert [(one.kind, one.person, one.items) for one in made] == [
        ("向原任反馈", "前任甲", [str(item.pk)]),
        ("原任书面说明", "前任甲", [str(item.pk)]),
        ("原任协助整改", "前任甲", [str(item.pk)]),
    ]


def test_tasks_for_outgoing_and_incoming_and_none_twice_for_the_former(cast, item, head_changed):
    made = change_head(by=cast.office, post=cast.head_post)
    assert [(one.kind, one.person) for one in made] == [
        ("离任整改交接清单", "现任乙"),
        ("接任整改提示", "接任丙"),
        ("再反馈", "接任丙"),
    ]
    assert made[-1].due == Calendar.official().add(date(2026, 11, 19), 20)
    assert made[-1].change_on == date(2026, 11, 19)
    assert see(Item, cast.office).get().due == item.due


def test_done_once_it_is_not_pending_again(cast, item, head_changed):
    change_head(by=cast.office, post=cast.head_post)
    assert pending(cast.office, TODAY) == []
    with refused("no-change", HeadTask, Item):
        change_head(by=cast.office, post=cast.head_post)


def test_change_known_to_the_month_asks_for_the_day(cast, item, head_changed):
    Tenure.objects.filter(person=cast.new_head).update(ends="2026-11")
    Tenure.objects.filter(pk=head_changed.pk).update(starts="2026-11")
    with refused("day", HeadTask, Item):
        change_head(by=cast.office, post=cast.head_post)
    assert change_head(by=cast.office, post=cast.head_post, on=date(2026, 11, 16))[0].change_on == date(
        2026, 11, 16
    )


def test_vacancy_then_successor_gives_the_outgoing_one_list_only(cast, item):
    Tenure.objects.filter(person=cast.new_head).update(ends="2026-11-10")
    first = change_head(by=cast.office, post=cast.head_post)
    assert "明确主持工作人员" in {one.kind for one in first}
    assert pending(cast.office, TODAY) == []
    Tenure.objects.create(
        person=Person.objects.create(name="接任丙", unit=cast.unit), post=cast.head_post, starts="2026-11-18"
    )
    second = change_head(by=cast.office, post=cast.head_post)
    assert {one.kind for one in second} == {"接任整改提示", "再反馈"}


def test_year_nobody_entered_is_told_and_nothing_is_made(cast, item, head_changed):
    RuleRecord.objects.all().delete()
    Tenure.objects.filter(pk=head_changed.pk).update(starts="2026-11-20")
    RuleRecord.objects.create(
        key="rectification.refeedback",
        title="再反馈",
        title_en="re-feedback",
        value={"number": 60, "unit": "工作日"},
        basis="测试",
    )
    with refused("not-entered", HeadTask, Item) as no:
        change_head(by=cast.office, post=cast.head_post)
    assert "2027年" in str(no().says)


def test_contact_sees_no_task_about_the_former_head(cast, item, head_changed):
    change_head(by=cast.office, post=cast.head_post)
    assert set(see(HeadTask, cast.contact).values_list("kind", flat=True)) == {
        "离任整改交接清单",
        "接任整改提示",
        "再反馈",
    }
    assert see(HeadTask, cast.stranger).count() == 0


def test_task_is_finished_once_with_the_place_of_the_paper(cast, item, head_changed):
    task = change_head(by=cast.office, post=cast.head_post)[0]
    with refused("note", HeadTask):
        finish_task(by=cast.office, task=task, on=TODAY, note=" ")
    finish_task(by=cast.office, task=task, on=TODAY, note="整改卷3第2件")
    with refused("done", HeadTask):
        finish_task(by=cast.office, task=task, on=TODAY, note="再次")


def test_only_the_office_follows_a_change(cast, item, head_changed):
    for who in ("leader", "contact", "stranger"):
        with refused("no-right", HeadTask, Item):
            change_head(by=cast.accounts[who], post=cast.head_post)
