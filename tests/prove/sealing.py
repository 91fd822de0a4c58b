"""What is sealed, and what was done to it: envelopes in the database, bundles on a stick."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from xuncha.sealed import age
from xuncha.sealed.bundle import Bundle, CannotOpenBundle, Signer, pack, unpack
from xuncha.sealed.envelope import CannotOpen, Lock, new_opener, open_envelope, seal
from xuncha.sealed.gm import GM
from xuncha.sealed.stream import PIECE, Stream, unwrapped, wrapped
from xuncha.sealed.suites import INTL

_PLACE = "t|c|r|k"
_META = {
    "bundle": "b", "sender": "s", "receiver": "r", "sequence": 1, "previous": "", "created": "2026-01-01", "scope": {},
}  # fmt: skip


def envelope(rng: random.Random) -> None:
    """One random change to one random envelope: flipped bit, cut, moved, foreign key or foreign pepper."""
    opener, plain, place = new_opener(rng.randbytes(32)), rng.randbytes(rng.randrange(200)), _PLACE
    sealed = bytearray(seal(opener.lock, _PLACE, plain))
    assert open_envelope(opener, _PLACE, bytes(sealed)) == plain
    how = rng.randrange(5)
    if how == 0:
        sealed[rng.randrange(len(sealed))] ^= 1 << rng.randrange(8)
    elif how == 1:
        del sealed[rng.randrange(len(sealed)) :]
    elif how == 2:
        place = rng.choice(["t|c|r|x", "t|c|x|k", "t|x|r|k", "x|c|r|k"])
    elif how == 3:
        opener = new_opener(opener.lock.pepper)
    else:
        other = Lock(opener.lock.suite, opener.lock.public, rng.randbytes(32))
        sealed = bytearray(seal(other, _PLACE, plain))
    try:
        open_envelope(opener, place, bytes(sealed))
    except CannotOpen:
        return
    raise AssertionError(f"a changed envelope opened (kind {how})")


@cache
def _kept(number: int) -> tuple[bytes, Stream]:
    """A file of four pieces, and its stream."""
    plain = random.Random(number).randbytes(3 * PIECE + 4321)
    return plain, Stream.of(plain, number)


def stream(rng: random.Random) -> None:
    """One random change to a kept file: its sealed value, or its pieces with their number made to fit. No wrong byte comes out."""
    plain, kept = _kept(rng.choice((INTL.number, GM.number)))
    suite = INTL if kept.suite == INTL.number else GM
    opener = new_opener(rng.randbytes(32))
    if rng.random() < 0.5:
        sealed = bytearray(wrapped(opener.lock, _PLACE, kept))
        _changed(rng, sealed, rng.choice((1, len(sealed))))
        _gives_nothing_wrong(lambda: unwrapped(opener, _PLACE, bytes(sealed)), plain)
        return
    body, size = bytes(kept.body), PIECE + suite.overhead
    header, boxes = (
        body[: suite.header],
        [body[at : at + size] for at in range(suite.header, len(body), size)],
    )
    order = [rng.randrange(len(boxes)) for _ in range(rng.randrange(1, 7))]
    if order == [0, 1, 2, 3]:
        order.reverse()
    chosen = [boxes[one] for one in order]
    length = sum(len(box) - suite.overhead for box in chosen)
    _gives_nothing_wrong(lambda: replace(kept, body=header + b"".join(chosen), length=length), plain)


def _changed(rng: random.Random, sealed: bytearray, most: int) -> None:
    """A bit turned, bytes cut off or out, put in or added behind; mostly near the front or anywhere."""
    at, how = rng.randrange(min(len(sealed), max(most, 200))), rng.randrange(4)
    if how == 0:
        sealed[at] ^= 1 << rng.randrange(8)
    elif how == 1:
        del sealed[at:]
    elif how == 2:
        del sealed[at : at + rng.randrange(1, PIECE)]
    else:
        sealed[at:at] = rng.randbytes(rng.randrange(1, 40))


def _gives_nothing_wrong(opened: Callable[[], Stream], plain: bytes) -> None:
    """Reading ends with a refusal, and what was given out before is the beginning of the file."""
    given = b""
    try:
        reader = opened().reader()
        while piece := reader.read(16 * 1024):
            given += piece
    except CannotOpen:
        if not plain.startswith(given):
            raise AssertionError("a changed stream gave out wrong bytes") from None
        return
    raise AssertionError("a changed stream opened to its end")


@cache
def _bundle() -> tuple[bytes, str, bytes]:
    """A bundle of some 200 KB with its identity and the signer's public key; made once."""
    identity, recipient = age.key_pair()
    signer = Signer(*INTL.sign_pair())
    records = {"letter": [{"id": str(n), "text": "信" * 50} for n in range(500)]}
    payload = Bundle(
        _META, records, {"a/1.bin": random.Random(1).randbytes(100_000)}, [{"seq": 1}], {"size": 1}
    )
    return pack(payload, [recipient], signer), identity, signer.public


def bundle_flip(rng: random.Random) -> None:
    """One bit of a bundle flipped, anywhere."""
    data, identity, signer = _bundle()
    changed = bytearray(data)
    changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    _refused(bytes(changed), identity, signer)


def bundle_cut(rng: random.Random) -> None:
    """A bundle cut short, anywhere or at one of the seams of the format."""
    data, identity, signer = _bundle()
    end = rng.choice(
        [rng.randrange(len(data)), age.STEP * rng.randrange(len(data) // age.STEP), len(data) - 1]
    )
    _refused(data[:end], identity, signer)


def _refused(data: bytes, identity: str, signer: bytes) -> None:
    try:
        unpack(data, identity, {signer})
    except CannotOpenBundle:
        return
    raise AssertionError("a damaged bundle was accepted")
