"""One fair lock before the embedded database: writers wait in the order they came, instead of racing for SQLite's lock."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


class FairLock:
    """A mutex that is handed over first come, first served."""

    def __init__(self) -> None:
        self._state = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._held = False

    def acquire(self) -> None:
        with self._state:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._queue.append(turn)
        turn.acquire()

    def release(self) -> None:
        with self._state:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._held = False


_writers = FairLock()


@contextmanager
def write_turn() -> Iterator[None]:
    """Hold the turn to write. A server database keeps its own queue and needs none."""
    if connection.vendor != "sqlite":
        yield
        return
    _writers.acquire()
    try:
        yield
    finally:
        _writers.release()
