"""The calendar: which pair holds which talk, and what a talk would break at each free place."""

from dataclasses import replace

from tests.interviews.core.builders import MONDAY, TERMS, talk
from xuncha.base.workdays import Calendar
from xuncha.interviews.core.calendar import OTHER, cells, openings, pair_of
from xuncha.interviews.core.lay import slots_of_a_day
from xuncha.interviews.core.pairs import Inspector, TalkPair

PAIRS = (
    TalkPair("1", (Inspector("甲", experienced=True), Inspector("乙")), "一室"),
    TalkPair("2", (Inspector("丙", experienced=True), Inspector("丁")), "二室"),
)
SLOTS = slots_of_a_day(TERMS)
OFFICIAL = Calendar.official()


def held(key, **more):
    return talk(key, talkers=("甲",), recorder="乙", room="一室", slot=SLOTS[0], **more)


def places(moved, *others):
    found = openings(moved, [moved, *others], PAIRS, [MONDAY], SLOTS, TERMS, OFFICIAL)
    return {(pair, one.slot): {flaw.rule for flaw in one.flaws} for _, pair, one in found}


def test_a_talk_stands_in_the_column_of_its_pair_and_others_beside():
    one, other = held("1"), talk("2")
    row = cells([one, other], PAIRS, [])[MONDAY]
    assert (pair_of(one, PAIRS), pair_of(other, PAIRS)) == ("1", OTHER)
    assert {key: [t.key for t in cell.talks] for key, cell in row.items()} == {
        "1": ["1"],
        "2": [],
        OTHER: ["2"],
    }


def test_every_free_slot_of_every_pair_is_an_opening_and_its_own_place_is_none():
    found = places(held("1"))
    assert len(found) == 2 * (len(SLOTS) - 1)


def test_a_slot_in_which_the_pair_sits_is_no_opening():
    found = places(replace(held("1"), slot=SLOTS[5]), held("2"))
    assert ("1", SLOTS[0]) not in found
    assert ("2", SLOTS[0]) in found


def test_a_place_that_breaks_a_rule_says_which():
    barred = replace(held("1"), barred=frozenset({"丙"}))
    found = places(barred)
    assert found["2", SLOTS[1]] == {"recusal"}
    assert found["1", SLOTS[1]] == set()


def test_what_no_place_avoids_is_held_against_none():
    nowhere = replace(held("1"), barred=frozenset({"甲", "丙"}))
    assert set().union(*places(nowhere).values()) == set()
