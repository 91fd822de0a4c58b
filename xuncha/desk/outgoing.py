"""A file on its way out, piece by piece: the right is asked for again between the pieces, and when it has ended the file ends there."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from django.http import HttpResponse, StreamingHttpResponse

from xuncha.sealed.stream import Stream

PIECE = 16 * 1024
"""Bytes handed to the server at once."""
EVERY = 0.25
"""Seconds after which the right is asked for again; the first time before the first piece."""


def _always() -> bool:
    return True


class _Watched:
    """``row`` is the record a file belongs to, None for a table; ``still`` says whether the right still holds.

    Its whole length is announced, so that whoever gets less knows that it is not whole.
    """

    row: Any
    still: Callable[[], bool] = staticmethod(_always)

    def pieces(self, file: BinaryIO) -> Iterator[bytes]:
        """What goes out, as long as the right holds."""
        asked = float("-inf")
        while True:
            if time.monotonic() - asked >= EVERY:
                if not self.still():
                    return
                asked = time.monotonic()
            piece = file.read(PIECE)
            if not piece:
                return
            yield piece


class Outgoing(_Watched, HttpResponse):
    """A download that was made here and is in memory: a table, a paper."""

    def __init__(self, content: bytes, *, row: Any = None, **given: Any) -> None:
        super().__init__(content, **given)
        self["Content-Length"] = str(len(content))
        self.row = row

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces(io.BytesIO(self.content))


class Flowing(_Watched, StreamingHttpResponse):
    """A download of a kept file: each piece is opened when its turn has come, and nothing more of it is held in clear."""

    def __init__(self, content: Stream, *, row: Any = None, **given: Any) -> None:
        super().__init__(self.pieces(content.reader()), **given)
        self["Content-Length"] = str(content.length)
        self.row = row
