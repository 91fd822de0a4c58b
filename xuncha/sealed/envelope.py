"""A sealed value: bytes that tell which key opens them, and open nowhere but in their own row and column.

Layout of an envelope (bytes): ``version(1) | suite(1) | key id(8) | nonce(24) | ciphertext + tag(16)``.
The suite INTL is XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) as libsodium implements it. The additional data is the
place the value belongs to; a ciphertext moved to another row, column or compartment does not open.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.utils import random

VERSION = 1
INTL = 1
KEY_BYTES = 32
_KEY_ID = 8
_NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_HEAD = 2 + _KEY_ID + _NONCE


class CannotOpen(Exception):
    """The envelope does not open here. One text for every cause, so that an attacker learns nothing from it."""

    def __init__(self) -> None:
        super().__init__("this sealed value cannot be opened here")


@dataclass(frozen=True)
class Key:
    """A compartment's secret key: 32 bytes and the 8-byte id that envelopes carry."""

    secret: bytes
    id: bytes

    @classmethod
    def of(cls, secret: bytes) -> Key:
        """The key of 32 secret bytes; its id is a keyed hash, which tells nothing of the secret."""
        if len(secret) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        return cls(secret, hashlib.blake2b(b"xuncha key id", key=secret, digest_size=_KEY_ID).digest())

    def derive(self, compartment: str) -> Key:
        """The key of one compartment below this one (keyed BLAKE2b)."""
        label = b"xuncha compartment\0" + compartment.encode()
        return Key.of(hashlib.blake2b(label, key=self.secret, digest_size=KEY_BYTES).digest())

    def token(self, purpose: str, value: str) -> str:
        """A keyed token (64 hex digits): equal values meet, and without the key nothing can be looked up."""
        return hmac.new(self.secret, f"token\0{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()

    def __repr__(self) -> str:
        return f"Key(id={self.id.hex()})"


def seal(key: Key, place: str, plain: bytes) -> bytes:
    """Seal ``plain`` for ``place`` (``table|column|row|compartment``)."""
    nonce = random(_NONCE)
    head = bytes((VERSION, INTL)) + key.id + nonce
    body = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, _bound(head, place), nonce, key.secret)
    return head + body


def open_envelope(key: Key, place: str, envelope: bytes) -> bytes:
    """The plain bytes.

    Raises CannotOpen for a foreign key, a moved or changed envelope, an unknown version or suite.
    """
    head, body = envelope[:_HEAD], envelope[_HEAD:]
    if len(head) < _HEAD or head[:2] != bytes((VERSION, INTL)) or head[2 : 2 + _KEY_ID] != key.id:
        raise CannotOpen
    nonce = head[2 + _KEY_ID :]
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            body, _bound(head, place), nonce, key.secret
        )
    except (CryptoError, ValueError, TypeError):
        raise CannotOpen from None


def _bound(head: bytes, place: str) -> bytes:
    return head[: 2 + _KEY_ID] + place.encode()
