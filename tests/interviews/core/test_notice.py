"""The paper for the body is the same whatever letters say: neither extra talks nor reasons nor order show in it."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from tests.interviews.core.builders import talk
from xuncha.interviews.core.notice import NoticeRow, rows_for_body, strokes_of, talks_for_team
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.facts import strokes

OFFICES = {"o1": 0, "o2": 1}
MUSTS = [
    talk("1", name="魏甲", office="o1"),
    talk("2", name="丁乙", office="o1"),
    talk("3", name="王丙", office="o2"),
    talk("4", name="欧阳丁", office="o2"),
]


def names(talks):
    return [row.name for row in rows_for_body(talks, OFFICES, strokes())]


def test_the_order_is_by_office_then_by_strokes_of_the_surname():
    assert names(MUSTS) == ["丁乙", "魏甲", "王丙", "欧阳丁"]


def test_a_surname_that_is_not_on_the_list_goes_last():
    assert strokes_of("〇某", strokes()) == 99


def test_the_paper_shows_no_talker_no_reason_and_no_outline():
    assert [field.name for field in dataclasses.fields(NoticeRow)] == [
        "name",
        "office_name",
        "post",
        "day",
        "slot",
        "room",
    ]


extra = st.lists(
    st.builds(
        talk,
        st.text("abc", min_size=1, max_size=3),
        kind=st.sampled_from(["chosen", "asked"]),
        slot=st.builds(Slot, st.integers(480, 600), st.integers(601, 700)),
        name=st.text("赵钱孙李", min_size=1, max_size=3),
    ),
    max_size=6,
)


@given(extra, st.randoms(use_true_random=False))
def test_the_paper_is_the_same_with_and_without_talks_that_letters_led_to(more, random):
    talks = [*MUSTS, *more]
    random.shuffle(talks)
    assert rows_for_body(talks, OFFICES, strokes()) == rows_for_body(MUSTS, OFFICES, strokes())


@given(st.lists(st.text(max_size=5), min_size=4, max_size=4))
def test_the_paper_is_the_same_whoever_talks(talkers):
    changed = [
        dataclasses.replace(t, talkers=(who,), recorder=who) for t, who in zip(MUSTS, talkers, strict=True)
    ]
    assert rows_for_body(changed, OFFICES, strokes()) == rows_for_body(MUSTS, OFFICES, strokes())


def test_the_teams_own_table_holds_every_talk_by_time():
    late, early = talk("1", kind="chosen", slot=Slot(900, 960)), talk("2")
    unplaced = talk("3", day=None, slot=None)
    assert [t.key for t in talks_for_team([unplaced, late, early])] == ["2", "1", "3"]
