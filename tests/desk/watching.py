"""Watches what a file leaves behind: every opening of a file for writing, and how much of it is in clear at once."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from xuncha.sealed import stream as streams
from xuncha.sealed.stream import Sealing

_WRITES = os.O_WRONLY | os.O_RDWR | getattr(os, "O_TMPFILE", 0)
_watched: list[str] | None = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Python tells of every file that is opened, whoever opens it."""
    if _watched is None or event not in ("open", "tempfile.mkstemp", "tempfile.mkdtemp", "os.memfd_create"):
        return
    if event == "open":
        path, mode, flags = arguments
        if not (isinstance(flags, int) and flags & _WRITES) and not (
            isinstance(mode, str) and set(mode) & set("wax+")
        ):
            return
        _watched.append(str(path))
    else:
        _watched.append(event)


sys.addaudithook(_watch)


@contextmanager
def watching() -> Iterator[list[str]]:
    """The files that are opened for writing meanwhile; the database's own are not opened by Python."""
    global _watched
    _watched = []
    try:
        yield _watched
    finally:
        _watched = None


@dataclass
class Counted:
    """The most bytes that were in clear at once: held unsealed with what came, and read in one go."""

    coming: int = 0
    going: int = 0


@contextmanager
def counting() -> Iterator[Counted]:
    """Counts at the seal, and at every reader of a stream."""
    seen, write = Counted(), Sealing.write

    def told(self: Sealing, plain: bytes) -> int:
        seen.coming = max(seen.coming, self.held + len(plain))
        return write(self, plain)

    class Reader(io.BufferedReader):
        def read(self, size: int | None = -1) -> bytes:
            got = super().read(size)
            seen.going = max(seen.going, len(got))
            return got

        def readinto(self, out: bytearray | memoryview) -> int:
            got = super().readinto(out)
            seen.going = max(seen.going, got)
            return got

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Sealing, "write", told)
        patched.setattr(streams.io, "BufferedReader", Reader)
        yield seen
