"""Suites of ciphers: complete sets, named by a number that every ciphertext carries.

INTL: X25519 (RFC 7748), XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), BLAKE2b (RFC 7693), Ed25519 (RFC 8032), Argon2id
(RFC 9106), streams by secretstream, all by libsodium.

GM is in `gm`: it needs `cryptography`, which the gateway does not ship, and is only loaded for who asks for it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.utils import random

KEY_BYTES = 32


class CannotOpen(Exception):
    """It does not open here. One text for every cause, so that an attacker learns nothing from it."""

    def __init__(self) -> None:
        super().__init__("this sealed value cannot be opened here")


@dataclass(frozen=True)
class Cost:
    """What stretching a password costs: passes over the memory, and bytes of it."""

    passes: int
    memory: int


class PieceSealer(Protocol):
    """Seals the pieces of one stream in their order. ``header`` stands before them."""

    header: bytes

    def seal(self, plain: bytes, bound: bytes, last: bool) -> bytes:
        """The next piece, ``overhead`` bytes longer than it was; after the ``last`` there is none."""
        ...


class PieceOpener(Protocol):
    """Opens the pieces of one stream in their order."""

    def open(self, box: bytes, bound: bytes, last: bool) -> bytes:
        """The next piece. Raises CannotOpen, also for one that was or was not sealed as the ``last``."""
        ...

    def copy(self) -> PieceOpener:
        """Another that goes on from the same place, and holds no piece."""
        ...


class Suite(Protocol):
    """What every suite can do. Keys, boxes and signatures are bytes; only what seals and opens pieces keeps state."""

    number: int
    name: str
    header: int
    """Bytes of the header of a stream."""
    overhead: int
    """Bytes by which a piece of a stream grows."""

    def key_pair(self) -> tuple[bytes, bytes]:
        """A fresh (secret, public) pair for ``seal_to`` and ``open_with``."""
        ...

    def seal_to(self, public: bytes, bound: bytes, plain: bytes, pepper: bytes = b"") -> bytes:
        """Seal for whoever holds the secret of ``public``; ``bound`` is authenticated, ``pepper`` enters the key."""
        ...

    def open_with(self, secret: bytes, public: bytes, bound: bytes, box: bytes, pepper: bytes = b"") -> bytes:
        """What ``seal_to`` sealed. Raises CannotOpen."""
        ...

    def lock(self, key: bytes, bound: bytes, plain: bytes) -> bytes:
        """Seal under a shared key of 32 bytes."""
        ...

    def unlock(self, key: bytes, bound: bytes, box: bytes) -> bytes:
        """What ``lock`` sealed. Raises CannotOpen."""
        ...

    def piece_sealer(self, key: bytes) -> PieceSealer:
        """For one stream under a key of 32 bytes."""
        ...

    def piece_opener(self, key: bytes, header: bytes) -> PieceOpener:
        """For what ``piece_sealer`` sealed, from its first piece on. Raises CannotOpen."""
        ...

    def sign_pair(self, seed: bytes | None = None) -> tuple[bytes, bytes]:
        """A (secret, public) pair for signatures; from ``seed`` (32 bytes) always the same."""
        ...

    def sign(self, secret: bytes, message: bytes) -> bytes: ...

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool: ...

    def stretch(self, password: str, salt: bytes, cost: Cost) -> bytes:
        """A key of 32 bytes from a password and a salt of 16."""
        ...

    def digest(self, data: bytes) -> bytes: ...


class _SecretSealer:
    """libsodium's secretstream: every piece carries on the state of the one before, the last one a mark of its own."""

    def __init__(self, key: bytes) -> None:
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        self.header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)

    def seal(self, plain: bytes, bound: bytes, last: bool) -> bytes:
        return bindings.crypto_secretstream_xchacha20poly1305_push(self._state, plain, bound, _mark(last))


class _SecretOpener:
    def __init__(self, state: bindings.crypto_secretstream_xchacha20poly1305_state) -> None:
        self._state = state

    @classmethod
    def begin(cls, key: bytes, header: bytes) -> _SecretOpener:
        state = bindings.crypto_secretstream_xchacha20poly1305_state()
        try:
            bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
        except (CryptoError, ValueError, TypeError, RuntimeError):
            raise CannotOpen from None
        return cls(state)

    def open(self, box: bytes, bound: bytes, last: bool) -> bytes:
        try:
            plain, mark = bindings.crypto_secretstream_xchacha20poly1305_pull(self._state, box, bound)
        except (CryptoError, ValueError, TypeError, RuntimeError):
            raise CannotOpen from None
        if mark != _mark(last):
            raise CannotOpen
        return plain

    def copy(self) -> _SecretOpener:
        state = bindings.crypto_secretstream_xchacha20poly1305_state()
        size = len(state.statebuf)
        state.statebuf[0:size] = self._state.statebuf[0:size]  # type: ignore[index]
        state.tagbuf = self._state.tagbuf
        return _SecretOpener(state)


def _mark(last: bool) -> int:
    if last:
        return bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    return bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


class Intl:
    """The international suite."""

    number = 1
    name = "INTL"
    header = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
    overhead = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
    _nonce = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

    def key_pair(self) -> tuple[bytes, bytes]:
        secret = random(KEY_BYTES)
        return secret, bindings.crypto_scalarmult_base(secret)

    def seal_to(self, public: bytes, bound: bytes, plain: bytes, pepper: bytes = b"") -> bytes:
        secret, once = self.key_pair()
        key = self._agreed(bindings.crypto_scalarmult(secret, public), once, public, pepper)
        return once + self.lock(key, bound + once, plain)

    def open_with(self, secret: bytes, public: bytes, bound: bytes, box: bytes, pepper: bytes = b"") -> bytes:
        once, body = box[:KEY_BYTES], box[KEY_BYTES:]
        try:
            shared = bindings.crypto_scalarmult(secret, once)
        except (CryptoError, ValueError, TypeError, RuntimeError):
            raise CannotOpen from None
        return self.unlock(self._agreed(shared, once, public, pepper), bound + once, body)

    def _agreed(self, shared: bytes, once: bytes, public: bytes, pepper: bytes) -> bytes:
        told = b"xuncha box\0" + shared + once + public
        return hashlib.blake2b(told, key=pepper, digest_size=KEY_BYTES).digest()

    def lock(self, key: bytes, bound: bytes, plain: bytes) -> bytes:
        nonce = random(self._nonce)
        return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)

    def unlock(self, key: bytes, bound: bytes, box: bytes) -> bytes:
        nonce, body = box[: self._nonce], box[self._nonce :]
        try:
            return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(body, bound, nonce, key)
        except (CryptoError, ValueError, TypeError):
            raise CannotOpen from None

    def piece_sealer(self, key: bytes) -> PieceSealer:
        return _SecretSealer(key)

    def piece_opener(self, key: bytes, header: bytes) -> PieceOpener:
        return _SecretOpener.begin(key, header)

    def sign_pair(self, seed: bytes | None = None) -> tuple[bytes, bytes]:
        public, secret = bindings.crypto_sign_seed_keypair(seed or random(KEY_BYTES))
        return secret, public

    def sign(self, secret: bytes, message: bytes) -> bytes:
        return bindings.crypto_sign(message, secret)[: bindings.crypto_sign_BYTES]

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            bindings.crypto_sign_open(signature + message, public)
        except (CryptoError, ValueError, TypeError):
            return False
        return True

    def stretch(self, password: str, salt: bytes, cost: Cost) -> bytes:
        return argon2id.kdf(KEY_BYTES, password.encode(), salt, opslimit=cost.passes, memlimit=cost.memory)

    def digest(self, data: bytes) -> bytes:
        return hashlib.sha256(data).digest()


INTL = Intl()
_GM = 2


def suite(number: int) -> Suite:
    """The suite with this number. Raises CannotOpen for one that is not here."""
    if number == INTL.number:
        return INTL
    if number != _GM:
        raise CannotOpen
    try:
        from xuncha.sealed.gm import GM
    except ImportError:
        raise CannotOpen from None
    return GM
