"""SM2 in plain Python (`gmalg`), plugged in by tests in the place of a certified module. It protects nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import gmalg
from gmalg.errors import GMError

from xuncha.sealed.gm import GM

IDENTITY = b"1234567812345678"
_C1, _C3 = 65, 32


class SoftSm2:
    """A `Provider`. `random` replaces the randomness, for the examples of the standard."""

    name = "gmalg"
    certificate = "none: tests only"

    def __init__(self, random: Callable[[int], int] = secrets.randbits) -> None:
        self._random = random

    def key_pair(self, seed: bytes | None = None) -> tuple[bytes, bytes]:
        if seed is None:
            return gmalg.SM2(rnd_fn=self._random).generate_keypair()
        return seed, gmalg.SM2().generate_pk(seed)

    def encrypt(self, public: bytes, plain: bytes) -> bytes:
        return gmalg.SM2(pk=public, rnd_fn=self._random).encrypt(plain)

    def decrypt(self, secret: bytes, cipher: bytes) -> bytes:
        if len(cipher) <= _C1 + _C3 or cipher[0] != 4:
            raise ValueError("no SM2 cipher")
        try:
            return gmalg.SM2(sk=secret).decrypt(cipher)
        except GMError as refused:
            raise ValueError(str(refused)) from None

    def sign(self, secret: bytes, message: bytes) -> bytes:
        r, s = gmalg.SM2(sk=secret, uid=IDENTITY, rnd_fn=self._random).sign(message)
        return r + s

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        return len(signature) == 64 and gmalg.SM2(pk=public, uid=IDENTITY).verify(
            message, signature[:32], signature[32:]
        )


@contextmanager
def plugged_in() -> Iterator[None]:
    GM.plug(SoftSm2())
    try:
        yield
    finally:
        GM.plug(None)
