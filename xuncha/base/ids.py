"""Keys of rows: UUID version 7 (RFC 9562 §5.7), ordered by time and never equal within a process."""

from __future__ import annotations

import secrets
import threading
import time
import uuid

_RANDOM_BITS = 74
_lock = threading.Lock()
_last_ms = 0
_last_tail = 0


def new_id() -> uuid.UUID:
    """A fresh UUIDv7, larger than every one this process made before, even if the clock was set back."""
    global _last_ms, _last_tail
    with _lock:
        now = time.time_ns() // 1_000_000
        if now > _last_ms:
            _last_ms = now
            _last_tail = secrets.randbits(_RANDOM_BITS - 1)
        else:
            _last_tail += 1 + secrets.randbits(32)
            if _last_tail >> _RANDOM_BITS:
                _last_ms += 1
                _last_tail = secrets.randbits(_RANDOM_BITS - 1)
        ms, tail = _last_ms, _last_tail
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return uuid.UUID(int=(ms & ((1 << 48) - 1)) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
