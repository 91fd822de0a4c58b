"""Requests to lending units: by name, recommended, refused, replaced, decided."""

from datetime import date

import pytest

from tests.teams.conftest import Office
from xuncha.papers.models import Decision
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.answer import agree, decide, decline, recommend, stand_in
from xuncha.teams.actions.draft import ask, draft, draft_all
from xuncha.teams.facts import forming_of
from xuncha.teams.models import Cadre, Drafting, TeamMember
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


def test_a_unit_lets_somebody_go_for_a_part_of_each_week(office: Office, asked: Drafting):
    agree(by=office.cast.office, drafting=asked, version=1, part=True)
    assert forming_of(office.cast.office, office.cast.round, office.groups).cadre["吴六"].release == "part"


def test_a_unit_agrees(office: Office, asked: Drafting):
    agree(by=office.cast.office, drafting=asked, version=1)
    row = see(Drafting, office.cast.office).get()
    assert (row.state, row.answered_on is not None) == ("agreed", True)


DECISION = {"document": "明组发〔2026〕12号", "decided_on": date(2026, 11, 20)}


def refused(office: Office, asked: Drafting) -> Drafting:
    return decline(by=office.cast.office, drafting=asked, version=1, reason="年底结算，离不开")


@pytest.mark.parametrize(
    ("upheld", "said", "comes"), [(True, "仍按点名抽调", True), (False, "同意另选", False)]
)
def test_a_refusal_keeps_its_reason_and_the_decision_upon_it(
    office: Office, asked: Drafting, upheld: bool, said: str, comes: bool
):
    by = office.cast.office
    decide(by=by, drafting=refused(office, asked), version=2, upheld=upheld, decided="", **DECISION)
    row = see(Drafting, by).get()
    assert (row.state, row.reason, row.decided) == ("decided", "年底结算，离不开", said)
    assert (row.decided_document, row.decided_on) == (DECISION["document"], DECISION["decided_on"])
    assert see(Decision, by).get(about_id=row.pk).document == DECISION["document"]
    released = forming_of(by, office.cast.round, office.groups).cadre["吴六"].release
    assert released == ("full" if comes else "none")


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ({"document": " "}, "决定还缺少"),
        ({"decided_on": date(2026, 11, 19)}, "早于单位答复日期"),
        ({"decided_on": date(2026, 11, 21)}, "晚于今天"),
    ],
)
def test_a_decision_without_document_or_on_a_wrong_day_is_refused(
    office: Office, asked: Drafting, decision: dict, said: str
):
    row = refused(office, asked)
    with pytest.raises(Refusal, match=said):
        decide(
            by=office.cast.office,
            drafting=row,
            version=2,
            upheld=True,
            decided="",
            **{**DECISION, **decision},
        )
    assert see(Drafting, office.cast.office).get().state == "refused"
    assert see(Decision, office.cast.office).count() == 0


def test_after_the_department_lets_somebody_stay_the_unit_names_another(office: Office, asked: Drafting):
    by = office.cast.office
    row = decide(by=by, drafting=refused(office, asked), version=2, upheld=False, decided="", **DECISION)
    fresh = recommend(by=by, drafting=row, version=3, person={"name": "替换者", "identity": "公务员"})
    assert (fresh.state, see(Drafting, by).get(pk=asked.pk).replaced_by_id) == ("agreed", fresh.pk)


def test_who_stands_in_at_home_is_recorded_once_somebody_comes(office: Office, asked: Drafting):
    by = office.cast.office
    with pytest.raises(Refusal, match="尚未确定抽调"):
        stand_in(by=by, drafting=asked, version=1, name="副局长", starts=date(2026, 11, 1))
    agree(by=by, drafting=asked, version=1)
    stand_in(by=by, drafting=asked, version=2, name="副局长", starts=date(2026, 11, 1), document="分工通知")
    row = see(Drafting, by).get()
    assert (row.stand_in, row.stand_in_from, row.stand_in_document) == (
        "副局长",
        date(2026, 11, 1),
        "分工通知",
    )


def test_several_people_of_a_skill_are_asked_for_at_once(office: Office):
    rows = ask(
        by=office.cast.office, around=office.cast.round, unit=office.units["甲"], skill="财务", people=3
    )
    assert [(one.skill, one.state) for one in rows] == [("财务", "asked")] * 3


@pytest.mark.parametrize("people", [0, 21])
def test_a_number_of_people_that_cannot_be_meant_is_refused(office: Office, people: int):
    with pytest.raises(Refusal, match="1至20人"):
        ask(by=office.cast.office, around=office.cast.round, unit=office.units["甲"], people=people)
    assert see(Drafting, office.cast.office).count() == 0


def test_all_of_the_teams_are_drafted_by_name_but_full_time_staff_and_those_asked_before(
    office: Office, asked: Drafting
):
    by = office.cast.office
    see(Cadre, by).filter(pk=office.cadres["赵一"].pk).update(full_time=True)
    accept(by=by, proposal=office.form())
    seated = set(see(TeamMember, by).values_list("cadre__person__name", flat=True))
    drafted = draft_all(by=by, around=office.cast.round)
    names = set(see(Drafting, by).values_list("cadre__person__name", flat=True))
    assert names == (seated - {"赵一"}) | {"吴六"}
    assert (drafted.asked, drafted.left) == (len(names) - 1, ())
    assert draft_all(by=by, around=office.cast.round).asked == 0


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
        decide(by=office.cast.office, drafting=asked, version=1, upheld=True, decided="", **DECISION)


def test_a_recommended_person_joins_the_pool(office: Office):
    (row,) = ask(by=office.cast.office, around=office.cast.round, unit=office.units["甲"], skill="财务")
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
    (row,) = ask(by=office.cast.office, around=office.cast.round, unit=office.units["甲"])
    recommend(by=office.cast.office, drafting=row, version=1, person={"name": "驾驶员", "identity": "编外"})
    row = see(Drafting, office.cast.office).get()
    assert [one["zh"] for one in row.objections] == [f"驾驶员（编外）{ARTICLE}"]
    assert (row.state, row.cadre_id) == ("asked", None)
    assert not see(Cadre, office.cast.office).filter(person__name="驾驶员").exists()


def test_a_request_that_nobody_was_named_for_cannot_be_agreed(office: Office):
    (row,) = ask(by=office.cast.office, around=office.cast.round, unit=office.units["甲"])
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
