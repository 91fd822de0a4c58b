"""A sealed value: bytes that tell which key opens them, and open nowhere but in their own row and column.

Anybody may seal who has a compartment's *lock*; only its *opener* opens. Layout: ``version(1) | suite(1) | key id(8) | box``,
the box being the suite's. The additional data is the place the value belongs to; moved to another row, column or compartment
it does not open. A file is sealed piece by piece (``stream``). The lock's ``pepper`` lies beside the keys, outside the database:
who can only write to the database can therefore not forge an envelope, although the lock is public.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from xuncha.sealed.suites import INTL, KEY_BYTES, CannotOpen, suite

__all__ = ["KEY_BYTES", "CannotOpen", "Key", "Lock", "Opener", "new_opener", "open_envelope", "seal"]

VERSION = 2
_KEY_ID = 8
_HEAD = 2 + _KEY_ID


@dataclass(frozen=True)
class Key:
    """A shared secret of 32 bytes for tokens, digests and further keys; not for sealing."""

    secret: bytes = field(repr=False)
    id: bytes

    @classmethod
    def of(cls, secret: bytes) -> Key:
        """The key of 32 secret bytes; its id is a keyed hash, which tells nothing of the secret."""
        if len(secret) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        return cls(secret, hashlib.blake2b(b"xuncha key id", key=secret, digest_size=_KEY_ID).digest())

    def derive(self, purpose: str) -> Key:
        """The key for one purpose below this one (keyed BLAKE2b)."""
        label = b"xuncha compartment\0" + purpose.encode()
        return Key.of(hashlib.blake2b(label, key=self.secret, digest_size=KEY_BYTES).digest())

    def token(self, purpose: str, value: str) -> str:
        """A keyed token (64 hex digits): equal values meet, and without the key nothing can be looked up."""
        return hmac.new(self.secret, f"token\0{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()

    def __repr__(self) -> str:
        return f"Key(id={self.id.hex()})"


@dataclass(frozen=True)
class Lock:
    """What seals: suite, public key, pepper."""

    suite: int
    public: bytes
    pepper: bytes = field(default=b"", repr=False)

    @property
    def id(self) -> bytes:
        """The 8 bytes by which an envelope names its key."""
        return hashlib.blake2b(b"xuncha lock id" + self.public, digest_size=_KEY_ID).digest()

    @property
    def head(self) -> bytes:
        return bytes((VERSION, self.suite)) + self.id


@dataclass(frozen=True)
class Opener:
    """What opens: a lock and its secret."""

    lock: Lock
    secret: bytes = field(repr=False)


def new_opener(pepper: bytes = b"", number: int = INTL.number) -> Opener:
    """A fresh key pair of a suite."""
    secret, public = suite(number).key_pair()
    return Opener(Lock(number, public, pepper), secret)


def seal(lock: Lock, place: str, plain: bytes) -> bytes:
    """Seal ``plain`` for ``place`` (``table|column|row|compartment``)."""
    box = suite(lock.suite).seal_to(lock.public, lock.head + place.encode(), plain, lock.pepper)
    return lock.head + box


def open_envelope(opener: Opener, place: str, envelope: bytes) -> bytes:
    """The plain bytes.

    Raises CannotOpen for a foreign key, a moved or changed envelope, an unknown version or suite.
    """
    head, box = envelope[:_HEAD], envelope[_HEAD:]
    lock = opener.lock
    if head != lock.head:
        raise CannotOpen
    return suite(lock.suite).open_with(opener.secret, lock.public, head + place.encode(), box, lock.pepper)
