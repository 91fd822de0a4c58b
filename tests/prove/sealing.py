"""What is sealed, and what was done to it: envelopes in the database, bundles on a stick."""

from __future__ import annotations

import random
from functools import cache

from xuncha.sealed import age
from xuncha.sealed.bundle import Bundle, CannotOpenBundle, Signer, pack, unpack
from xuncha.sealed.envelope import CannotOpen, Lock, new_opener, open_envelope, seal
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
