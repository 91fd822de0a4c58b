"""A file looked through from its beginning to its end without ever holding more than a piece of it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO

BLOCK = 256 * 1024
OVERLAP = 256
"""What is looked for is shorter than this."""


def size_of(file: IO[bytes]) -> int:
    """How many bytes it has."""
    return file.seek(0, io.SEEK_END)


def head_of(file: IO[bytes], size: int) -> bytes:
    """Its first bytes."""
    file.seek(0)
    return file.read(size)


def windows(file: IO[bytes]) -> Iterator[bytes]:
    """Its blocks from the first on, each behind the end of the one before, so that nothing short is cut in two."""
    file.seek(0)
    tail = b""
    while block := file.read(BLOCK):
        yield tail + block
        tail = (tail + block)[-OVERLAP:]


def found(file: IO[bytes], needles: Iterable[bytes]) -> frozenset[bytes]:
    """Which of the needles are anywhere in it."""
    wanted = frozenset(needles)
    seen: set[bytes] = set()
    for window in windows(file):
        seen |= {needle for needle in wanted if needle in window}
        if seen == wanted:
            break
    return frozenset(seen)
