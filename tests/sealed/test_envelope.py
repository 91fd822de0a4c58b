"""An envelope opens with its key in its place, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.sealed.envelope import CannotOpen, Key, open_envelope, seal

KEY = Key.of(bytes(range(32)))
OTHER = Key.of(bytes(32))
PLACE = "letter|text|1|a"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_is_sealed_opens_in_its_place(plain: bytes, place: str) -> None:
    assert open_envelope(KEY, place, seal(KEY, place, plain)) == plain


def test_equal_texts_do_not_look_equal() -> None:
    assert seal(KEY, PLACE, b"same") != seal(KEY, PLACE, b"same")


@pytest.mark.parametrize(
    "place", ["letter|text|2|a", "letter|reporter|1|a", "letter|text|1|b", "matter|text|1|a", ""]
)
def test_moved_to_another_place_it_does_not_open(place: str) -> None:
    with pytest.raises(CannotOpen):
        open_envelope(KEY, place, seal(KEY, PLACE, b"word"))


@given(st.integers(min_value=0, max_value=8 * 60 - 1))
def test_one_flipped_bit_and_it_does_not_open(bit: int) -> None:
    envelope = bytearray(seal(KEY, PLACE, b"a text of 10 "[:10]))
    assert len(envelope) == 60
    envelope[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CannotOpen):
        open_envelope(KEY, PLACE, bytes(envelope))


@given(st.integers(min_value=0, max_value=59))
def test_cut_short_it_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        open_envelope(KEY, PLACE, seal(KEY, PLACE, b"a text of ")[:length])


def test_a_foreign_key_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        open_envelope(OTHER, PLACE, seal(KEY, PLACE, b"word"))


def test_every_refusal_says_the_same() -> None:
    said = set()
    for key, place, envelope in [
        (OTHER, PLACE, seal(KEY, PLACE, b"w")), (KEY, "x", seal(KEY, PLACE, b"w")), (KEY, PLACE, b""),
        (KEY, PLACE, b"\x02" + seal(KEY, PLACE, b"w")[1:]), (KEY, PLACE, b"\x01\x09" + seal(KEY, PLACE, b"w")[2:]),
    ]:  # fmt: skip
        with pytest.raises(CannotOpen) as no:
            open_envelope(key, place, envelope)
        said.add(str(no.value))
    assert len(said) == 1


def test_compartments_have_keys_of_their_own() -> None:
    assert len({KEY.secret, KEY.derive("a").secret, KEY.derive("b").secret}) == 3
    assert KEY.derive("a") == KEY.derive("a")


def test_a_token_meets_its_like_under_one_key_and_purpose_only() -> None:
    assert KEY.token("unit", "x") == KEY.token("unit", "x")
    assert (
        len(
            {KEY.token("unit", "x"), KEY.token("post", "x"), OTHER.token("unit", "x"), KEY.token("unit", "y")}
        )
        == 4
    )


def test_a_key_does_not_show_itself() -> None:
    assert KEY.secret.hex() not in repr(KEY)
