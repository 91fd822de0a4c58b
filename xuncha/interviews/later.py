"""What later rooms know of talks. Interviews stands before them, so they register here what they can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from xuncha.rounds.models import Inspection

Yielder = Callable[[Any, Inspection], Iterable[UUID]]
YIELDERS: list[Yielder] = []


def yielder(tell: Yielder) -> Yielder:
    """Register ``tell(by, inspection) -> keys of interviews`` that gave something; leads about persons are never told."""
    YIELDERS.append(tell)
    return tell


def gave(by: Any, inspection: Inspection) -> frozenset[UUID]:
    """The interviews of an inspection that gave something, as far as ``by`` may see it."""
    return frozenset(key for tell in YIELDERS for key in tell(by, inspection))
