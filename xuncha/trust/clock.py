"""What time it is. The demo county lives on a fixed day, so that its deadlines mean the same on every machine."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day on which deadlines are counted: the real day, or the day set for a demo."""
    return date.fromisoformat(settings.XUNCHA_TODAY) if settings.XUNCHA_TODAY else timezone.localdate()


def now() -> datetime:
    """The real moment (aware); the journal knows no demo day."""
    return timezone.now()
