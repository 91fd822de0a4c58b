"""What time it is. The demo county lives on a fixed day, so that its deadlines mean the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_told: ContextVar[date | None] = ContextVar("told", default=None)


def today() -> date:
    """The day on which deadlines are counted: the real day, or the day set for a demo."""
    told = _told.get()
    if told is not None:
        return told
    return date.fromisoformat(settings.XUNCHA_TODAY) if settings.XUNCHA_TODAY else timezone.localdate()


def now() -> datetime:
    """The real moment (aware); the journal knows no demo day."""
    return timezone.now()


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Tell a story of the past: within, ``today()`` is ``day``. For the demo and for tests."""
    token = _told.set(day)
    try:
        yield
    finally:
        _told.reset(token)
