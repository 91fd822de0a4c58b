"""A file sealed piece by piece: nobody ever holds more of it in clear than a piece, coming in or going out.

While it comes, a stream is sealed under a fresh key that only this process has (``Sealing``). When it is known where it belongs,
that key is sealed for the place like any other value, and the pieces stay as they are (``wrapped``). Layout:

    version(1) | suite(1) | key id(8) | length of the wrap(2) | wrap | header | pieces

The wrap is the box of the lock's suite over ``suite of the pieces(1) | bytes of the file(8) | key(32)``, bound to the place as an
envelope is. Every piece but the last holds PIECE bytes; each is sealed in its order and the last as the last, so that a piece
changed, missing, doubled, moved or added is found when it is reached, and another length before the first byte is given out.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from nacl.utils import random

from xuncha.sealed.envelope import Lock, Opener
from xuncha.sealed.suites import INTL, KEY_BYTES, CannotOpen, PieceOpener, suite

VERSION = 3
PIECE = 64 * 1024
"""Clear bytes of a piece, and the most that is held in clear while a stream is sealed."""

_HEAD = 10
_WRAP_LENGTH = 2
_FILE_LENGTH = 8
_BOUND = b"xuncha stream\0" + bytes((VERSION,))


@dataclass(frozen=True)
class Stream:
    """A file of ``length`` bytes under seal, with its key: on its way in, or opened by who may open it."""

    suite: int
    length: int
    key: bytes = field(repr=False)
    body: bytes | memoryview = field(repr=False)

    @classmethod
    def of(cls, plain: bytes, number: int = INTL.number) -> Stream:
        """What is in memory already, sealed."""
        sealing = Sealing(number)
        sealing.write(plain)
        return sealing.done()

    def reader(self) -> io.BufferedReader:
        """The file in clear, to be read and searched like any other; it holds two pieces at most. Reading raises CannotOpen."""
        return io.BufferedReader(_Reader(self), PIECE)

    def whole(self) -> bytes:
        """All of it in clear, for what cannot be worked in pieces. Raises CannotOpen."""
        return self.reader().read()


class Sealing:
    """Seals what is written to it, as it comes."""

    def __init__(self, number: int = INTL.number) -> None:
        self._suite = suite(number)
        self._key = random(KEY_BYTES)
        self._pieces = self._suite.piece_sealer(self._key)
        self._body = bytearray(self._pieces.header)
        self._held = bytearray()
        self._length = 0

    @property
    def held(self) -> int:
        """How many bytes it holds in clear: PIECE at most."""
        return len(self._held)

    def write(self, plain: bytes) -> int:
        """Take in the next bytes of the file."""
        came = memoryview(plain)
        while came:
            if len(self._held) == PIECE:
                self._seal(last=False)
            room = PIECE - len(self._held)
            self._held += came[:room]
            came = came[room:]
        self._length += len(plain)
        return len(plain)

    def done(self) -> Stream:
        """The sealed stream; nothing can be written any more."""
        self._seal(last=True)
        return Stream(self._suite.number, self._length, self._key, memoryview(self._body).toreadonly())

    def _seal(self, last: bool) -> None:
        self._body += self._pieces.seal(bytes(self._held), _BOUND, last)
        self._held.clear()


def is_stream(envelope: bytes) -> bool:
    """Whether a sealed value is a stream and no envelope in one piece."""
    return envelope[:1] == bytes((VERSION,))


def wrapped(lock: Lock, place: str, stream: Stream) -> bytes:
    """The stream sealed for ``place``; only its key is sealed, the pieces are taken over."""
    head = _head(lock)
    told = bytes((stream.suite,)) + stream.length.to_bytes(_FILE_LENGTH, "big") + stream.key
    wrap = suite(lock.suite).seal_to(lock.public, head + place.encode(), told, lock.pepper)
    return b"".join((head, len(wrap).to_bytes(_WRAP_LENGTH, "big"), wrap, stream.body))


def unwrapped(opener: Opener, place: str, envelope: bytes) -> Stream:
    """The stream that was sealed for ``place``; its pieces are opened when they are read.

    Raises CannotOpen for a foreign key, a moved or changed wrap, an unknown version or suite, and where bytes are missing or
    were added.
    """
    lock = opener.lock
    head, rest = envelope[:_HEAD], memoryview(envelope)[_HEAD:]
    if head != _head(lock):
        raise CannotOpen
    end = _WRAP_LENGTH + int.from_bytes(rest[:_WRAP_LENGTH], "big")
    wrap, body = bytes(rest[_WRAP_LENGTH:end]), rest[end:]
    told = suite(lock.suite).open_with(opener.secret, lock.public, head + place.encode(), wrap, lock.pepper)
    if len(told) != 1 + _FILE_LENGTH + KEY_BYTES:
        raise CannotOpen
    stream = Stream(
        told[0], int.from_bytes(told[1 : 1 + _FILE_LENGTH], "big"), told[1 + _FILE_LENGTH :], body
    )
    with_suite = suite(stream.suite)
    if len(body) != with_suite.header + stream.length + _pieces(stream.length) * with_suite.overhead:
        raise CannotOpen
    return stream


def _head(lock: Lock) -> bytes:
    return bytes((VERSION, lock.suite)) + lock.id


def _pieces(length: int) -> int:
    """Into how many pieces a file is cut; an empty one has one."""
    return max(1, -(-length // PIECE))


class _Reader(io.RawIOBase):
    """Reads a stream. It keeps the piece it stands in, and where each piece begins that was reached once."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream
        self._suite = suite(stream.suite)
        self._last = _pieces(stream.length) - 1
        self._at = 0
        self._number, self._clear = -1, b""
        header = bytes(stream.body[: self._suite.header])
        self._begins: list[PieceOpener] = [self._suite.piece_opener(stream.key, header)]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._stream.length}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning of the file")
        self._at = start + offset
        return self._at

    def readinto(self, out: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._at >= self._stream.length:
            return 0
        number, offset = divmod(self._at, PIECE)
        if number != self._number:
            self._number, self._clear = number, self._opened(number)
        part = self._clear[offset : offset + len(out)]
        out[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _opened(self, number: int) -> bytes:
        """A piece, opened; those before it that were never reached are opened and let go."""
        clear = b""
        for one in range(min(number, len(self._begins) - 1), number + 1):
            opener = self._begins[one].copy()
            clear = opener.open(self._box(one), _BOUND, one == self._last)
            if one + 1 == len(self._begins):
                self._begins.append(opener.copy())
        return clear

    def _box(self, number: int) -> bytes:
        size = PIECE + self._suite.overhead
        start = self._suite.header + number * size
        return bytes(self._stream.body[start : start + size])
