"""Files in the age v1 format (C2SP age.md), by rage; their size is a whole number of steps and tells nothing finer.

rage adds a random stanza to every header, so a size is only right when the header's is known: the zeros that fill the file
up are counted out after the header has been written, which is why a file holds at least two chunks of the format.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pyrage

STEP = 64 * 1024
_CHUNK = 64 * 1024
_SEALED_CHUNK = _CHUNK + 16
_LEAST = 2 * _CHUNK


class NotForUs(Exception):
    """The file is damaged, no age file, or for somebody else; which of them cannot be told apart."""


def key_pair() -> tuple[str, str]:
    """A fresh (identity, recipient): the secret ``AGE-SECRET-KEY-1…`` and the public ``age1…``."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def close(plain: bytes, recipients: Sequence[str]) -> bytes:
    """`plain` and zeros behind it for each of `recipients`, as a file of a whole number of STEPs.

    Raises ValueError when there is no recipient or one is no ``age1…``.
    """
    try:
        public = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError:
        raise ValueError("a recipient is no age public key") from None
    if not public:
        raise ValueError("a file for nobody")
    out = io.BytesIO()
    pyrage.encrypt_io(_Filled(plain, out), out, public)
    return out.getvalue()


def close_by_phrase(plain: bytes, phrase: str) -> bytes:
    """`plain` and zeros behind it up to whole STEPs, as a file that a passphrase opens; its header varies by some bytes."""
    filled = plain + bytes(-len(plain) % STEP)
    return bytes(pyrage.passphrase.encrypt(filled, phrase))


def is_recipient(text: str) -> bool:
    """Whether a text is a public key ``age1…``."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def open_age(data: bytes, identity: str) -> bytes:
    """What was closed, with the zeros behind it. Raises NotForUs."""
    try:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise NotForUs from None


class _Filled(io.RawIOBase):
    """Reads `plain`, then as many zeros as bring the file that is being written to a whole number of steps."""

    def __init__(self, plain: bytes, written: io.BytesIO) -> None:
        self._plain = io.BytesIO(plain)
        self._length = len(plain)
        self._written = written
        self._zeros: int | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; `size` is never negative where this is used."""
        if piece := self._plain.read(size):
            return piece
        if self._length < _LEAST:
            self._length += size
            return bytes(size)
        if self._zeros is None:
            self._zeros = _room(self._written.tell() % _SEALED_CHUNK, self._length) - self._length
        piece = bytes(min(size, self._zeros))
        self._zeros -= len(piece)
        return piece


def _room(header: int, length: int) -> int:
    """How many bytes go into the smallest file of whole steps that has room for `length`, behind `header` bytes."""
    size = -(-(header + length) // STEP) * STEP
    while True:
        chunks, rest = divmod(size - header, _SEALED_CHUNK)
        room = chunks * _CHUNK + max(0, rest - 16)
        if room >= length and not 0 < rest <= 16:
            return room
        size += STEP
