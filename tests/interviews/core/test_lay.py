"""The first timetable: judged by the judge, complete where there is room, the same every time."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.interviews.core.builders import TERMS
from xuncha.base.workdays import Calendar
from xuncha.interviews.core.candidates import Candidate
from xuncha.interviews.core.check import check
from xuncha.interviews.core.lay import Desk, lay, slots_of_a_day
from xuncha.interviews.core.timetable import Talk

CALENDAR = Calendar.official()
DESKS = (Desk(("甲",), "乙", "一室"), Desk(("丙",), "丁", "二室"))


def candidate(number, office, level):
    return Candidate(
        f"p{number}", f"人{number}", f"o{office}", f"科{office}", "职务", "leading", level, True, ()
    )


def as_talks(places):
    return [
        Talk(
            key=str(n),
            person=p.candidate.person,
            name=p.candidate.name,
            office=p.candidate.office,
            office_name=p.candidate.office_name,
            post=p.candidate.post,
            level=p.candidate.level,
            kind="must",
            day=p.day,
            slot=p.slot,
            room=p.desk.room,
            talkers=p.desk.talkers,
            recorder=p.desk.recorder,
        )
        for n, p in enumerate(places)
    ]


musts = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=40).map(
    lambda rows: [candidate(number, office, level) for number, (office, level) in enumerate(rows)]
)


@given(musts)
def test_the_judge_finds_nothing_while_there_is_room(wanted):
    assert check(as_talks(lay(wanted, TERMS, DESKS, CALENDAR)), TERMS, CALENDAR) == ()


def test_when_time_is_short_everybody_is_placed_all_the_same():
    short = replace(TERMS, last_day=TERMS.first_day)
    wanted = [candidate(n, 0, 1) for n in range(12)]
    places = lay(wanted, short, DESKS, CALENDAR)
    assert len(places) == 12
    assert {flaw.rule for flaw in check(as_talks(places), short, CALENDAR)} <= {"apart"}


def test_a_place_that_is_taken_is_left_alone():
    first = slots_of_a_day(TERMS)[0]
    taken = {(TERMS.first_day, first, "一室")}
    (place,) = lay([candidate(1, 0, 1)], TERMS, DESKS, CALENDAR, taken)
    assert (place.day, place.slot, place.desk.room) == (TERMS.first_day, first, "二室")


@given(musts)
def test_everybody_finds_a_place_while_there_is_room(wanted):
    assert sorted(p.candidate.person for p in lay(wanted, TERMS, DESKS, CALENDAR)) == sorted(
        c.person for c in wanted
    )


@given(musts, st.randoms(use_true_random=False))
def test_the_order_in_which_candidates_are_given_does_not_matter(wanted, random):
    shuffled = list(wanted)
    random.shuffle(shuffled)
    assert lay(shuffled, TERMS, DESKS, CALENDAR) == lay(wanted, TERMS, DESKS, CALENDAR)


def test_the_slots_of_a_day_are_equal_and_none_crosses_noon():
    slots = slots_of_a_day(TERMS)
    assert [str(slot) for slot in slots] == [
        "08:00-09:00",
        "09:15-10:15",
        "10:30-11:30",
        "14:00-15:00",
        "15:15-16:15",
        "16:30-17:30",
    ]


def test_lower_layers_come_first():
    places = lay([candidate(1, 0, 4), candidate(2, 0, 0)], TERMS, DESKS[:1], CALENDAR)
    assert [p.candidate.person for p in places] == ["p2", "p1"]


def test_week_ends_are_left_free():
    places = lay([candidate(n, n % 5, 1) for n in range(40)], TERMS, DESKS[:1], CALENDAR)
    assert {p.day for p in places} & {date(2026, 11, 21), date(2026, 11, 22)} == set()
