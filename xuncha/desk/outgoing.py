"""A file on its way out, piece by piece: the right is asked for again between the pieces, and when it has ended the file ends there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse

PIECE = 16 * 1024
"""Bytes handed to the server at once."""
EVERY = 0.25
"""Seconds after which the right is asked for again; the first time before the first piece."""


def _always() -> bool:
    return True


class Outgoing(HttpResponse):
    """A download. ``row`` is the record it belongs to, None for a table; ``still`` says whether the right still holds.

    Its whole length is announced, so that whoever gets less knows that it is not whole.
    """

    def __init__(self, content: bytes, *, row: Any = None, **given: Any) -> None:
        super().__init__(content, **given)
        self["Content-Length"] = str(len(content))
        self.row = row
        self.still: Callable[[], bool] = _always

    def __iter__(self) -> Iterator[bytes]:
        whole, asked = self.content, float("-inf")
        for start in range(0, len(whole), PIECE):
            if time.monotonic() - asked >= EVERY:
                if not self.still():
                    return
                asked = time.monotonic()
            yield whole[start : start + PIECE]
