"""谈前核对: nothing begins unreleased; the leader alone is told who has to be asked about; nobody else can tell such a talk."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cast import TODAY, grant
from tests.findings.test_kept_away import NAME, is_the_person_reported
from tests.interviews.people import released
from tests.letters.builders import registered
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.models import Lead
from xuncha.interviews.actions.add import add_person
from xuncha.interviews.actions.place import place_talk
from xuncha.interviews.actions.release import coming_talks, release_talks
from xuncha.interviews.actions.talk import open_talk
from xuncha.interviews.core.release import Answer, Asked
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.facts import released_until
from xuncha.interviews.models import Interview, Release
from xuncha.trust import clock, vault
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db
SAFE = {"place_checked": "是", "escort": "组员", "health_asked": "良好", "route_back": "自行返回"}
YES = Asked("领导小组", TODAY, "allowed", "批件3号")
FRIDAY = date(2026, 11, 20)


def placed(cast, name, day=TODAY, hour=9):
    row = add_person(by=cast.member, inspection=cast.inspection, kind="asked", name=name, post="职工")
    return place_talk(
        by=cast.member, interview=row, version=row.version, day=day, slot=Slot(hour * 60, hour * 60 + 50), room="一室",
        talkers=["甲"], recorder="乙",
    )  # fmt: skip


def suspect(cast, name="某商户"):
    text = LeadText(name, "", "送礼", "廉洁纪律", "转账记录1份", "时间金额明确")
    return make_lead(by=cast.member, inspection=cast.inspection, written=text, observation=None)


def begin(cast, row):
    row = see(Interview, cast.member).get(pk=row.pk)
    return open_talk(by=cast.member, interview=row, version=row.version, safety=SAFE)


def refusal(work, *given, **more):
    with pytest.raises(Refusal) as no:
        work(*given, **more)
    return no.value.code, no.value.says, no.value.remedy


def answer(cast, row, go=True, asked=None, by=None):
    """Answer about one talk, for the leads that the page shows now."""
    if asked:
        shown = {one.row.pk: one.leads for one in coming_talks(by=cast.leader, inspection=cast.inspection)}
        asked = replace(asked, leads=shown[row.pk])
    answers = {row.pk: Answer(go, asked)}
    return release_talks(by=by or cast.leader, inspection=cast.inspection, answers=answers)


def told(cast):
    return [(one.talk.name, one.must_ask) for one in coming_talks(by=cast.leader, inspection=cast.inspection)]


def test_no_talk_begins_before_the_leader_released_it(cast):
    row = placed(cast, "某商户")
    assert refusal(begin, cast, row)[0] == "release"
    assert see(Interview, cast.member).get().stage == "planned"
    released(cast, row)
    assert begin(cast, row).stage == "open"


def test_a_release_ends_with_the_rulebooks_days(cast):
    assert TODAY == FRIDAY
    row = placed(cast, "某商户")
    released(cast, row)
    assert see(Release, cast.member).get().until == date(2026, 11, 24)
    with clock.on_day(date(2026, 11, 25)):
        assert refusal(begin, cast, row)[0] == "release"
    with clock.on_day(date(2026, 11, 24)):
        assert begin(cast, row).stage == "open"


def test_a_lead_made_since_and_a_release_out_of_date_are_told_in_the_same_words_for_every_talk(cast):
    suspected, other = placed(cast, "某商户"), placed(cast, "另一商户", hour=10)
    never = refusal(begin, cast, other)
    released(cast, suspected, other)
    with clock.on_day(TODAY + timedelta(days=9)):
        late = refusal(begin, cast, suspected)
    suspect(cast)
    assert {refusal(begin, cast, suspected), refusal(begin, cast, other), late} == {never}


def test_a_letter_that_came_in_since_looks_the_same_as_a_lead(cast):
    row = placed(cast, "某商户")
    released(cast, row)
    registered(cast)
    assert refusal(begin, cast, row)[0] == "release"
    released(cast, row)
    assert begin(cast, row).stage == "open"


def test_what_the_team_is_shown_does_not_change_with_a_lead(cast):
    row = placed(cast, "某商户")
    released(cast, row)
    before = released_until(cast.member, [row], TODAY)
    suspect(cast)
    assert released_until(cast.member, [row], TODAY) == before == {row.pk: date(2026, 11, 24)}


def test_a_talk_under_an_open_lead_is_not_released_without_an_answer_on_record(cast):
    row, other = placed(cast, "某商户"), placed(cast, "另一商户", hour=10)
    suspect(cast)
    assert told(cast) == [("某商户", True), ("另一商户", False)]
    for asked in (
        None,
        Asked("领导小组", TODAY, "allowed"),
        Asked("", None, "later"),
        Asked("书记", TODAY, "refused", "卷1"),
    ):
        code, says, _ = refusal(answer, cast, row, asked=asked)
        assert (code, says.zh[:4]) == ("release", "某商户：")
    assert (
        refusal(answer, cast, row, asked=Asked("书记", TODAY + timedelta(days=1), "allowed", "卷1"))[0]
        == "release"
    )
    assert not see(Release, cast.leader).exists()
    answer(cast, other)
    assert begin(cast, other).stage == "open"


def test_an_approval_on_record_holds_for_the_next_release_too_but_not_for_a_new_lead(cast):
    row = placed(cast, "某商户")
    suspect(cast)
    answer(cast, row, asked=YES)
    answer(cast, row)
    assert told(cast) == [("某商户", False)]
    suspect(cast)
    assert told(cast) == [("某商户", True)]
    assert refusal(answer, cast, row)[0] == "release"


def test_an_answer_given_before_a_second_lead_was_seen_does_not_stand_for_it(cast):
    row = placed(cast, "某商户")
    suspect(cast)
    (seen,) = coming_talks(by=cast.leader, inspection=cast.inspection)
    suspect(cast)
    late = {row.pk: Answer(True, replace(YES, leads=seen.leads))}
    assert refusal(release_talks, by=cast.leader, inspection=cast.inspection, answers=late)[0] == "release"
    assert not see(Release, cast.leader).exists()


def test_a_namesake_needs_no_approval(cast):
    row = placed(cast, "某商户")
    suspect(cast)
    answer(cast, row, asked=Asked(decision="namesake"))
    assert begin(cast, row).stage == "open"


def test_a_lead_that_is_closed_asks_for_nothing(cast):
    row = placed(cast, "某商户")
    suspect(cast)
    see(Lead, cast.leader).update(state=Lead.CLEARED)
    assert told(cast) == [("某商户", False)]
    answer(cast, row)
    assert begin(cast, row).stage == "open"


def test_a_refused_request_is_kept_and_leaves_the_talk_unreleased(cast):
    row = placed(cast, "某商户")
    suspect(cast)
    answer(cast, row, go=False, asked=Asked("书记", TODAY, "refused", "卷1"))
    (one,) = coming_talks(by=cast.leader, inspection=cast.inspection)
    assert (one.asked.decision, one.asked.to, one.until) == ("refused", "书记", None)
    assert refusal(begin, cast, row)[0] == "release"


def test_a_release_is_taken_back(cast):
    row = placed(cast, "某商户")
    released(cast, row)
    answer(cast, row, go=False)
    assert refusal(begin, cast, row)[0] == "release"


def test_an_answer_is_of_one_length_asked_or_not(cast):
    row, other = placed(cast, "某商户"), placed(cast, "另一商户", hour=10)
    suspect(cast)
    (asked, _) = coming_talks(by=cast.leader, inspection=cast.inspection)
    both = {row.pk: Answer(True, replace(YES, leads=asked.leads)), other.pk: Answer(True)}
    release_talks(by=cast.leader, inspection=cast.inspection, answers=both)
    rows = list(see(Release, cast.leader))
    assert len({len(vault.open_bytes(one, "asked")) for one in rows}) == 1
    assert len({bytes(one.asked).__len__() for one in rows}) == 1
    assert {(one.until, one.version, one.released_by_id) for one in rows} == {
        (date(2026, 11, 24), 1, cast.leader.pk)
    }


def test_only_talks_that_a_release_of_today_reaches_are_looked_through(cast):
    placed(cast, "今天"), placed(cast, "下周", day=date(2026, 12, 1))
    assert told(cast) == [("今天", False)]


def test_nobody_but_the_leader_looks_through_and_releases(cast):
    row = placed(cast, "某商户")
    for who in (cast.member, cast.deputy, cast.office):
        with pytest.raises(NoRight):
            coming_talks(by=who, inspection=cast.inspection)
        with pytest.raises(NoRight):
            answer(cast, row, by=who)
    assert not see(Release, cast.leader).exists()


def test_whoever_stands_in_for_the_leader_releases(cast):
    row = placed(cast, "某商户")
    grant(cast.deputy, Role.LEADER, inspection=cast.inspection.pk)
    assert answer(cast, row, by=cast.deputy) == 1
    assert begin(cast, row).stage == "open"


def test_a_leader_from_whom_a_lead_is_kept_releases_nothing_and_a_stand_in_does(cast):
    row = placed(cast, "某商户")
    is_the_person_reported(cast, cast.leader)
    suspect(cast, NAME)
    code, says, remedy = refusal(coming_talks, by=cast.leader, inspection=cast.inspection)
    assert (code, says.zh[:5], "AB角" in remedy.zh) == ("recused", "按回避规定", True)
    assert refusal(answer, cast, row)[0] == "recused"
    assert not see(Release, cast.leader).exists()
    grant(cast.deputy, Role.LEADER, inspection=cast.inspection.pk)
    assert answer(cast, row, by=cast.deputy) == 1
