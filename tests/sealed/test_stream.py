"""A stream opens with its key in its place, whole and in its order, and never holds more than a piece or two in clear."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings

from tests.sealed.soft_sm2 import plugged_in
from xuncha.sealed.envelope import Lock, Opener, new_opener, open_envelope, seal
from xuncha.sealed.gm import GM
from xuncha.sealed.stream import PIECE, Sealing, Stream, is_stream, unwrapped, wrapped
from xuncha.sealed.suites import INTL, CannotOpen, Suite

PLACE = "attachment|content|1|work:1"
PEPPER = bytes(range(32, 64))
OPENER = new_opener(PEPPER)
SUITES = {"INTL": INTL, "GM": GM}
LENGTHS = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7)
PLAIN = bytes(range(251)) * 850
"""Four pieces, the last one short."""

KEPT = (
    "0301bdc2cf96391417a40071bcf2b1a6c2285e52157deda7bb2cc9648bf35e9c02f7bcfdeed5dee430608f6653ee037911b3a3d52d18ede6a1dc"
    "dadd638a9560cbd02f7834296f01757d4d8f74baa1767ad0608311b55be24bb8dfd5392593f75769afde2d96e9d87f94ab6c2419c088f068e25e"
    "081f2c883bb86932a3f4c8f4cd9028d0c861cf65e3849a5e012af4bd8492641d488e4e90278d578f6f4b435e644a9b48eb71d5d6e6a8669ca446"
    "189b34cc"
)
"""A stream sealed on the day this format was made."""


@pytest.fixture(params=SUITES, scope="module")
def suite(request: pytest.FixtureRequest) -> Suite:
    return SUITES[request.param]


@pytest.fixture(params=SUITES)
def opener(request: pytest.FixtureRequest) -> Iterator[Opener]:
    with plugged_in():
        yield new_opener(PEPPER, SUITES[request.param].number)


def pieces_of(stream: Stream) -> list[bytes]:
    """The header, then the sealed pieces."""
    own = SUITES["INTL" if stream.suite == INTL.number else "GM"]
    body, size = bytes(stream.body), PIECE + own.overhead
    return [body[: own.header]] + [body[at : at + size] for at in range(own.header, len(body), size)]


def with_pieces(stream: Stream, pieces: list[bytes], length: int | None = None) -> Stream:
    return replace(
        stream, body=b"".join(pieces), length=len(PLAIN) if length is None else length
    )  # the length fits, so that the pieces themselves are asked


def refused(stream: Stream) -> None:
    with pytest.raises(CannotOpen):
        stream.whole()


@pytest.mark.parametrize("length", LENGTHS)
def test_what_is_sealed_opens_in_its_place(suite: Suite, length: int) -> None:
    plain = PLAIN[:length]
    sealed = wrapped(OPENER.lock, PLACE, Stream.of(plain, suite.number))
    assert unwrapped(OPENER, PLACE, sealed).whole() == plain


def test_a_lock_of_either_suite_wraps_the_key(opener: Opener) -> None:
    sealed = wrapped(opener.lock, PLACE, Stream.of(b"abc", opener.lock.suite))
    assert unwrapped(opener, PLACE, sealed).whole() == b"abc"


def test_a_stream_sealed_today_opens_for_ever() -> None:
    secret = bytes(range(32))
    lock = Lock(INTL.number, bindings.crypto_scalarmult_base(secret), PEPPER)
    assert unwrapped(Opener(lock, secret), PLACE, bytes.fromhex(KEPT)).whole() == "问题底稿".encode()


def test_the_pieces_are_a_secretstream_as_libsodium_has_it() -> None:
    header, *boxes = pieces_of(sealed := Stream.of(PLAIN))
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, sealed.key)
    opened = [
        bindings.crypto_secretstream_xchacha20poly1305_pull(state, box, b"xuncha stream\0\x03")
        for box in boxes
    ]
    assert b"".join(plain for plain, _ in opened) == PLAIN
    assert [mark for _, mark in opened] == [0, 0, 0, 3]


def test_what_libsodium_sealed_opens() -> None:
    state, key = bindings.crypto_secretstream_xchacha20poly1305_state(), bytes(32)
    body = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    body += bindings.crypto_secretstream_xchacha20poly1305_push(state, b"abc", b"xuncha stream\0\x03", 3)
    assert Stream(INTL.number, 3, key, body).whole() == b"abc"


def test_equal_files_do_not_look_equal(suite: Suite) -> None:
    one, two = Stream.of(b"same", suite.number), Stream.of(b"same", suite.number)
    assert one.body != two.body


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 2 * PIECE), max_size=8))
def test_however_it_comes_one_piece_at_most_is_held(sizes: list[int]) -> None:
    sealing, came, most = Sealing(), io.BytesIO(), 0
    for number, size in enumerate(sizes):
        block = bytes((number,)) * size
        sealing.write(block)
        came.write(block)
        most = max(most, sealing.held)
    sealed = sealing.done()
    assert most <= PIECE
    assert sealing.held == 0
    assert (sealed.length, sealed.whole()) == (came.tell(), came.getvalue())


_SEEKS = st.tuples(st.integers(-10, len(PLAIN) + 10), st.sampled_from([0, 1, 2]), st.integers(-1, 90_000))


@settings(deadline=None, max_examples=40)
@given(st.lists(_SEEKS, max_size=8), st.sampled_from([INTL.number, GM.number]))
def test_it_is_searched_like_any_file(steps: list[tuple[int, int, int]], number: int) -> None:
    sealed, clear = Stream.of(PLAIN, number).reader(), io.BytesIO(PLAIN)
    for offset, whence, size in steps:
        start = {0: 0, 1: clear.tell(), 2: len(PLAIN)}[whence]
        if start + offset < 0:
            with pytest.raises(ValueError, match="before the beginning"):
                sealed.seek(offset, whence)
            continue
        assert sealed.seek(offset, whence) == clear.seek(offset, whence)
        assert sealed.read(size) == clear.read(size)


def test_reading_holds_a_few_pieces_however_long_the_file_is() -> None:
    sealed = Stream.of(bytes(64 * PIECE))
    tracemalloc.start()
    reader, read = sealed.reader(), 0
    while piece := reader.read(16 * 1024):
        read += len(piece)
    reader.seek(-1, io.SEEK_END)
    reader.read()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == 64 * PIECE
    assert most < 8 * PIECE


def test_the_other_kind_of_sealed_value_is_told_apart() -> None:
    whole, in_pieces = seal(OPENER.lock, PLACE, b"a"), wrapped(OPENER.lock, PLACE, Stream.of(b"a"))
    assert (is_stream(whole), is_stream(in_pieces)) == (False, True)
    for opens, sealed in ((unwrapped, whole), (open_envelope, in_pieces)):
        with pytest.raises(CannotOpen):
            opens(OPENER, PLACE, sealed)


@pytest.fixture(scope="module")
def sealed(suite: Suite) -> Stream:
    return Stream.of(PLAIN, suite.number)


class TestPieces:
    """What is done to the pieces is found, also by somebody who makes the length fit."""

    def test_unchanged_they_open(self, sealed: Stream) -> None:
        assert with_pieces(sealed, pieces_of(sealed)).whole() == PLAIN

    @pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 2, 1, 3), (2, 1, 0, 3), (0, 0, 2, 3), (0, 1, 1, 3)])
    def test_swapped_or_doubled(self, sealed: Stream, order: tuple[int, ...]) -> None:
        header, *boxes = pieces_of(sealed)
        refused(with_pieces(sealed, [header, *(boxes[one] for one in order)]))

    @pytest.mark.parametrize("left", range(4))
    def test_one_left_out(self, sealed: Stream, left: int) -> None:
        header, *boxes = pieces_of(sealed)
        gone = PIECE if left < 3 else len(PLAIN) - 3 * PIECE
        del boxes[left]
        refused(with_pieces(sealed, [header, *boxes], len(PLAIN) - gone))

    def test_ended_early_at_a_seam(self, sealed: Stream) -> None:
        for count in range(1, 4):
            refused(with_pieces(sealed, pieces_of(sealed)[: 1 + count], count * PIECE))

    def test_one_added_behind(self, sealed: Stream) -> None:
        header, *boxes = pieces_of(Stream.of(bytes(2 * PIECE), sealed.suite))
        longer = with_pieces(sealed, [header, *boxes, boxes[-1]], 3 * PIECE)
        refused(longer)

    def test_of_another_stream(self, sealed: Stream) -> None:
        other = pieces_of(Stream.of(PLAIN, sealed.suite))
        mine = pieces_of(sealed)
        for place in range(len(mine)):
            refused(with_pieces(sealed, [*mine[:place], other[place], *mine[place + 1 :]]))

    def test_nothing_of_a_changed_piece_is_given_out(self, sealed: Stream) -> None:
        body = bytearray(sealed.body)
        body[PIECE + 1000] ^= 1
        reader = replace(sealed, body=bytes(body)).reader()
        assert reader.read(PIECE) == PLAIN[:PIECE]
        with pytest.raises(CannotOpen):
            reader.read(1)

    @settings(deadline=None, max_examples=25)
    @given(data=st.data())
    def test_one_flipped_bit(self, sealed: Stream, data: st.DataObject) -> None:
        body = bytearray(sealed.body)
        bit = data.draw(st.integers(0, 8 * len(body) - 1))
        body[bit // 8] ^= 1 << bit % 8
        refused(replace(sealed, body=bytes(body)))

    def test_under_another_key(self, sealed: Stream) -> None:
        refused(replace(sealed, key=bytes(32)))


class TestWrap:
    """What is done to the wrap, or to how much stands behind it, is found before a byte is given out."""

    SEALED = wrapped(OPENER.lock, PLACE, Stream.of(PLAIN[:100]))

    def none(self, sealed: bytes, place: str = PLACE, opener: Opener = OPENER) -> None:
        with pytest.raises(CannotOpen) as no:
            unwrapped(opener, place, sealed)
        assert str(no.value) == "this sealed value cannot be opened here"

    @given(st.text(max_size=40).filter(lambda place: place != PLACE))
    def test_moved_to_another_place(self, place: str) -> None:
        self.none(self.SEALED, place)

    def test_foreign_key_foreign_pepper(self) -> None:
        self.none(self.SEALED, opener=new_opener(PEPPER))
        self.none(self.SEALED, opener=Opener(replace(OPENER.lock, pepper=bytes(32)), OPENER.secret))

    def test_cut_short_anywhere(self) -> None:
        for length in range(len(self.SEALED)):
            self.none(self.SEALED[:length])

    def test_lengthened(self) -> None:
        for more in (b"\0", self.SEALED[-17:], bytes(PIECE + 17)):
            self.none(self.SEALED + more)

    @settings(deadline=None)
    @given(st.data())
    def test_one_flipped_bit_anywhere(self, data: st.DataObject) -> None:
        changed = bytearray(self.SEALED)
        bit = data.draw(st.integers(0, 8 * len(changed) - 1))
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CannotOpen):
            unwrapped(OPENER, PLACE, bytes(changed)).whole()

    def test_a_wrap_of_one_over_the_pieces_of_another(self) -> None:
        other = wrapped(OPENER.lock, PLACE, Stream.of(PLAIN[100:200]))
        end = len(self.SEALED) - len(Stream.of(PLAIN[:100]).body)
        refused(unwrapped(OPENER, PLACE, self.SEALED[:end] + other[end:]))

    @pytest.mark.parametrize("number", [0, 3, 255])
    def test_pieces_of_an_unknown_suite(self, number: int) -> None:
        sealed = replace(Stream.of(b"a"), suite=number)
        self.none(wrapped(OPENER.lock, PLACE, sealed))

    def test_a_place_may_be_changed_without_touching_the_pieces(self) -> None:
        elsewhere = new_opener(PEPPER)
        moved = wrapped(elsewhere.lock, "elsewhere", unwrapped(OPENER, PLACE, self.SEALED))
        assert unwrapped(elsewhere, "elsewhere", moved).whole() == PLAIN[:100]
        self.none(moved)


def test_no_key_shows_itself() -> None:
    sealed = Stream.of(b"abc")
    assert sealed.key.hex() not in repr(sealed)
    assert repr(sealed.key) not in repr(sealed)
    assert repr(sealed) == f"Stream(suite={INTL.number}, length=3)"
