"""A round opens, moves on, hands out its papers and closes; each refusal changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import TODAY, Cast
from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.coverage.actions.ask_scope import ask_scope
from xuncha.coverage.core.picture import State, picture
from xuncha.coverage.facts import scene
from xuncha.coverage.models import Target
from xuncha.papers.actions.print_paper import print_paper, read_facts
from xuncha.papers.actions.record_decision import record_decision
from xuncha.papers.core.forms import forms
from xuncha.papers.models import Paper
from xuncha.registry.core.county import County, Inspected
from xuncha.registry.models import Organisation
from xuncha.rounds import later
from xuncha.rounds.actions.close_round import close_round
from xuncha.rounds.actions.draft_papers import (
    ABOUT_INSPECTION,
    ABOUT_ROUND,
    draft_inspection_paper,
    draft_round_paper,
)
from xuncha.rounds.actions.move_on import advance_stage, mark_step, unmark_step
from xuncha.rounds.actions.open_round import open_inspections, open_round
from xuncha.rounds.actions.take_inspected import take_inspected
from xuncha.rounds.actions.withdraw_target import withdraw_target
from xuncha.rounds.core.guide import State as Step
from xuncha.rounds.facts import inspection_guide, procedure, round_guide, schedule_of, visits_of
from xuncha.rounds.models import Inspection, Round, StepMark
from xuncha.trust.access import whole
from xuncha.trust.act import action
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Grant
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

    assert (row.number, row.title, row.state) == (4, "第十五届县委第4轮巡察", "open")
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

    assert back.title == "第十五届县委第4轮回头看巡察"
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


@pytest.mark.parametrize("form", sorted(ABOUT_ROUND))
def test_every_paper_of_a_round_prints(cast, form):
    paper = draft_round_paper(by=cast.office, round=cast.round, form=form, to="县审计局")

    assert print_paper(by=cast.office, paper=paper).content[:2] == b"PK"
    assert read_facts(by=cast.office, paper=paper)["round"] == "第十五届县委第3轮巡察"


@pytest.mark.parametrize("form", sorted(ABOUT_INSPECTION))
def test_every_paper_of_an_inspection_prints(cast, form):
    paper = draft_inspection_paper(by=cast.office, inspection=cast.inspection, form=form)

    assert print_paper(by=cast.office, paper=paper).content[:2] == b"PK"
    assert paper.organisation_id == cast.unit.pk
    facts = read_facts(by=cast.office, paper=paper)
    assert (facts["team"], facts["ends"]) == ("县委巡察组", "2026-12-04")


def test_a_letter_without_addressee_and_a_foreign_form_are_refused(cast):
    for form, code in (("inquiry_letter", "to"), ("interview_plan", "form")):
        with pytest.raises(Refusal) as no:
            draft_round_paper(by=cast.office, round=cast.round, form=form)
        assert no.value.code == code
    assert not whole(Paper, "a test counts them").exists()


def test_the_names_of_teams_come_from_the_later_room(cast, monkeypatch):
    team = later.TeamShown("县委第一巡察组", "周正", ("吴清",), frozenset({cast.inspection.pk}))
    monkeypatch.setattr(later, "TEAM_TELLERS", [lambda by, row: [team]])

    decision = draft_round_paper(by=cast.office, round=cast.round, form="authorisation")
    notice = draft_inspection_paper(by=cast.office, inspection=cast.inspection, form="inspection_notice")

    (row,) = read_facts(by=cast.office, paper=decision)["teams"]
    assert (row["leader"], row["bodies"]) == ("周正", ["嵩阳街道办事处(虚构)"])
    assert read_facts(by=cast.office, paper=notice)["team"] == "县委第一巡察组"


def test_an_issued_paper_proves_its_step(cast):
    before = {point.step.key: point.state for point in round_guide(cast.office, cast.round)}
    paper = draft_round_paper(by=cast.office, round=cast.round, form="round_request")
    assert {point.step.key: point.state for point in round_guide(cast.office, cast.round)} == before

    whole(Paper, "a test signs it").filter(pk=paper.pk).update(state="signed")

    after = {point.step.key: point.state for point in round_guide(cast.office, cast.round)}
    assert (before["plan"], after["plan"]) == (Step.NEXT, Step.DONE)


def test_a_recorded_decision_proves_its_step(cast):
    record_decision(
        by=cast.office,
        kind="heard_group",
        body="领导小组",
        decided_on=TODAY,
        document="会议纪要",
        about_id=cast.round.pk,
    )

    states = {point.step.key: point.state for point in round_guide(cast.office, cast.round)}
    assert states["heard_group"] is Step.DONE


def done_everything(cast: Cast) -> None:
    Round.objects.filter(pk=cast.round.pk).update(leaves_day=date(2026, 11, 19))
    cast.round.refresh_from_db()
    for step in procedure().of("round"):
        mark_step(by=cast.office, round=cast.round, step=step.key, done_on=TODAY)
    for inspection in (cast.inspection, cast.other):
        for step in procedure().of("inspection"):
            mark_step(by=cast.office, round=cast.round, inspection=inspection, step=step.key, done_on=TODAY)


def test_a_round_with_open_steps_is_not_closed_and_keeps_its_rights(cast):
    with pytest.raises(Refusal) as no:
        close_round(by=cast.office, round=cast.round)

    assert no.value.code == "blocked"
    assert "驻点到2026-12-04才结束" in no.value.says.zh
    assert Round.objects.get(pk=cast.round.pk).state == "open"
    assert not Grant.objects.exclude(ends=None).exists()


def test_a_round_that_is_through_closes_and_the_teams_rights_end(cast, monkeypatch):
    done_everything(cast)
    monkeypatch.setattr("xuncha.rounds.facts.CLOSERS", [])

    close_round(by=cast.office, round=cast.round)

    assert Round.objects.get(pk=cast.round.pk).state == "closed"
    assert Grant.objects.filter(inspection__in=[cast.inspection.pk, cast.other.pk], ends=None).count() == 0
    assert Grant.objects.filter(inspection=None, organisation=None).exclude(ends=None).count() == 0


def test_what_a_later_room_says_blocks_the_end(cast, monkeypatch):
    done_everything(cast)
    monkeypatch.setattr(
        "xuncha.rounds.facts.CLOSERS", [lambda by, row: [Sentence("有问题线索尚未移交", "leads wait")]]
    )

    with pytest.raises(Refusal) as no:
        close_round(by=cast.office, round=cast.round)

    assert "有问题线索尚未移交" in no.value.says.zh


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


@action("test.take_inspected", roles=OFFICE, says=Sentence("导入", "import"))
def take(act, *, rows):
    return take_inspected(act, County(inspected=tuple(rows)))


def past(organisation: str, number: int = 1, **more: object) -> Inspected:
    return Inspected("第十五届", number, organisation, kind="常规", **more)


def test_rounds_done_before_are_taken_over_and_twice_changes_nothing(cast):
    Organisation.objects.create(tree="unit", name="审计局(虚构)", category="政府部门", leadership="本级管理")
    rows = [past("审计局(虚构)", starts=Day.parse("2026-03"), ends=Day.parse("2026-04-30"))]

    first, second = take(by=cast.office, rows=rows), take(by=cast.office, rows=rows)

    assert (first.added, first.changed, first.unchanged) == (1, 0, 0)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 1)
    row = inspections(imported=True).select_related("round").get()
    assert (row.starts, row.ends, row.known_days) == (
        date(2026, 3, 1),
        date(2026, 4, 30),
        "2026-03至2026-04-30",
    )
    assert (row.round.number, row.round.state) == (1, "closed")
    now = scene(cast.term, TODAY)
    states = {
        one.name: one.state
        for one in picture(now.verdicts, now.targets, visits_of(cast.term, TODAY), TODAY).standings
    }
    assert states["审计局(虚构)"] is State.COVERED


def test_a_corrected_day_is_a_change(cast):
    take(by=cast.office, rows=[past("水务局(虚构)", starts=Day.parse("2026-03"))])

    again = take(by=cast.office, rows=[past("水务局(虚构)", starts=Day.parse("2026-02"))])

    assert (again.added, again.changed, again.unchanged) == (0, 1, 0)
    assert inspections(imported=True).get().starts == date(2026, 2, 1)


def test_a_term_that_is_not_set_up_refuses_the_import(cast):
    with pytest.raises(Refusal) as no:
        take(by=cast.office, rows=[Inspected("第九届", 1, "水务局(虚构)")])

    assert no.value.code == "term"
    assert Round.objects.count() == 1


def test_undecided_bodies_come_into_one_request(cast):
    for name in ("税务局(虚构)", "气象局(虚构)"):
        Organisation.objects.create(tree="unit", name=name, leadership="垂直管理")

    paper = ask_scope(by=cast.office, term=cast.term)

    facts = read_facts(by=cast.office, paper=paper)
    assert [(row["name"], row["proposal"]) for row in facts["rows"]] == [
        ("气象局(虚构)", "不纳入"),
        ("税务局(虚构)", "不纳入"),
    ]
    assert print_paper(by=cast.office, paper=paper).content[:2] == b"PK"


def test_without_undecided_bodies_there_is_nothing_to_ask(cast):
    with pytest.raises(Refusal) as no:
        ask_scope(by=cast.office, term=cast.term)

    assert no.value.code == "none"


def test_every_paper_that_the_guide_or_the_schedule_names_exists(cast):
    named = {form for step in procedure().steps for form in step.forms}
    named |= {row.item.form for row in schedule_of(cast.round, TODAY) if row.item.form}

    assert named - set(forms()) == set()
