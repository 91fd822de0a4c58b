"""One fair lock before the embedded database: writers wait in the order they came, instead of racing for SQLite's lock."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection

from xuncha.base.words import Sentence
from xuncha.trust.refusal import Refusal


class Busy(Refusal):
    """Another process kept the embedded database to itself for too long."""

    status = 503
    journalled = True  # nothing can be written now, so nobody shall try

    def __init__(self) -> None:
        super().__init__(
            "busy",
            Sentence("数据库正忙，没有办成，什么都没有改动。", "The database is busy; nothing was changed."),
            Sentence("请稍等几秒再试一次。", "Wait a few seconds and try again."),
        )


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
    """Hold the turn to write. A server database keeps its own queue and needs none.

    Raises Busy where another process, a command beside the office, holds the embedded database for longer than the time-out.
    """
    if connection.vendor != "sqlite":
        yield
        return
    _writers.acquire()
    try:
        yield
    except OperationalError as fault:
        if is_busy(fault):
            raise Busy from fault
        raise
    finally:
        _writers.release()


def is_busy(fault: OperationalError) -> bool:
    """Whether SQLite gave up waiting for another process, be it to write or to take up what a killed one left behind."""
    name = getattr(fault.__cause__, "sqlite_errorname", "")
    return str(name).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
