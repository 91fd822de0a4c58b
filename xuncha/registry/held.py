"""Workbooks between their dry run and the clerk's yes: kept in memory only, for half an hour, for who sent them.

A county workbook holds what cadres declared about their families; it is never staged on disk.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from uuid import UUID

from xuncha.base.ids import new_id
from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import Book
from xuncha.registry.actions.import_county import Imported

KEPT_SECONDS = 30 * 60
MOST = 6


@dataclass(frozen=True)
class Held:
    """A book that was read, and what its dry run told: `told` is None when it has errors."""

    owner: UUID
    book: Book
    remarks: tuple[Remark, ...]
    told: Imported | None
    at: float = field(default_factory=time.monotonic)


_held: dict[UUID, Held] = {}
_lock = threading.Lock()


def hold(one: Held) -> UUID:
    """Keep it, and return the key under which `held` gives it back. The oldest go when there are too many."""
    key = new_id()
    with _lock:
        _held[key] = one
        for old in list(_held):
            if len(_held) > MOST or time.monotonic() - _held[old].at > KEPT_SECONDS:
                del _held[old]
    return key


def held(key: UUID, owner: UUID) -> Held | None:
    """The book kept under a key, for its owner; None when it is gone or somebody else's."""
    with _lock:
        one = _held.get(key)
    if one is None or one.owner != owner or time.monotonic() - one.at > KEPT_SECONDS:
        return None
    return one


def release(key: UUID) -> None:
    """Forget it."""
    with _lock:
        _held.pop(key, None)
