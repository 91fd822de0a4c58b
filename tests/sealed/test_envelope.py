"""An envelope opens with its key in its place, and nowhere else; in either suite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sealed.soft_sm2 import plugged_in
from xuncha.sealed.envelope import CannotOpen, Key, Lock, Opener, new_opener, open_envelope, seal
from xuncha.sealed.gm import GM
from xuncha.sealed.suites import INTL

PLACE = "letter|text|1|a"
PEPPER = bytes(range(32))
OPENER = new_opener(PEPPER)
LOCK = OPENER.lock
TEXT = "反映某单位采购".encode()
TAG = 16
NONCE = {INTL.number: 24, GM.number: 12}


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_is_sealed_opens_in_its_place(plain: bytes, place: str) -> None:
    assert open_envelope(OPENER, place, seal(LOCK, place, plain)) == plain


def test_equal_texts_do_not_look_equal() -> None:
    assert seal(LOCK, PLACE, b"same") != seal(LOCK, PLACE, b"same")


@pytest.fixture(params=[INTL.number, GM.number], ids=["INTL", "GM"])
def opener(request: pytest.FixtureRequest) -> Iterator[Opener]:
    with plugged_in():
        yield new_opener(PEPPER, request.param)


def flipped(envelope: bytes, at: int) -> bytes:
    changed = bytearray(envelope)
    changed[at] ^= 1
    return bytes(changed)


def is_refused(opener: Opener, place: str, envelope: bytes) -> None:
    with pytest.raises(CannotOpen) as no:
        open_envelope(opener, place, envelope)
    assert str(no.value) == "this sealed value cannot be opened here"


class TestNineNegativeCases:
    """The nine cases of a known-answer file for AES-GCM (Hush Line), worked on our envelope."""

    def test_1_flipped_ciphertext(self, opener: Opener) -> None:
        is_refused(opener, PLACE, flipped(seal(opener.lock, PLACE, TEXT), -TAG - 1))

    def test_2_flipped_tag(self, opener: Opener) -> None:
        is_refused(opener, PLACE, flipped(seal(opener.lock, PLACE, TEXT), -1))

    def test_3_flipped_nonce(self, opener: Opener) -> None:
        at = -TAG - len(TEXT) - NONCE[opener.lock.suite]
        is_refused(opener, PLACE, flipped(seal(opener.lock, PLACE, TEXT), at))

    def test_4_wrong_row(self, opener: Opener) -> None:
        is_refused(opener, "letter|text|2|a", seal(opener.lock, PLACE, TEXT))

    @pytest.mark.parametrize("place", ["letter|reporter|1|a", "letter|text|1|b", "matter|text|1|a", ""])
    def test_5_wrong_domain(self, opener: Opener, place: str) -> None:
        is_refused(opener, place, seal(opener.lock, PLACE, TEXT))

    @pytest.mark.parametrize("less", [1, 12])
    def test_6_bad_nonce_length(self, opener: Opener, less: int) -> None:
        envelope = seal(opener.lock, PLACE, TEXT)
        at = len(envelope) - TAG - len(TEXT) - NONCE[opener.lock.suite]
        is_refused(opener, PLACE, envelope[:at] + envelope[at + less :])

    @pytest.mark.parametrize("version", [0, 1, 3, 255])
    def test_7_unknown_version(self, opener: Opener, version: int) -> None:
        is_refused(opener, PLACE, bytes((version,)) + seal(opener.lock, PLACE, TEXT)[1:])

    @pytest.mark.parametrize("number", [0, 3, 255])
    def test_8_unknown_suite(self, opener: Opener, number: int) -> None:
        envelope = seal(opener.lock, PLACE, TEXT)
        is_refused(opener, PLACE, envelope[:1] + bytes((number,)) + envelope[2:])
        foreign = Opener(Lock(number, opener.lock.public, PEPPER), opener.secret)
        is_refused(foreign, PLACE, foreign.lock.head + envelope[10:])

    def test_9_what_does_not_belong_there(self, opener: Opener) -> None:
        envelope = seal(opener.lock, PLACE, TEXT)
        is_refused(opener, PLACE, envelope + b"\0")
        is_refused(opener, PLACE, envelope[:10] + b"\0" + envelope[10:])
        is_refused(opener, PLACE, flipped(envelope, 2))


@given(st.text(max_size=40).filter(lambda place: place != PLACE))
def test_moved_to_another_place_it_does_not_open(place: str) -> None:
    is_refused(OPENER, place, seal(LOCK, PLACE, TEXT))


def test_every_refusal_says_the_same(opener: Opener) -> None:
    envelope, foreign = seal(opener.lock, PLACE, TEXT), new_opener(PEPPER, opener.lock.suite)
    said = set()
    for key, place, shown in [
        (foreign, PLACE, envelope), (opener, "x", envelope), (opener, PLACE, b""), (opener, PLACE, flipped(envelope, -1)),
        (opener, PLACE, flipped(envelope, 0)), (opener, PLACE, flipped(envelope, 1)), (opener, PLACE, envelope[:40]),
    ]:  # fmt: skip
        with pytest.raises(CannotOpen) as no:
            open_envelope(key, place, shown)
        said.add((type(no.value), str(no.value), no.value.__cause__))
    assert len(said) == 1


def test_one_suite_does_not_open_what_the_other_sealed(opener: Opener) -> None:
    other = new_opener(PEPPER, 3 - opener.lock.suite)
    is_refused(other, PLACE, seal(opener.lock, PLACE, TEXT))


def test_who_lacks_the_pepper_cannot_forge(opener: Opener) -> None:
    forged = seal(Lock(opener.lock.suite, opener.lock.public, bytes(32)), PLACE, TEXT)
    is_refused(opener, PLACE, forged)


def test_a_foreign_secret_does_not_open(opener: Opener) -> None:
    foreign = Opener(opener.lock, new_opener(PEPPER, opener.lock.suite).secret)
    is_refused(foreign, PLACE, seal(opener.lock, PLACE, TEXT))


@settings(deadline=None)
@given(st.data())
def test_one_flipped_bit_and_it_does_not_open(data: st.DataObject) -> None:
    envelope = bytearray(seal(LOCK, PLACE, TEXT))
    bit = data.draw(st.integers(0, 8 * len(envelope) - 1))
    envelope[bit // 8] ^= 1 << bit % 8
    is_refused(OPENER, PLACE, bytes(envelope))


def test_cut_short_it_does_not_open(opener: Opener) -> None:
    envelope = seal(opener.lock, PLACE, b"a")
    every = {INTL.number: 1, GM.number: 9}[opener.lock.suite]  # SM2 in plain Python is slow
    for length in range(0, len(envelope), every):
        is_refused(opener, PLACE, envelope[:length])


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31)], ids=["zero", "one"])
def test_a_point_that_makes_every_key_equal_is_refused(point: bytes) -> None:
    """RFC 7748 §6.1: the all-zero product."""
    envelope = seal(LOCK, PLACE, TEXT)
    is_refused(OPENER, PLACE, envelope[:10] + point + envelope[42:])


def test_keys_for_other_purposes_differ() -> None:
    key = Key.of(bytes(range(32)))
    assert len({key.secret, key.derive("a").secret, key.derive("b").secret}) == 3
    assert key.derive("a") == key.derive("a")


def test_a_token_meets_its_like_under_one_key_and_purpose_only() -> None:
    key, other = Key.of(bytes(range(32))), Key.of(bytes(32))
    tokens = {
        key.token("unit", "x"),
        key.token("post", "x"),
        other.token("unit", "x"),
        key.token("unit", "y"),
    }
    assert key.token("unit", "x") == key.token("unit", "x")
    assert len(tokens) == 4


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_none(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Key.of(bytes(length))


def test_no_secret_shows_itself() -> None:
    key = Key.of(bytes(range(32)))
    shown = repr(key) + repr(OPENER)
    assert not [
        secret
        for secret in (key.secret, OPENER.secret, PEPPER)
        if secret.hex() in shown or repr(secret) in shown
    ]
