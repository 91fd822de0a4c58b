"""A round opens, its days change, its stages and steps move on; each refusal changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import TODAY, Cast
from xuncha.coverage.models import Target
from xuncha.rounds.actions.change_round import change_round
from xuncha.rounds.actions.move_on import advance_stage, mark_step, unmark_step
from xuncha.rounds.actions.open_round import open_inspections, open_round
from xuncha.rounds.actions.withdraw_target import withdraw_target
from xuncha.rounds.core.guide import State as Step
from xuncha.rounds.facts import inspection_guide, schedule_of, visits_of
from xuncha.rounds.models import Inspection, Round, StepMark
from xuncha.trust.access import whole
from xuncha.trust.refusal import NoRight, Refusal, Stale

ENTRY = date(2027, 3, 1)


def inspections(**where: object):
    return whole(Inspection, "a test counts them").filter(**where)


@pytest.fixture
def fresh(cast: Cast) -> Target:
    """A target that no round has taken."""
    return Target.objects.create(term=cast.term, name="林业局(虚构)", shape="unit", mode="直接")


def opened(cast: Cast, **more: object) -> Round:
    return open_round(by=cast.office, **{"term": cast.term, "kind": "常规", "entry_day": ENTRY, **more})


def test_a_round_gets_the_next_number_its_days_and_the_settings_of_the_last_round(cast, fresh):
    Round.objects.filter(pk=cast.round.pk).update(settings={"stay_days": 20, "phone": "123"})

    row = opened(cast, targets=[fresh])

    assert (row.number, row.title, row.state) == (4, "第十五届县委第四轮巡察", "open")
    assert (row.entry_day, row.leaves_day) == (ENTRY, date(2027, 3, 20))
    assert (row.settings["phone"], row.settings["letters_close"]) == ("123", "17:30")
    assert [(one.target_id, one.starts, one.stage) for one in inspections(round=row)] == [
        (fresh.pk, ENTRY, "prepare")
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "随便"}, "kind"),
        ({"entry_day": date(2031, 1, 1)}, "entry"),
        ({"stay_days": 0}, "stay"),
    ],
)
def test_a_round_that_cannot_be_is_refused_and_nothing_is_opened(cast, wrong, code):
    with pytest.raises(Refusal) as no:
        opened(cast, **wrong)

    assert no.value.code == code
    assert Round.objects.count() == 1


def test_a_target_counts_in_one_round_only_but_may_be_looked_back_at(cast):
    with pytest.raises(Refusal) as no:
        opened(cast, targets=[cast.inspection.target])
    assert no.value.code == "twice"
    assert Round.objects.count() == 1

    back = opened(cast, kind="回头看", targets=[cast.inspection.target])

    assert back.title == "第十五届县委第四轮回头看巡察"
    assert inspections(round=back).count() == 1


def test_only_the_office_opens_rounds(cast):
    with pytest.raises(NoRight):
        open_round(by=cast.leader, term=cast.term, kind="常规", entry_day=ENTRY)

    assert Round.objects.count() == 1


def test_nothing_is_added_to_a_closed_round(cast, fresh):
    Round.objects.filter(pk=cast.round.pk).update(state="closed")
    cast.round.refresh_from_db()

    with pytest.raises(Refusal) as no:
        open_inspections(by=cast.office, round=cast.round, targets=[fresh])

    assert no.value.code == "closed"
    assert inspections(round=cast.round).count() == 2


def test_a_target_in_a_round_cannot_be_withdrawn_and_another_can(cast, fresh):
    with pytest.raises(Refusal) as no:
        withdraw_target(by=cast.office, target=cast.inspection.target)
    assert no.value.code == "used"
    assert not Target.objects.filter(withdrawn=True).exists()

    withdraw_target(by=cast.office, target=fresh)

    assert [one.name for one in Target.objects.filter(withdrawn=True)] == ["林业局(虚构)"]
    with pytest.raises(Refusal):
        opened(cast, targets=[fresh])


def test_stages_follow_one_another_to_the_last(cast):
    inspection = cast.inspection
    for stage in ("report", "feedback", "rectify", "archive"):
        inspection = advance_stage(by=cast.liaison, inspection=inspection)
        assert inspection.stage == stage

    with pytest.raises(Refusal) as no:
        advance_stage(by=cast.liaison, inspection=inspection)
    assert no.value.code == "last"


def test_a_stale_page_does_not_move_the_stage_twice(cast):
    advance_stage(by=cast.office, inspection=cast.inspection, version=1)

    with pytest.raises(Stale):
        advance_stage(by=cast.office, inspection=inspections(pk=cast.inspection.pk).get(), version=1)

    assert inspections(pk=cast.inspection.pk).get().stage == "report"


def test_a_member_marks_steps_of_his_inspection_only(cast):
    mark_step(by=cast.member, round=cast.round, inspection=cast.inspection, step="looking", done_on=TODAY)

    for inspection in (cast.other, None):
        with pytest.raises(NoRight):
            mark_step(by=cast.member, round=cast.round, inspection=inspection, step="training", done_on=TODAY)
    states = {point.step.key: point.state for point in inspection_guide(cast.member, cast.inspection)}
    assert states["looking"] is Step.DONE
    assert states["entry"] is Step.MISSING


def test_the_petition_officer_says_that_the_letters_are_settled(cast):
    mark_step(
        by=cast.petition, round=cast.round, inspection=cast.inspection, step="letters_settled", done_on=TODAY
    )

    states = {point.step.key: point.state for point in inspection_guide(cast.petition, cast.inspection)}
    assert states["letters_settled"] is Step.DONE


def test_marking_again_corrects_the_day_and_a_mark_can_be_taken_back(cast):
    for day in (date(2026, 11, 1), date(2026, 11, 2)):
        mark = mark_step(by=cast.office, round=cast.round, step="training", done_on=day)
    assert mark.done_on == date(2026, 11, 2)

    unmark_step(by=cast.office, mark=mark)

    assert not whole(StepMark, "a test counts them").exists()


@pytest.mark.parametrize(
    ("wrong", "code"), [({"step": "dancing"}, "step"), ({"done_on": date(2026, 11, 21)}, "future")]
)
def test_a_step_that_cannot_be_marked_is_refused(cast, wrong, code):
    with pytest.raises(Refusal) as no:
        mark_step(by=cast.office, **{"round": cast.round, "step": "training", "done_on": TODAY, **wrong})

    assert no.value.code == code
    assert not whole(StepMark, "a test counts them").exists()


def test_the_schedule_follows_the_rules_and_the_rounds_days(cast):
    found = {row.item.key: row.day for row in schedule_of(cast.round, TODAY)}

    assert found["notice"] == date(2026, 9, 21)
    assert found["announcement"] == cast.round.entry_day
    assert found["leaving"] == cast.round.leaves_day


def test_only_rounds_that_count_cover(cast):
    open_round(
        by=cast.office, term=cast.term, kind="回头看", entry_day=TODAY, targets=[cast.inspection.target]
    )

    visits = visits_of(cast.term, TODAY)

    assert [(visit.round_name, visit.target) for visit in visits] == [
        ("第3轮", str(cast.inspection.target_id)),
        ("第3轮", str(cast.other.target_id)),
    ]


def test_changed_days_take_the_plan_and_the_inspections_with_them(cast):
    whole(Inspection, "a test sets an own stay").filter(pk=cast.other.pk).update(ends=date(2026, 11, 30))

    row = change_round(
        by=cast.office,
        round=cast.round,
        entry_day=date(2026, 10, 19),
        stay_days=30,
        settings={"phone": "456"},
    )

    assert (row.leaves_day, row.settings["phone"], row.settings["stay_days"]) == (
        date(2026, 11, 17),
        "456",
        30,
    )
    found = {due.item.key: due.day for due in schedule_of(row, TODAY)}
    assert found["announcement"] == date(2026, 10, 19)
    ends = dict(inspections().values_list("pk", "ends"))
    assert ends == {cast.inspection.pk: date(2026, 11, 17), cast.other.pk: date(2026, 11, 30)}


@pytest.mark.parametrize(
    ("wrong", "code"), [({"entry_day": date(2031, 1, 1)}, "entry"), ({"stay_days": 401}, "stay")]
)
def test_a_change_that_cannot_be_is_refused(cast, wrong, code):
    with pytest.raises(Refusal) as no:
        change_round(by=cast.office, **{"round": cast.round, "entry_day": ENTRY, "stay_days": 20, **wrong})

    assert no.value.code == code
    assert Round.objects.get(pk=cast.round.pk).entry_day == date(2026, 10, 12)


def test_a_closed_round_is_not_changed(cast):
    Round.objects.filter(pk=cast.round.pk).update(state="closed")
    cast.round.refresh_from_db()

    with pytest.raises(Refusal) as no:
        change_round(by=cast.office, round=cast.round, entry_day=ENTRY, stay_days=20)

    assert no.value.code == "closed"
