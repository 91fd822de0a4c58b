"""Requests to lending units: by name, recommended, refused, replaced, decided."""

import pytest

from tests.teams.conftest import Office
from xuncha.teams.actions.answer import agree, decide, decline, recommend
from xuncha.teams.actions.draft import ask, draft
from xuncha.teams.models import Cadre, Drafting
from xuncha.trust.access import see, whole
from xuncha.trust.refusal import NoRight, Refusal, Stale

pytestmark = pytest.mark.django_db
ARTICLE = "不符合选调条件第1条：人员身份为公务员、参公管理人员、事业单位管理岗位或专业技术岗位人员"


@pytest.fixture
def asked(office: Office) -> Drafting:
    return draft(by=office.cast.office, around=office.cast.round, cadre=office.cadres["吴六"])


def test_somebody_of_the_pool_is_asked_for_by_name(office: Office, asked: Drafting):
    assert (asked.way, asked.state, asked.unit) == ("by_name", "asked", office.cadres["吴六"].unit)


def test_a_driver_cannot_be_asked_for_and_the_article_says_why(office: Office):
    with pytest.raises(Refusal) as no:
        draft(by=office.cast.office, around=office.cast.round, cadre=office.cadres["沈驾驶"])
    assert no.value.says.zh == f"沈驾驶（工勤）{ARTICLE}。"
    assert see(Drafting, office.cast.office).count() == 0


def test_nobody_is_asked_for_twice(office: Office, asked: Drafting):
    with pytest.raises(Refusal, match="已经向单位点名抽调过此人"):
        draft(by=office.cast.office, around=office.cast.round, cadre=office.cadres["吴六"])
    assert see(Drafting, office.cast.office).count() == 1


def test_a_unit_agrees(office: Office, asked: Drafting):
    agree(by=office.cast.office, drafting=asked, version=1)
    row = see(Drafting, office.cast.office).get()
    assert (row.state, row.answered_on is not None) == ("agreed", True)


def test_a_refusal_keeps_its_reason_and_the_decision_upon_it(office: Office, asked: Drafting):
    refused = decline(by=office.cast.office, drafting=asked, version=1, reason="年底结算，离不开")
    decide(by=office.cast.office, drafting=refused, version=2, decided="仍按点名抽调")
    row = see(Drafting, office.cast.office).get()
    assert (row.state, row.reason, row.decided) == ("decided", "年底结算，离不开", "仍按点名抽调")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_refusal_without_reason_is_not_recorded(office: Office, asked: Drafting, reason: str):
    with pytest.raises(Refusal, match="理由"):
        decline(by=office.cast.office, drafting=asked, version=1, reason=reason)
    assert see(Drafting, office.cast.office).get().state == "asked"


def test_an_answer_is_recorded_once(office: Office, asked: Drafting):
    agree(by=office.cast.office, drafting=asked, version=1)
    with pytest.raises(Refusal, match="已经答复"):
        decline(by=office.cast.office, drafting=asked, version=2, reason="反悔")
    assert see(Drafting, office.cast.office).get().state == "agreed"


def test_a_stale_answer_is_refused(office: Office, asked: Drafting):
    first = see(Drafting, office.cast.office).get()
    see(Drafting, office.cast.office).update(version=2)
    with pytest.raises(Stale):
        agree(by=office.cast.office, drafting=first, version=1)


def test_only_a_refusal_is_decided_upon(office: Office, asked: Drafting):
    with pytest.raises(Refusal, match="只有单位不同意的"):
        decide(by=office.cast.office, drafting=asked, version=1, decided="同意另选")


def test_a_recommended_person_joins_the_pool(office: Office):
    row = ask(by=office.cast.office, around=office.cast.round, unit=office.units["甲"], skill="财务")
    recommend(
        by=office.cast.office,
        drafting=row,
        version=1,
        person={"name": "新来的", "identity": "专业技术", "rank": ""},
    )
    row = see(Drafting, office.cast.office).select_related("cadre__person").get()
    assert (row.state, row.cadre.person.name) == ("agreed", "新来的")
    assert see(Cadre, office.cast.office).get(person__name="新来的").identity == "专业技术"


def test_a_recommended_driver_is_kept_on_record_with_the_article_and_the_request_stays_open(office: Office):
    row = ask(by=office.cast.office, around=office.cast.round, unit=office.units["甲"])
    recommend(by=office.cast.office, drafting=row, version=1, person={"name": "驾驶员", "identity": "编外"})
    row = see(Drafting, office.cast.office).get()
    assert [one["zh"] for one in row.objections] == [f"驾驶员（编外）{ARTICLE}"]
    assert (row.state, row.cadre_id) == ("asked", None)
    assert not see(Cadre, office.cast.office).filter(person__name="驾驶员").exists()


def test_a_request_that_nobody_was_named_for_cannot_be_agreed(office: Office):
    row = ask(by=office.cast.office, around=office.cast.round, unit=office.units["甲"])
    with pytest.raises(Refusal, match="先登记"):
        agree(by=office.cast.office, drafting=row, version=1)


def test_a_replacement_stands_in_for_whoever_was_asked_for(office: Office, asked: Drafting):
    fresh = recommend(
        by=office.cast.office, drafting=asked, version=1, person={"name": "替换者", "identity": "公务员"}
    )
    old = see(Drafting, office.cast.office).get(pk=asked.pk)
    assert (old.state, old.replaced_by_id) == ("replaced", fresh.pk)
    assert (fresh.state, fresh.way) == ("agreed", "recommended")


def test_only_the_office_drafts(office: Office):
    with pytest.raises(NoRight):
        draft(by=office.cast.leader, around=office.cast.round, cadre=office.cadres["吴六"])
    assert whole(Drafting, "test").count() == 0
    assert see(Drafting, office.cast.leader).count() == 0
