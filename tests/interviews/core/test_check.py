"""The judge of a timetable: a sound one has no flaw, and each rule is seen to fail on a planted breach."""

from dataclasses import replace
from datetime import date

import pytest

from tests.interviews.core.builders import A_TALK, MONDAY, TERMS, talk
from xuncha.base.workdays import Calendar
from xuncha.interviews.core.check import check, missing_safety
from xuncha.interviews.core.timetable import NotATime, Slot

CALENDAR = Calendar.official()
TEN = Slot(600, 660)


def rules(*talks):
    return [flaw.rule for flaw in check(talks, TERMS, CALENDAR)]


def test_a_sound_timetable_has_no_flaw():
    assert rules(talk("1"), talk("2"), talk("3", slot=TEN)) == []


@pytest.mark.parametrize(
    ("rule", "second"),
    [
        ("person", {"person": "p1"}),
        ("inspector", {"recorder": "主1"}),
        ("room", {"room": "室1"}),
    ],
)
def test_two_talks_at_once_clash(rule, second):
    assert rules(talk("1"), talk("2", **second)) == [rule]


def test_talks_that_touch_but_do_not_overlap_are_no_clash():
    assert rules(talk("1"), talk("2", room="室1", recorder="主1", slot=TEN)) == []


def test_one_inspector_alone_is_told_unless_there_is_a_reason():
    assert rules(talk("1", recorder="")) == ["inspectors"]
    assert rules(talk("1", recorder="", alone_because="本人要求单独谈心")) == []


@pytest.mark.parametrize("slot", [Slot(1140, 1200), Slot(690, 750), Slot(420, 480)])
def test_night_noon_and_early_morning_are_not_hours_of_talks(slot):
    assert rules(talk("1", slot=slot)) == ["hours"]


def test_a_talk_that_ends_before_it_starts_is_told():
    assert "hours" in rules(talk("1", slot=Slot(600, 540)))


def test_a_day_outside_the_stay_is_told():
    assert rules(talk("1", day=date(2026, 12, 7))) == ["stay"]


def test_a_day_off_is_told():
    assert rules(talk("1", day=date(2026, 11, 21))) == ["day_off"]


def test_a_superior_before_his_subordinates_is_told_once_with_their_number():
    talks = (
        talk("1", office="o", level=3),
        talk("2", office="o", slot=Slot(720 + 120, 900)),
        talk("3", office="o", slot=Slot(930, 990)),
        *(talk(key) for key in "45678"),
    )
    (flaw,) = [flaw for flaw in check(talks, TERMS, CALENDAR) if flaw.rule == "order"]
    assert flaw.talks == ("1", "2", "3")
    assert "2名下级" in flaw.says.zh


def test_a_superior_after_his_subordinates_is_in_order():
    assert rules(talk("1", office="o", level=3, slot=Slot(930, 990)), talk("2", office="o"), talk("3")) == []


def test_people_of_one_office_who_follow_each_other_are_told_where_it_could_be_avoided():
    apart = (talk("1", office="o"), talk("2", office="o", slot=TEN), talk("3"), talk("4"))
    assert rules(*apart) == ["apart"]


def test_one_office_that_has_most_of_the_day_is_not_told():
    assert rules(talk("1", office="o"), talk("2", office="o", slot=TEN)) == []


def test_must_talks_take_equally_long():
    assert rules(talk("1", slot=Slot(540, 630))) == ["equal"]
    assert rules(talk("1", slot=Slot(540, 630), kind="chosen")) == []


def test_a_talk_without_a_place_is_told_and_not_judged_further():
    assert rules(talk("1", day=None, slot=None)) == ["unplaced"]


def test_the_gravest_flaws_come_first():
    talks = (talk("1", slot=Slot(540, 630)), talk("2", room="室1"))
    assert rules(*talks) == ["room", "equal"]


def test_safety_items_that_are_blank_are_missing():
    assert missing_safety(talk("1", safety={"place_checked": "是", "escort": " "}), TERMS.safety) == (
        "escort",
    )


@pytest.mark.parametrize(
    ("text", "slot"), [("9:00-10:30", (540, 630)), ("14：00—15：00", (840, 900)), ("9点至10点", (540, 600))]
)
def test_slots_are_read_as_people_write_them(text, slot):
    assert Slot.parse(text) == Slot(*slot)


@pytest.mark.parametrize("text", ["上午", "25:00-26:00", "9:00", ""])
def test_what_is_no_slot_is_refused(text):
    with pytest.raises(NotATime):
        Slot.parse(text)


def test_the_builder_talk_is_itself_sound():
    assert A_TALK.day == MONDAY
    assert rules(A_TALK) == []


@pytest.mark.parametrize(
    ("changed", "terms", "rule"),
    [
        ({"barred": frozenset({"主1"})}, {}, "recusal"),
        ({"woman": True}, {"women": frozenset({"别人"})}, "woman"),
        ({}, {"experienced": frozenset({"别人"})}, "experienced"),
        ({"away": frozenset({MONDAY})}, {}, "away"),
    ],
)
def test_what_one_talk_needs_is_asked_for(changed, terms, rule):
    found = check([talk("1", **changed)], replace(TERMS, **terms), CALENDAR)
    assert [flaw.rule for flaw in found] == [rule]


def test_a_woman_and_one_who_has_led_talks_are_enough_for_both():
    kept = replace(TERMS, women=frozenset({"记1"}), experienced=frozenset({"主1"}))
    assert check([talk("1", woman=True)], kept, CALENDAR) == ()


def test_an_inspector_has_time_to_write_up():
    both = [talk("1"), talk("2", talkers=("主1",), slot=Slot(660, 720))]
    assert check(both, replace(TERMS, a_day=2), CALENDAR) == ()
    (flaw,) = check(both, replace(TERMS, a_day=1), CALENDAR)
    assert (flaw.rule, set(flaw.talks)) == ("a_day", {"1", "2"})
