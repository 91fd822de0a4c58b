"""An envelope opens with its key in its place, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.sealed.envelope import CannotOpen, Key, Lock, Opener, new_opener, open_envelope, seal

KEY = Key.of(bytes(range(32)))
OPENER = new_opener(bytes(range(32)))
LOCK = OPENER.lock
OTHER = new_opener(bytes(range(32)))
PLACE = "letter|text|1|a"
LENGTH = 2 + 8 + 32 + 24 + 10 + 16


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_is_sealed_opens_in_its_place(plain: bytes, place: str) -> None:
    assert open_envelope(OPENER, place, seal(LOCK, place, plain)) == plain


def test_equal_texts_do_not_look_equal() -> None:
    one, two = seal(LOCK, PLACE, b"same"), seal(LOCK, PLACE, b"same")
    assert one[:10] == two[:10]
    assert one[10:42] != two[10:42]
    assert one[66:] != two[66:]


@pytest.mark.parametrize(
    "place", ["letter|text|2|a", "letter|reporter|1|a", "letter|text|1|b", "matter|text|1|a", ""]
)
def test_moved_to_another_place_it_does_not_open(place: str) -> None:
    with pytest.raises(CannotOpen):
        open_envelope(OPENER, place, seal(LOCK, PLACE, b"word"))


@given(st.integers(min_value=0, max_value=8 * LENGTH - 1))
def test_one_flipped_bit_and_it_does_not_open(bit: int) -> None:
    envelope = bytearray(seal(LOCK, PLACE, b"a text of "))
    assert len(envelope) == LENGTH
    envelope[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CannotOpen):
        open_envelope(OPENER, PLACE, bytes(envelope))


@given(st.integers(min_value=0, max_value=LENGTH - 1))
def test_cut_short_it_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        open_envelope(OPENER, PLACE, seal(LOCK, PLACE, b"a text of ")[:length])


def test_a_foreign_key_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        open_envelope(OTHER, PLACE, seal(LOCK, PLACE, b"word"))


def test_the_public_key_alone_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        open_envelope(Opener(LOCK, LOCK.public), PLACE, seal(LOCK, PLACE, b"word"))


def test_sealed_without_the_pepper_it_does_not_open() -> None:
    forged = seal(Lock(LOCK.suite, LOCK.public), PLACE, b"word")
    with pytest.raises(CannotOpen):
        open_envelope(OPENER, PLACE, forged)


def test_every_refusal_says_the_same() -> None:
    said = set()
    sealed = seal(LOCK, PLACE, b"w")
    for opener, place, envelope in [
        (OTHER, PLACE, sealed), (OPENER, "x", sealed), (OPENER, PLACE, b""), (OPENER, PLACE, b"\x01" + sealed[1:]),
        (OPENER, PLACE, b"\x02\x09" + sealed[2:]), (OPENER, PLACE, sealed[:10] + bytes(32) + sealed[42:]),
    ]:  # fmt: skip
        with pytest.raises(CannotOpen) as no:
            open_envelope(opener, place, envelope)
        said.add(str(no.value))
    assert len(said) == 1


def test_keys_for_different_purposes_differ() -> None:
    assert len({KEY.secret, KEY.derive("a").secret, KEY.derive("b").secret}) == 3
    assert KEY.derive("a") == KEY.derive("a")


def test_a_token_meets_its_like_under_one_key_and_purpose_only() -> None:
    other = Key.of(bytes(32))
    assert KEY.token("unit", "x") == KEY.token("unit", "x")
    tokens = {
        KEY.token("unit", "x"),
        KEY.token("post", "x"),
        other.token("unit", "x"),
        KEY.token("unit", "y"),
    }
    assert len(tokens) == 4


def test_neither_keys_nor_openers_show_themselves() -> None:
    shown = repr(KEY) + repr(OPENER) + repr(LOCK)
    for secret in (KEY.secret, OPENER.secret, LOCK.pepper):
        assert secret.hex() not in shown
        assert repr(secret) not in shown
