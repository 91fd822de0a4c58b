"""A record's line is read strictly: what no honest installation writes is no record."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.machines.core.record import NotARecord, Record, as_data, file_named, read
from xuncha.machines.core.standing import Standing, edited, removed

KEY = UUID("01900000-0000-7000-8000-000000000001")
LINE: dict[str, Any] = {"id": str(KEY), "seen": {"a1b2c3d4": 2}, "held": {"text": [["a1b2c3d4", 2, "x"]]}}


def test_a_record_comes_back_as_it_was() -> None:
    standing = removed(
        edited(Standing(), "a1b2c3d4", {"text": (None, "x"), "due": (None, None)}), "a1b2c3d4", "why"
    )
    record = Record("note", KEY, standing)
    assert read("note", [json.loads(json.dumps(as_data(record)))]) == [record]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "x"},
        {"id": "0190ABCD-0000-7000-8000-000000000001"},
        {"id": None},
        {"extra": 1},
        {"seen": []},
        {"seen": {"a1b2c3d4": 0}},
        {"seen": {"a1b2c3d4": True}},
        {"seen": {"../../x": 1}},
        {"held": {"text": []}},
        {"held": {"text": [["a1b2c3d4", 1]]}},
        {"held": {"text": [["a1b2c3d4", 1, "x"], ["a1b2c3d4", 1, "y"]]}},
        {"held": {"Text": [["a1b2c3d4", 1, "x"]]}},
        {"held": {"text": [["a1b2c3d4", 2**60, "x"]]}},
        {"held": {"gone": [["a1b2c3d4", 1, "why"]]}},
        {"held": {"gone": [["a1b2c3d4", 1, {"why": "x", "seen": {"a1b2c3d4": -1}}]]}},
    ],
)
def test_what_is_no_record(change: dict[str, Any]) -> None:
    with pytest.raises(NotARecord):
        read("note", [{**LINE, **change}])


def test_one_record_twice_is_none() -> None:
    with pytest.raises(NotARecord, match="twice"):
        read("note", [LINE, LINE])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda kids: st.lists(kids) | st.dictionaries(st.text(), kids),
    )
)
def test_anything_else_is_refused_without_a_fault(junk: Any) -> None:
    for name in LINE:
        try:
            read("note", [{**LINE, name: junk}])
        except NotARecord:
            continue


def test_a_file_is_named_by_its_digest_alone() -> None:
    assert file_named({"file": "0" * 64}) == "0" * 64
    assert file_named({"sealed": "x"}) is None
    with pytest.raises(NotARecord):
        file_named({"file": "../x"})
