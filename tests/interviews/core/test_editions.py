"""Editions of a timetable: numbered from one, never the same twice, kept as they were; what differs is told once."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from xuncha.interviews.core.editions import Edition, Place, changes, following, read_editions
from xuncha.interviews.core.timetable import Slot, Talk

DAY = date(2026, 11, 16)
PLACES = st.builds(
    Place,
    st.sampled_from(["2026-11-16", "2026-11-17"]),
    st.sampled_from(["09:00-10:00", "14:00-15:00"]),
    st.sampled_from(["一室", "二室"]),
    st.sampled_from([("甲",), ("甲", "乙")]),
    st.sampled_from(["", "丙"]),
)
TABLES = st.dictionaries(st.sampled_from("abcd"), PLACES)


def talk(key: str, day: date | None = DAY, room: str = "一室") -> Talk:
    slot = Slot(540, 600) if day else None
    return Talk(key, key, "某", "o", "某局", "局长", 3, "must", day, slot, room, ("甲", "乙"), "丙")


def test_the_first_edition_holds_what_has_a_place() -> None:
    first = following((), DAY, [talk("a"), talk("b", None)])
    place = Place("2026-11-16", "09:00-10:00", "一室", ("甲", "乙"), "丙")
    assert first == Edition(1, DAY, {"a": place})


def test_nothing_placed_makes_no_edition() -> None:
    assert following((), DAY, [talk("a", None)]) is None


def test_the_same_again_makes_no_edition() -> None:
    first = following((), DAY, [talk("a")])
    assert first is not None
    assert following((first,), date(2026, 11, 20), [talk("a")]) is None


def test_what_was_added_moved_and_dropped_is_told() -> None:
    first = following((), DAY, [talk("a"), talk("b")])
    assert first is not None
    second = following((first,), DAY, [talk("a", room="二室"), talk("b", None), talk("c")])
    assert second is not None
    told = {one.key: one.how for one in changes(first.places, second.places)}
    assert (second.number, told) == (2, {"a": "moved", "b": "dropped", "c": "added"})


@given(TABLES)
def test_an_edition_is_read_as_it_was_kept(table: dict[str, Place]) -> None:
    edition = Edition(3, DAY, table)
    assert read_editions([json.loads(json.dumps(edition.as_dict()))]) == (edition,)


@given(TABLES, TABLES)
def test_the_changes_lead_from_one_edition_to_the_next(was: dict[str, Place], now: dict[str, Place]) -> None:
    reached = dict(was)
    for one in changes(was, now):
        assert one.was == reached.pop(one.key, None)
        if one.now:
            reached[one.key] = one.now
    assert reached == now
