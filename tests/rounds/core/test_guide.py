"""The stage guide: done, passed over, next; and what blocks the end of a round."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import xuncha
from xuncha.base.words import Sentence, same
from xuncha.rounds.core.closing import Closing, OpenPaper, Undone, blockers
from xuncha.rounds.core.guide import Evidence, State, Step, guide, lacking, procedure_from_toml
from xuncha.rounds.core.opening import kinds, leaving_day, next_number, starting_settings
from xuncha.rounds.core.wording import round_title, team_written

SHIPPED = Path(xuncha.__file__).parent / "data" / "rounds" / "stages.toml"
SUBMITTED = Sentence("送签", "submitted")
TITLES = {"notice": Sentence("巡察通知", "notice")}


def step(key: str, **more: object) -> Step:
    return Step(key, "prepare", same(key), "", "", "round", **more)


STEPS = (
    step("targets", facts=("targets",)),
    step("notice", forms=("notice",)),
    step("lists", optional=True),
    step("heard", decision=True),
    step("archive"),
)


def states(evidence: Evidence) -> list[State]:
    return [point.state for point in guide(STEPS, evidence, TITLES)]


def test_at_the_beginning_the_first_step_is_next():
    assert states(Evidence()) == [State.NEXT, State.LATER, State.OPTIONAL, State.LATER, State.LATER]


def test_a_step_is_proven_by_facts_papers_decision_or_mark():
    evidence = Evidence(
        frozenset({"notice"}), frozenset({"targets"}), frozenset({"heard"}), {"archive": date(2026, 3, 1)}
    )

    points = guide(STEPS, evidence, TITLES)

    assert [point.state for point in points] == [
        State.DONE,
        State.DONE,
        State.OPTIONAL,
        State.DONE,
        State.DONE,
    ]
    assert points[4].day == date(2026, 3, 1)
    assert lacking(points) == ()


def test_a_step_passed_over_is_missing_and_says_what_it_lacks():
    points = guide(STEPS, Evidence(facts=frozenset({"targets"}), decisions=frozenset({"heard"})), TITLES)

    assert [point.state for point in points][1] is State.MISSING
    assert points[1].lacks.zh == "《巡察通知》未签发"
    assert points[4].state is State.NEXT
    assert [one.key for one in lacking(points)] == ["notice", "archive"]


def test_an_optional_step_is_never_next_nor_missing():
    assert states(Evidence(frozenset({"notice"}), frozenset({"targets"})))[2:4] == [
        State.OPTIONAL,
        State.NEXT,
    ]


def test_a_step_that_nothing_proves_waits_for_a_mark():
    assert guide(STEPS, Evidence(), TITLES)[4].lacks.zh == "未登记办结"


def test_the_shipped_procedure_is_whole():
    procedure = procedure_from_toml(SHIPPED.read_text(encoding="utf-8"))

    assert [stage.key for stage in procedure.stages] == [
        "prepare",
        "on_site",
        "report",
        "feedback",
        "rectify",
        "archive",
    ]
    assert len({one.key for one in procedure.steps}) == len(procedure.steps)
    assert {one.each for one in procedure.steps} == {"round", "inspection"}
    assert all(one.basis and one.who and one.output for one in procedure.steps)
    order = [stage.key for stage in procedure.stages]
    assert [order.index(one.stage) for one in procedure.steps] == sorted(
        order.index(one.stage) for one in procedure.steps
    )


def test_stages_follow_one_another():
    procedure = procedure_from_toml(SHIPPED.read_text(encoding="utf-8"))

    assert procedure.following("prepare") == "on_site"
    assert procedure.following("archive") is None


def test_a_step_without_a_stage_is_refused():
    stage = '[[stage]]\nkey="a"\nzh="a"\nen="a"\n'
    names = ("key", "zh", "en", "output", "who", "each", "basis")
    row = stage + '[[step]]\nstage="b"\nconfirmed=false\n' + "".join(f'{name}="x"\n' for name in names)

    with pytest.raises(ValueError, match="steps without a stage: x"):
        procedure_from_toml(row)


def test_a_round_that_is_through_has_no_blocker():
    assert blockers(Closing(date(2026, 12, 4), date(2026, 12, 5), inspections=1)) == ()


def test_every_blocker_is_a_sentence_of_its_own():
    closing = Closing(
        date(2026, 12, 4),
        date(2026, 12, 4),
        (Undone("巡察水务局", STEPS[1:2]), Undone("本轮", ())),
        (OpenPaper("反馈意见", SUBMITTED), OpenPaper("巡察报告", SUBMITTED)),
        (Sentence("有问题线索尚未移交", "leads are still to be transferred"),),
        inspections=2,
    )

    assert [one.zh for one in blockers(closing)] == [
        "驻点到2026-12-04才结束",
        "巡察水务局：还差“notice”",
        "2份文书还停在“送签”：《反馈意见》《巡察报告》",
        "有问题线索尚未移交",
    ]


def test_a_round_without_inspections_cannot_be_closed():
    assert [one.zh for one in blockers(Closing(date(2026, 1, 1), date(2026, 2, 1)))] == ["本轮还没有巡察任务"]


@pytest.mark.parametrize(("numbers", "following"), [([], 1), ([1, 2], 3), ([4, 2], 5)])
def test_the_next_number(numbers, following):
    assert next_number(numbers) == following


def test_titles_name_every_kind_but_the_regular_one():
    assert round_title("第十五届", 7, "常规") == "第十五届县委第七轮巡察"
    assert round_title("第十五届", 12, "专项") == "第十五届县委第十二轮专项巡察"


@pytest.mark.parametrize("name", ["第1巡察组", "第一巡察组", "县委第1巡察组", "县委第一巡察组"])
def test_papers_write_a_team_with_the_committee_and_a_chinese_number(name):
    assert team_written(name) == "县委第一巡察组"


def test_settings_come_from_the_last_round_and_new_ones_from_the_defaults():
    defaults = {"stay_days": 45, "letters_close": "17:30"}

    assert starting_settings(defaults, [{"stay_days": 20}, {"stay_days": 30}, {}]) == {
        "stay_days": 30,
        "letters_close": "17:30",
    }
    assert starting_settings(defaults, []) == defaults


def test_the_entry_day_is_the_first_day_of_the_stay():
    assert leaving_day(date(2026, 3, 2), 1) == date(2026, 3, 2)
    assert leaving_day(date(2026, 3, 2), 45) == date(2026, 4, 15)


def test_kinds_know_whether_they_count():
    found = kinds(
        [
            {"key": "常规", "en": "regular", "counts": True},
            {"key": "回头看", "en": "look-back", "counts": False},
        ]
    )

    assert [kind.key for kind in found.values() if kind.counts] == ["常规"]


def test_what_tells_of_letters_or_leads_is_asked_of_every_inspection_alike():
    """A step that a paper or a count proved would show whether there were any."""
    steps = {one.key: one for one in procedure_from_toml(SHIPPED.read_text(encoding="utf-8")).steps}

    for key in ("letters_settled", "transfer"):
        assert (steps[key].forms, steps[key].facts, steps[key].optional) == ((), (), False)
    assert not any("lead" in form or "letter_" in form for one in steps.values() for form in one.forms)
