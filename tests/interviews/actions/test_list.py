"""Who gets on the list and where; the paper for the body is the same with and without letters."""

import json
from datetime import date

import pytest

from tests.interviews.people import street
from tests.letters.builders import confirmed, registered
from xuncha.interviews.actions.add import add_musts, add_person
from xuncha.interviews.actions.draft_papers import draft_for_body, draft_for_team
from xuncha.interviews.actions.place import confirm_timetable, import_timetable, lay_musts, place_talk
from xuncha.interviews.actions.plan import read_plan
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.editions import changes, read_editions
from xuncha.interviews.core.lay import Desk
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.core.timetable_in import PlannedRow
from xuncha.interviews.models import Interview
from xuncha.papers.models import Paper
from xuncha.trust import vault
from xuncha.trust.access import see
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db
DESKS = (Desk(("甲",), "乙", "一室"), Desk(("丙",), "丁", "二室"))
MUSTS = {"现任乙", "前任甲", "魏副甲", "丁副乙", "王纪丙"}


def listed(cast, who="leader"):
    return read_talks(by=getattr(cast, who), inspection=cast.inspection)


def names(cast, kind="must"):
    return {talk.name for row, talk in listed(cast) if row.kind == kind}


def laid(cast):
    add_musts(by=cast.member, inspection=cast.inspection)
    return lay_musts(by=cast.member, inspection=cast.inspection, desks=DESKS)


def test_the_must_talks_follow_from_posts(cast):
    street(cast)
    add_musts(by=cast.member, inspection=cast.inspection)
    assert names(cast) == MUSTS


def test_listing_them_twice_adds_nobody_twice(cast):
    street(cast)
    add_musts(by=cast.member, inspection=cast.inspection)
    assert add_musts(by=cast.member, inspection=cast.inspection) == ()
    assert len(listed(cast)) == len(MUSTS)


def test_nobody_becomes_a_must_talk_by_hand(cast):
    people = street(cast)
    with pytest.raises(Refusal) as no:
        add_person(by=cast.member, inspection=cast.inspection, kind="must", person=str(people["赵员戊"].pk))
    assert no.value.code == "kind"
    assert listed(cast) == []


def test_a_must_talk_added_by_hand_is_one_all_the_same(cast):
    people = street(cast)
    add_person(by=cast.member, inspection=cast.inspection, kind="asked", person=str(people["魏副甲"].pk))
    assert names(cast) == {"魏副甲"}


def test_somebody_outside_the_registry_can_be_talked_to(cast):
    add_person(by=cast.member, inspection=cast.inspection, kind="chosen", name="某商户", post="服务对象")
    assert names(cast, "chosen") == {"某商户"}


def test_the_same_person_is_not_listed_twice(cast):
    people = street(cast)
    add = {"inspection": cast.inspection, "kind": "chosen", "person": str(people["赵员戊"].pk)}
    add_person(by=cast.member, **add)
    with pytest.raises(Refusal) as no:
        add_person(by=cast.member, **add)
    assert no.value.code == "twice"
    assert len(listed(cast)) == 1


@pytest.mark.parametrize("who", ["petition", "office", "contact", "stranger", "audit"])
def test_who_talks_is_known_to_the_team_alone(cast, who):
    laid(cast)
    account = getattr(cast, who)
    with pytest.raises(NoRight):
        read_talks(by=account, inspection=cast.inspection)
    assert see(Interview, account).count() == 0


def test_all_must_talks_find_a_place_that_the_judge_accepts(cast):
    street(cast)
    assert laid(cast) == (len(MUSTS), 0)
    assert confirm_timetable(by=cast.leader, inspection=cast.inspection) == len(MUSTS)
    assert {row.stage for row, _ in listed(cast)} == {"set"}


def test_a_table_that_breaks_a_binding_rule_is_not_confirmed(cast):
    street(cast)
    laid(cast)
    row, talk = listed(cast)[0]
    place_talk(
        by=cast.member,
        interview=row,
        version=row.version,
        day=talk.day,
        slot=Slot(20 * 60, 21 * 60),
        room="一室",
        talkers=["甲"],
        recorder="乙",
    )
    with pytest.raises(Refusal, match="夜间"):
        confirm_timetable(by=cast.leader, inspection=cast.inspection)
    assert {row.stage for row, _ in listed(cast)} == {"planned"}


def kept(cast):
    _, body = read_plan(by=cast.leader, inspection=cast.inspection)
    return read_editions(body.get("editions", ()))


def moved(cast, row, talk, *, slot=None, room=""):
    place_talk(
        by=cast.member,
        interview=row,
        version=row.version,
        day=talk.day,
        slot=slot or talk.slot,
        room=room or talk.room,
        talkers=talk.talkers,
        recorder=talk.recorder,
    )


def test_each_confirmed_timetable_is_an_edition_that_stays_as_it_was(cast):
    street(cast)
    laid(cast)
    confirm_timetable(by=cast.leader, inspection=cast.inspection)
    (first,) = kept(cast)
    row, talk = listed(cast)[0]
    moved(cast, row, talk, room="备用室")
    assert kept(cast) == (first,)
    confirm_timetable(by=cast.leader, inspection=cast.inspection)
    assert kept(cast)[0] == first
    (change,) = changes(*(one.places for one in kept(cast)))
    assert (change.how, change.was.room, change.now.room) == ("moved", talk.room, "备用室")


def test_a_timetable_confirmed_again_as_it_is_makes_no_edition(cast):
    street(cast)
    laid(cast)
    for _ in range(2):
        confirm_timetable(by=cast.leader, inspection=cast.inspection)
    assert [one.number for one in kept(cast)] == [1]


def test_a_refused_confirmation_makes_no_edition(cast):
    street(cast)
    laid(cast)
    row, talk = listed(cast)[0]
    moved(cast, row, talk, slot=Slot(20 * 60, 21 * 60))
    with pytest.raises(Refusal, match="夜间"):
        confirm_timetable(by=cast.leader, inspection=cast.inspection)
    assert kept(cast) == ()


def test_only_a_head_confirms(cast):
    with pytest.raises(NoRight):
        confirm_timetable(by=cast.member, inspection=cast.inspection)


def planned(name, **more):
    own = {
        "row": 2, "name": name, "office": "", "post": "", "kind": "must", "day": date(2026, 11, 16),
        "slot": Slot(540, 600), "room": "三室", "talkers": ("甲",), "recorder": "乙", "outline": "",
    }  # fmt: skip
    return PlannedRow(**{**own, **more})


def test_a_hand_made_table_is_imported_and_the_same_again_changes_nothing(cast):
    street(cast)
    rows = [planned("魏副甲"), planned("某商户", slot=Slot(660, 720), post="服务对象")]
    assert import_timetable(by=cast.member, inspection=cast.inspection, rows=rows) == (2, 2)
    before = [(row.version, talk.name, talk.slot) for row, talk in listed(cast)]
    assert import_timetable(by=cast.member, inspection=cast.inspection, rows=rows) == (2, 0)
    assert [(row.version, talk.name, talk.slot) for row, talk in listed(cast)] == before


def test_a_must_in_the_table_makes_no_must_talk_of_one_who_is_none_by_post(cast):
    street(cast)
    import_timetable(by=cast.member, inspection=cast.inspection, rows=[planned("赵员戊"), planned("魏副甲")])
    assert (names(cast), names(cast, "chosen")) == ({"魏副甲"}, {"赵员戊"})


def paper_for_body(cast):
    paper = draft_for_body(by=cast.leader, inspection=cast.inspection, contact="李晓", phone="0")
    return json.loads(vault.open_bytes(paper, "facts"))


def test_the_paper_for_the_body_is_the_same_with_and_without_letters(cast):
    people = street(cast)
    laid(cast)
    without = paper_for_body(cast)
    letter = registered(cast, reported="魏副甲", reported_body="嵩阳街道办事处")
    confirmed(cast, letter, way="discipline")
    for kind, name in (("asked", "赵员戊"), ("chosen", "李会丁")):
        row = add_person(by=cast.member, inspection=cast.inspection, kind=kind, person=str(people[name].pk))
        place_talk(
            by=cast.member,
            interview=row,
            version=row.version,
            day=date(2026, 11, 16),
            slot=Slot(480, 570),
            room="一室",
            talkers=["甲"],
            recorder="乙",
        )
    assert paper_for_body(cast) == without
    assert {row["name"] for row in without["rows"]} == MUSTS


def test_talks_that_were_placed_first_do_not_move_the_must_talks(cast):
    people = street(cast)
    row = add_person(
        by=cast.member, inspection=cast.inspection, kind="asked", person=str(people["赵员戊"].pk)
    )
    place_talk(
        by=cast.member,
        interview=row,
        version=row.version,
        day=date(2026, 10, 12),
        slot=Slot(480, 540),
        room="一室",
        talkers=["甲"],
        recorder="乙",
    )
    laid(cast)
    with_talk = paper_for_body(cast)
    see(Interview, cast.leader).filter(pk=row.pk).update(day=None, slot="")
    assert with_talk == paper_for_body(cast)
    first = min((talk.day, talk.slot) for _, talk in listed(cast) if talk.kind == "must")
    assert first == (date(2026, 10, 12), Slot(480, 540))


def test_the_paper_for_the_body_waits_until_every_must_talk_has_a_time(cast):
    street(cast)
    add_musts(by=cast.member, inspection=cast.inspection)
    with pytest.raises(Refusal) as no:
        paper_for_body(cast)
    assert no.value.code == "unplaced"
    assert see(Paper, cast.leader).count() == 0


def test_the_contact_sees_no_paper_of_the_teams_own_table(cast):
    street(cast)
    laid(cast)
    own = draft_for_team(by=cast.leader, inspection=cast.inspection)
    see(Paper, cast.leader).filter(pk=own.pk).update(delivered_on=date(2026, 11, 1))
    assert see(Paper, cast.contact).count() == 0
