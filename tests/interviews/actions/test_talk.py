"""A talk: opened after the safety check, written, held after the notice, signed; stopped and sealed."""

import pytest

from tests.cast import TODAY
from tests.interviews.people import released, street
from xuncha.interviews.actions.add import add_person
from xuncha.interviews.actions.draft_papers import draft_notice, draft_record
from xuncha.interviews.actions.place import place_talk
from xuncha.interviews.actions.read import read_disclosure, read_talk
from xuncha.interviews.actions.talk import hold_talk, open_talk, sign_record, stop_talk, write_record
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.facts import outlines
from xuncha.interviews.models import Disclosure, Interview, Record
from xuncha.papers.models import Paper
from xuncha.trust.access import see
from xuncha.trust.refusal import NoRight, Refusal, Stale

pytestmark = pytest.mark.django_db
SAFE = {"place_checked": "是", "escort": "组员", "health_asked": "良好", "route_back": "自行返回"}
TOLD = [item["key"] for item in outlines()["staff"].opening]
BODY = {"told": TOLD, "answers": {"team": {"answer": "赵钱孙的话", "result": "check"}}, "free": ""}


@pytest.fixture
def talk(cast):
    people = street(cast)
    row = add_person(
        by=cast.member, inspection=cast.inspection, kind="chosen", person=str(people["赵员戊"].pk)
    )
    row = place_talk(
        by=cast.member,
        interview=row,
        version=row.version,
        day=TODAY,
        slot=Slot(540, 600),
        room="一室",
        talkers=["甲"],
        recorder="乙",
    )
    released(cast, row)
    return row


def opened(cast, talk):
    return open_talk(by=cast.member, interview=talk, version=talk.version, safety=SAFE)


def written(cast, talk, body=BODY, version=0):
    return write_record(by=cast.member, interview=talk, version=version, body=body)


def now(cast, talk):
    return see(Interview, cast.leader).get(pk=talk.pk)


def refused(code, call, **arguments):
    with pytest.raises(Refusal) as no:
        call(**arguments)
    assert no.value.code == code


@pytest.mark.parametrize("missing", sorted(SAFE))
def test_a_talk_is_not_opened_while_a_safety_item_is_blank(cast, talk, missing):
    safety = {**SAFE, missing: " "}
    refused("safety", open_talk, by=cast.member, interview=talk, version=talk.version, safety=safety)
    assert now(cast, talk).stage == "planned"


def test_nothing_is_written_before_the_talk_is_opened(cast, talk):
    refused("stage", write_record, by=cast.member, interview=talk, version=0, body=BODY)
    assert see(Record, cast.leader).count() == 0


def test_what_was_written_is_read_back_and_can_be_written_on(cast, talk):
    record = written(cast, opened(cast, talk))
    more = {**BODY, "free": "还有一件事"}
    write_record(by=cast.member2, interview=now(cast, talk), version=record.version, body=more)
    assert read_talk(by=cast.leader, interview=now(cast, talk))[2] == more


def test_two_people_writing_one_record_do_not_overwrite_each_other(cast, talk):
    record = written(cast, opened(cast, talk))
    write_record(
        by=cast.member, interview=now(cast, talk), version=record.version, body={**BODY, "free": "一"}
    )
    with pytest.raises(Stale):
        write_record(by=cast.member2, interview=now(cast, talk), version=1, body={**BODY, "free": "二"})
    assert read_talk(by=cast.leader, interview=now(cast, talk))[2]["free"] == "一"


def test_a_question_of_another_outline_is_refused(cast, talk):
    body = {**BODY, "answers": {"receivables": {"answer": "x"}}}
    refused("question", write_record, by=cast.member, interview=opened(cast, talk), version=0, body=body)


def test_a_talk_is_over_only_when_the_whole_notice_was_told(cast, talk):
    written(cast, opened(cast, talk), {**BODY, "told": TOLD[:-1]})
    row = now(cast, talk)
    refused("notice", hold_talk, by=cast.member, interview=row, version=row.version)
    assert now(cast, talk).stage == "open"


def held(cast, talk):
    written(cast, opened(cast, talk))
    row = now(cast, talk)
    return hold_talk(by=cast.member, interview=row, version=row.version)


def test_a_signed_record_is_closed(cast, talk):
    row = held(cast, talk)
    sign = {"signed_on": TODAY, "original_at": "谈话卷第1页"}
    refused(
        "original",
        sign_record,
        by=cast.member,
        interview=row,
        version=row.version,
        signed_on=TODAY,
        original_at="",
    )
    sign_record(by=cast.member, interview=row, version=row.version, **sign)
    assert now(cast, talk).stage == "signed"
    refused("stage", write_record, by=cast.member, interview=now(cast, talk), version=2, body=BODY)


def test_when_a_person_owns_up_the_talk_stops_and_the_words_go_to_the_leader_alone(cast, talk):
    written(cast, opened(cast, talk))
    row = now(cast, talk)
    stop_talk(by=cast.member, interview=row, version=row.version, words="开始说自己收了钱")
    assert now(cast, talk).stage == "stopped"
    assert read_talk(by=cast.member, interview=now(cast, talk))[2] == {}
    assert [see(Disclosure, who).count() for who in (cast.member, cast.deputy, cast.leader)] == [0, 0, 1]
    with pytest.raises(NoRight):
        read_disclosure(by=cast.deputy, interview=now(cast, talk))
    kept = read_disclosure(by=cast.leader, interview=now(cast, talk))
    assert "开始说自己收了钱" in kept
    assert "赵钱孙的话" in kept


def test_the_record_and_the_notice_are_drafted_for_the_team(cast, talk):
    held(cast, talk)
    row = now(cast, talk)
    draft_record(by=cast.member, interview=row)
    draft_notice(by=cast.member, interview=row, contact="李晓", phone="0")
    drafted = see(Paper, cast.member).order_by("form")
    assert [(p.form, p.organisation_id, "赵员戊" in p.title) for p in drafted] == [
        ("talk_notice", None, False),
        ("talk_record", None, False),
    ]


def test_no_column_holds_a_name_or_a_word_of_a_talk(cast, talk):
    held(cast, talk)
    stored = list(see(Interview, cast.leader).values()) + list(see(Record, cast.leader).values())
    raw = repr([bytes(v) if isinstance(v, memoryview | bytes) else v for r in stored for v in r.values()])
    assert len(stored) == 2
    for word in ("赵员戊", "赵钱孙", "一室"):
        assert word not in raw
        assert repr(word.encode())[2:-1] not in raw
