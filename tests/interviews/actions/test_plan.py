"""Talks arranged by the solver and written into the timetable; pairs, conditions and figures set by hand."""

from datetime import date

import pytest

from tests.cast import TODAY
from tests.interviews.people import street
from tests.letters.builders import registered
from xuncha.interviews.actions.add import add_musts, add_person
from xuncha.interviews.actions.draft_papers import draft_for_body
from xuncha.interviews.actions.needs import set_needs
from xuncha.interviews.actions.overrule import overrule
from xuncha.interviews.actions.place import confirm_timetable
from xuncha.interviews.actions.plan import keep_plan, prepare_plan, read_plan, set_pairs
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.pairs import Inspector, TalkPair
from xuncha.interviews.core.plan.arrange import arrange
from xuncha.interviews.models import Interview
from xuncha.trust.access import see
from xuncha.trust.refusal import NoRight, Refusal, Stale

pytestmark = pytest.mark.django_db
PAIRS = (
    TalkPair("1", (Inspector("甲", experienced=True), Inspector("乙", woman=True)), "一室"),
    TalkPair("2", (Inspector("丙", experienced=True), Inspector("丁")), "二室"),
)


def paired(cast, at_most=None):
    people = street(cast)
    add_musts(by=cast.member, inspection=cast.inspection)
    set_pairs(by=cast.member, inspection=cast.inspection, version=0, pairs=PAIRS, at_most=at_most)
    return people


def arranged(cast, **how):
    wanted = prepare_plan(by=cast.member, inspection=cast.inspection, **how)
    keep_plan(by=cast.member, inspection=cast.inspection, wanted=wanted, plan=arrange(wanted))
    return {talk.name: talk for _, talk in read_talks(by=cast.member, inspection=cast.inspection)}


def test_everybody_is_arranged_from_today_on_and_the_judge_is_content(cast):
    paired(cast)
    talks = arranged(cast)
    assert set(talks) == {"现任乙", "前任甲", "魏副甲", "丁副乙", "王纪丙", "李会丁", "赵员戊"}
    assert min(talk.day for talk in talks.values()) >= TODAY
    assert confirm_timetable(by=cast.leader, inspection=cast.inspection) == 7


def test_people_who_were_not_listed_are_added_as_chosen(cast):
    paired(cast)
    talks = arranged(cast)
    assert {name for name, talk in talks.items() if talk.kind == "chosen"} == {"李会丁", "赵员戊"}


def test_the_papers_for_the_body_are_alike_whoever_else_is_talked_to(cast):
    paired(cast, at_most=7)
    arranged(cast)
    first = draft_for_body(by=cast.leader, inspection=cast.inspection, contact="李晓", phone="0")
    see(Interview, cast.member).filter(kind="must").update(day=None, slot="", seats=None)
    registered(cast, reported="魏副甲")
    for name in ("某商户", "某村民"):
        add_person(by=cast.leader, inspection=cast.inspection, kind="asked", name=name)
    arranged(cast, afresh=True)
    second = draft_for_body(by=cast.leader, inspection=cast.inspection, contact="李晓", phone="0")
    assert first.code == second.code


def test_a_number_of_talks_is_kept_and_stand_ins_are_named(cast):
    people = paired(cast, at_most=6)
    talks = arranged(cast)
    _, body = read_plan(by=cast.member, inspection=cast.inspection)
    assert len(talks) == 6
    assert body["last"]["spare"] == [
        str(people[name].pk) for name in ("李会丁", "赵员戊") if name not in talks
    ]


def test_conditions_of_a_talk_are_kept_by_the_plan(cast):
    paired(cast)
    row = next(r for r, t in read_talks(by=cast.member, inspection=cast.inspection) if t.name == "魏副甲")
    set_needs(by=cast.member, interview=row, version=row.version, away=[TODAY], barred=["丙"], woman=True)
    talk = arranged(cast)["魏副甲"]
    assert talk.team == {"甲", "乙"}
    assert talk.day > TODAY


def test_what_is_confirmed_stays_and_the_rest_moves_only_afresh(cast):
    paired(cast)
    before = arranged(cast)
    add_person(by=cast.member, inspection=cast.inspection, kind="asked", name="某商户")
    after = arranged(cast)
    assert {name: after[name] for name in before} == before
    assert after["某商户"].placed


def test_who_finds_no_place_any_more_leaves_the_one_he_had(cast):
    paired(cast, at_most=7)
    arranged(cast)
    for n in range(9):
        add_person(by=cast.member, inspection=cast.inspection, kind="asked", name=f"人{n}")
    cast.inspection.ends = TODAY
    cast.inspection.save()
    set_pairs(by=cast.member, inspection=cast.inspection, version=2, pairs=PAIRS[:1])
    talks = arranged(cast, afresh=True)
    today = [talk for talk in talks.values() if talk.day == TODAY and talk.kind != "must"]
    assert {talk.day for talk in talks.values() if talk.kind != "must"} == {TODAY, None}
    assert len({(talk.slot, talk.room) for talk in today}) == len(today)


def test_whom_a_plan_chose_is_ranked_again_and_whom_the_team_listed_is_not(cast):
    people = paired(cast)
    person = str(people["李会丁"].pk)
    add_person(by=cast.leader, inspection=cast.inspection, kind="chosen", person=person)
    arranged(cast)
    again = prepare_plan(by=cast.member, inspection=cast.inspection, afresh=True)
    assert {one.name: one.kind for one in again.wishes} == {"李会丁": "picked", "赵员戊": "ranked"}


def test_without_pairs_nothing_is_arranged(cast):
    with pytest.raises(Refusal) as no:
        prepare_plan(by=cast.member, inspection=cast.inspection)
    assert no.value.code == "pairs"


def test_a_stay_that_is_over_is_told_in_words(cast):
    paired(cast)
    cast.inspection.ends = date(2026, 11, 19)
    cast.inspection.save()
    with pytest.raises(Refusal) as no:
        prepare_plan(by=cast.member, inspection=cast.inspection)
    assert no.value.code == "over"


def test_unfit_pairs_are_refused_and_nothing_is_kept(cast):
    with pytest.raises(Refusal) as no:
        set_pairs(by=cast.member, inspection=cast.inspection, version=0, pairs=[TalkPair("1", (), "一室")])
    assert no.value.code == "pairs"
    assert read_plan(by=cast.member, inspection=cast.inspection) == (0, {})


def test_of_two_who_enter_pairs_the_second_is_told(cast):
    set_pairs(by=cast.member, inspection=cast.inspection, version=0, pairs=PAIRS)
    set_pairs(by=cast.member2, inspection=cast.inspection, version=1, pairs=PAIRS[:1])
    with pytest.raises(Stale):
        set_pairs(by=cast.member, inspection=cast.inspection, version=1, pairs=PAIRS)


def test_a_figure_set_by_hand_counts_keeps_its_reason_and_is_taken_back(cast):
    paired(cast)
    where = {"inspection": cast.inspection, "layer": "staff", "unit": "街道"}
    overrule(by=cast.leader, version=1, percent=60, reason="窗口岗位多", **where)
    assert {w.name: w.worth for w in prepare_plan(by=cast.member, inspection=cast.inspection).wishes}[
        "赵员戊"
    ] == 60
    overrule(by=cast.leader, version=2, percent=None, reason="已调整", **where)
    _, body = read_plan(by=cast.member, inspection=cast.inspection)
    assert body["overruled"] == {}
    assert [one["reason"] for one in body["past"]] == ["窗口岗位多", "已调整"]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"reason": " "}, "reason"), ({"percent": 101}, "percent"), ({"layer": "x"}, "layer")],
)
def test_a_figure_without_reason_or_sense_is_refused(cast, change, code):
    given = {"layer": "staff", "unit": "街道", "percent": 10, "reason": "窗口多", **change}
    with pytest.raises(Refusal) as no:
        overrule(by=cast.leader, inspection=cast.inspection, version=0, **given)
    assert no.value.code == code
    assert read_plan(by=cast.member, inspection=cast.inspection) == (0, {})


def test_members_set_no_figures(cast):
    with pytest.raises(NoRight):
        overrule(
            by=cast.member,
            inspection=cast.inspection,
            version=0,
            layer="staff",
            unit="街道",
            percent=1,
            reason="无",
        )
