"""Age files whose size tells only how many steps they have."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xuncha.sealed import age

IDENTITY, RECIPIENT = age.key_pair()
OTHERS = [age.key_pair()[1] for _ in range(3)]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 400_000), st.integers(0, 3))
@example(0, 0)
@example(65_536, 0)
@example(131_071, 0)
@example(131_072, 1)
@example(131_073, 0)
@example(196_608, 0)
def test_sizes_are_whole_steps_and_only_zeros_are_added(length: int, more: int) -> None:
    plain = b"\x01" * length
    data = age.close(plain, [RECIPIENT, *OTHERS[:more]])
    opened = age.open_age(data, IDENTITY)
    assert len(data) % age.STEP == 0
    assert opened[:length] == plain
    assert not opened[length:].strip(b"\0")


@pytest.mark.parametrize("length", [131_072, 300_000, 1_000_000])
def test_no_more_is_added_than_to_the_next_step_but_one(length: int) -> None:
    assert len(age.close(bytes(length), [RECIPIENT])) <= length + 2 * age.STEP


def test_the_room_of_every_header_is_filled_exactly() -> None:
    """For each length of header: what fits, with 16 bytes for each begun chunk, makes a whole number of steps."""
    for header in range(100, 700):
        for length in (131_072, 131_072 + 65_000, 4096 * 65_536 - header):
            room = age._room(header, length)
            assert room >= length
            assert (header + room + 16 * -(-room // 65_536)) % age.STEP == 0


def test_two_closings_of_the_same_differ() -> None:
    assert age.close(b"same", [RECIPIENT]) != age.close(b"same", [RECIPIENT])
