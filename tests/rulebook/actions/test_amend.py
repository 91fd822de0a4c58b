"""Amending the rule book: a new dated record; nothing is overwritten."""

from datetime import timedelta

import pytest

from tests.cast import TODAY
from xuncha.rulebook.actions.amend import amend_rule, choose_rule
from xuncha.rulebook.models import RuleRecord, look, shipped_rules
from xuncha.trust.access import see
from xuncha.trust.models import Entry
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db
KEY = "papers.series.office"
SHIPPED = next(one for one in shipped_rules() if one.key == KEY)


def amend(by, **changes):
    given = {"key": KEY, "value": "明巡办", "basis": "县委办公室通知〔2026〕1号", "starts": TODAY, **changes}
    return amend_rule(by=by, **given)


def test_the_new_record_holds_from_its_day_and_the_old_one_before(cast):
    amend(cast.office, starts=TODAY + timedelta(days=10))
    assert look(KEY, TODAY).value == SHIPPED.value
    assert look(KEY, TODAY + timedelta(days=10)).value == "明巡办"


def test_the_shipped_record_stays_beside_it(cast):
    amend(cast.office)
    assert sorted(RuleRecord.objects.filter(key=KEY).values_list("value", "shipped")) == sorted(
        [(SHIPPED.value, True), ("明巡办", False)]
    )


def test_a_second_record_of_the_same_day_corrects_the_first_which_stays(cast):
    amend(cast.office, value="错巡办")
    amend(cast.office, value="明巡办")
    assert look(KEY, TODAY).value == "明巡办"
    assert RuleRecord.objects.get(value="错巡办").chosen is False


def test_an_ended_record_gives_way_to_the_one_before(cast):
    amend(cast.office, ends=TODAY + timedelta(days=5))
    assert look(KEY, TODAY + timedelta(days=5)).value == SHIPPED.value


def test_amending_is_journalled(cast):
    amend(cast.office)
    assert "rulebook.amend" in list(see(Entry, cast.audit).values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": 3}, "值应当是文字"),
        ({"basis": "  "}, "请填写依据"),
        ({"ends": TODAY}, "失效日期应当晚于生效日期"),
        ({"key": "no.such"}, "规则库里没有“no.such”"),
    ],
)
def test_what_cannot_hold_is_refused_and_nothing_changes(cast, changes, said):
    with pytest.raises(Refusal, match=said):
        amend(cast.office, **changes)
    assert not RuleRecord.objects.exists()


def test_a_record_that_could_have_no_effect_is_refused(cast):
    amend(cast.office)
    with pytest.raises(Refusal, match="更早生效的新记录不会起作用"):
        amend(cast.office, value="迟巡办", starts=TODAY - timedelta(days=1))
    assert look(KEY, TODAY).value == "明巡办"


def test_only_the_office_amends(cast):
    for who in (cast.leader, cast.member, cast.contact, cast.system):
        with pytest.raises(NoRight):
            amend(who)
    assert not RuleRecord.objects.exists()


def test_the_office_chooses_between_alternatives(cast):
    key = "rectification.report"
    assert look(key, TODAY).name == "6个月"
    choose_rule(by=cast.office, key=key, name="2个月")
    assert look(key, TODAY).name == "2个月"
    choose_rule(by=cast.office, key=key, name="6个月")
    assert look(key, TODAY).name == "6个月"


def test_an_unknown_alternative_is_refused(cast):
    with pytest.raises(Refusal, match="没有名为“无”的记录"):
        choose_rule(by=cast.office, key=KEY, name="无")
    assert not RuleRecord.objects.exists()
