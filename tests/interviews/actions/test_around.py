"""What stands round a talk: notes that are shredded, sums of what talks gave."""

import pytest

from tests.cast import TODAY
from tests.interviews.people import released, street
from xuncha.base.words import Sentence
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.models import Observation
from xuncha.interviews.actions.add import add_person
from xuncha.interviews.actions.count import count_talks
from xuncha.interviews.actions.jot import jot, read_jottings, shred_jottings
from xuncha.interviews.actions.place import place_talk
from xuncha.interviews.actions.read import read_talk
from xuncha.interviews.actions.release import draft_clearance
from xuncha.interviews.actions.talk import draft_disclosure_report, open_talk, stop_talk
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.facts import counts
from xuncha.interviews.models import Interview, TalkCount
from xuncha.papers.models import Paper
from xuncha.rounds.later import ENDERS
from xuncha.trust.access import see
from xuncha.trust.act import action
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db
MORNING = Slot(540, 600)
SAFE = {"place_checked": "是", "escort": "组员", "health_asked": "良好", "route_back": "自行返回"}


@action("test.end", roles=OFFICE, says=Sentence("试", "try"))
def end(act, *, round):
    for one in ENDERS:
        one(act, round)


def placed(cast, name="某商户", slot=MORNING, recorder="乙", alone=""):
    row = add_person(by=cast.member, inspection=cast.inspection, kind="asked", name=name, post="职工")
    return place_talk(
        by=cast.member, interview=row, version=row.version, day=TODAY, slot=slot, room="一室", talkers=["甲"],
        recorder=recorder, alone_because=alone,
    )  # fmt: skip


def opened(cast, **more):
    row = placed(cast, **more)
    released(cast, row)
    return open_talk(by=cast.member, interview=row, version=row.version, safety=SAFE)


def refused(code, work, **given):
    with pytest.raises(Refusal) as no:
        work(**given)
    assert no.value.code == code


def stage(cast, row):
    return see(Interview, cast.member).get(pk=row.pk).stage


@pytest.mark.parametrize(
    ("how", "code"),
    [({"recorder": ""}, "alone"), ({"slot": Slot(1140, 1200)}, "night")],
)
def test_a_talk_is_not_opened_alone_or_at_night(cast, how, code):
    row = placed(cast, **how)
    released(cast, row)
    refused(code, open_talk, by=cast.member, interview=row, version=row.version, safety=SAFE)
    assert stage(cast, row) == "planned"


def test_a_talk_by_one_alone_is_opened_for_a_reason(cast):
    assert opened(cast, recorder="", alone="对象要求").stage == "open"


def test_the_request_to_talk_is_the_leaders_alone(cast):
    row = placed(cast)
    paper = draft_clearance(by=cast.leader, interview=row, to="领导小组", words="了解分管工作")
    assert (paper.audience, paper.organisation_id, paper.about_id) == ("leader", None, None)
    assert not see(Paper, cast.member).filter(pk=paper.pk).exists()


def test_a_confession_is_reported_in_a_paper_of_the_leader_alone(cast):
    row = opened(cast)
    refused("none", draft_disclosure_report, by=cast.leader, interview=row, to="县纪委监委", phone="0")
    stop_talk(by=cast.member, interview=row, version=row.version, words="开始说自己")
    paper = draft_disclosure_report(by=cast.leader, interview=row, to="县纪委监委", phone="0")
    assert (paper.audience, paper.form) == ("leader", "disclosure_report")
    with pytest.raises(NoRight):
        draft_disclosure_report(by=cast.deputy, interview=row, to="县纪委监委", phone="0")


def test_notes_stand_side_by_side_and_only_ones_own_is_changed(cast):
    row = opened(cast)
    jot(by=cast.member, interview=row, version=0, text="先问流程")
    jot(by=cast.member2, interview=row, version=0, text="神情放松")
    jot(by=cast.member, interview=row, version=1, text="下次带账本")
    assert [text for _, text in read_jottings(by=cast.leader, interview=row)] == ["下次带账本", "神情放松"]


def test_no_note_before_the_talk(cast):
    row = placed(cast)
    refused("stage", jot, by=cast.member, interview=row, version=0, text="想问什么")
    assert read_jottings(by=cast.member, interview=row) == []


def test_a_stopped_talk_empties_the_notes_on_it(cast):
    row = opened(cast)
    jot(by=cast.member2, interview=row, version=0, text="他说到采购")
    stop_talk(by=cast.member, interview=row, version=row.version, words="开始说自己")
    assert [text for _, text in read_jottings(by=cast.leader, interview=row)] == [""]


def test_when_the_round_ends_notes_are_gone_for_good_and_records_are_not(
    cast, django_capture_on_commit_callbacks
):
    row = opened(cast)
    jot(by=cast.member, interview=row, version=0, text="下次带账本")
    assert shred_jottings in ENDERS
    with django_capture_on_commit_callbacks(execute=True):
        end(by=cast.office, round=cast.round)
    refused("destroyed", read_jottings, by=cast.member, interview=row)
    assert read_talk(by=cast.member, interview=row)[0].name == "某商户"


def held_talks(cast, number, gave=0):
    """So many talks held with staff; of `gave` a working paper took something up, one more became a lead."""
    person = street(cast)["赵员戊"]
    rows = [
        add_person(by=cast.member, inspection=cast.inspection, kind="asked", name=f"人{n}", post="科员")
        for n in range(number - 1)
    ] + [add_person(by=cast.member, inspection=cast.inspection, kind="chosen", person=str(person.pk))]
    see(Interview, cast.member).update(stage="signed")
    for n, row in enumerate(rows[: gave + 1]):
        raise_observation(
            by=cast.member, inspection=cast.inspection, source="interview", source_id=row.pk, text="待核"
        )
        state = Observation.WRITTEN if n < gave else Observation.SEALED
        see(Observation, cast.leader).filter(source_id=row.pk).update(state=state)


def test_sums_are_told_by_type_alone_and_leads_count_nothing(cast):
    held_talks(cast, 6, gave=2)
    assert count_talks(by=cast.leader, inspection=cast.inspection) == 1
    assert list(TalkCount.objects.values_list("layer", "unit", "talks", "gave")) == [("staff", "", 6, 2)]


def test_counting_twice_counts_once(cast):
    held_talks(cast, 6)
    count_talks(by=cast.leader, inspection=cast.inspection)
    assert count_talks(by=cast.leader, inspection=cast.inspection) == 0
    assert TalkCount.objects.get().talks == 6


def test_a_few_talks_leave_no_sum(cast):
    held_talks(cast, 4)
    assert count_talks(by=cast.leader, inspection=cast.inspection) == 0
    assert not TalkCount.objects.exists()


def test_a_round_that_is_open_teaches_nothing(cast):
    held_talks(cast, 6)
    count_talks(by=cast.leader, inspection=cast.inspection)
    assert counts() == ()
    cast.round.state = "closed"
    cast.round.save()
    assert [(one.layer, one.talks) for one in counts()] == [("staff", 6)]


def test_nobody_but_the_leader_counts(cast):
    for who in (cast.deputy, cast.office):
        with pytest.raises(NoRight):
            count_talks(by=who, inspection=cast.inspection)
