"""The work calendar of the rule book: the shipped pattern agrees with the published year, and an office enters the next one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar, YearUnknown
from xuncha.rulebook import calendar
from xuncha.rulebook.actions.amend import amend_rule
from xuncha.rulebook.models import RuleRecord, shipped_rules
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db
NAME = next(one.name for one in shipped_rules() if one.key == calendar.KEY)


def test_shipped_year_agrees_with_the_published_arrangement():
    shipped, published = calendar.official(), Calendar.official()
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [shipped.is_workday(day) for day in days] == [published.is_workday(day) for day in days]
    assert 2026 in shipped.extra


def test_year_that_nobody_entered_is_not_guessed():
    with pytest.raises(YearUnknown):
        calendar.official().add(date(2026, 12, 31), 1)


def test_year_that_the_office_entered_counts():
    RuleRecord.objects.create(
        key="workdays.year",
        title="工作日历",
        title_en="work calendar",
        value={"year": 2027, "off": ["2027-01-01"], "worked": ["2027-01-02"]},
        basis="通知(虚构)",
    )
    assert calendar.official().add(date(2026, 12, 31), 1) == date(2027, 1, 2)


def enter_2027(by, on=date(2027, 1, 1), **value):
    given = {"year": 2027, "off": ["2027-01-01"], "worked": ["2027-01-02"], **value}
    return amend_rule(by=by, key=calendar.KEY, name=NAME, value=given, basis="通知(虚构)", starts=on)


def test_the_year_before_still_counts_beside_an_entered_one(cast):
    enter_2027(cast.office)
    assert sorted(calendar.official().extra) == [2026, 2027]


def test_of_two_records_of_a_year_the_later_counts(cast):
    enter_2027(cast.office)
    enter_2027(cast.office, worked=[])
    assert calendar.official().add(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_two_years_entered_on_one_day_both_count(cast):
    enter_2027(cast.office, on=date(2026, 11, 20))
    enter_2027(cast.office, on=date(2026, 11, 20), year=2028, off=["2028-01-03"], worked=[])
    assert sorted(calendar.official().extra) == [2026, 2027, 2028]


@pytest.mark.parametrize(
    "wrong",
    [{"off": ["2026-12-31"]}, {"off": ["1月1日"]}, {"off": ["2027-01-02"]}],
    ids=["another year", "no date", "in both lists"],
)
def test_days_that_cannot_count_are_refused_and_nothing_changes(cast, wrong):
    with pytest.raises(Refusal, match="应当都是2027年的日期") as refused:
        enter_2027(cast.office, **wrong)
    assert refused.value.code == "year"
    assert not RuleRecord.objects.exists()


def test_next_year_is_entered_on_the_page_of_the_rule_book(cast, enter):
    page = enter(cast.office)
    assert "放假的周一至周五" in page.get("/rules/workdays.year/").content.decode()
    sent = {
        "do": "amend",
        "value.year": "2027",
        "value.off": "2027-01-01\r\n2027-02-08",
        "value.worked": "",
        "basis": "通知(虚构)",
        "starts": "2027-01-01",
    }
    assert page.post("/rules/workdays.year/", sent).status_code == 302
    assert calendar.official().add(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_a_clock_that_runs_into_an_unknown_year_refuses_the_action_and_says_what_to_enter(cast):
    @action("test.count", roles=OFFICE, says=Sentence("试验", "test"))
    def count(act: Act) -> date:
        return calendar.official().add(date(2026, 12, 31), 1)

    with pytest.raises(Refusal) as refused:
        count(by=cast.office)
    assert refused.value.code == "not-entered"
    assert "“规则库”的“工作日历”里补录该年" in refused.value.remedy.zh
