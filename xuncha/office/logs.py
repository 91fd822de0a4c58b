"""Logs that tell where a fault is and nothing of what was being worked on."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType


class QuietFormatter(logging.Formatter):
    """Prints an exception as its type and its places in the code: its text may hold content, so it stays out."""

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _, trace = ei
        places = [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
        return "\n".join([f"{kind.__name__ if kind else '?'} at", *places])
