"""Logs that tell where a fault is and nothing of what was being worked on, one event a line whatever it holds."""

from __future__ import annotations

import logging
import traceback
import unicodedata
from types import TracebackType

_SPEAKS_FALSELY = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Characters that end a line, turn its direction, or are not seen: in a log they would speak in its name."""


class QuietFormatter(logging.Formatter):
    """Prints an exception as its type and its places in the code: its text may hold content, so it stays out."""

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _, trace = ei
        places = [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
        return "\n".join([f"{kind.__name__ if kind else '?'} at", *places])

    def formatMessage(self, record: logging.LogRecord) -> str:
        return spelled_out(super().formatMessage(record))

    def formatStack(self, stack_info: str) -> str:
        return ""


def spelled_out(text: str) -> str:
    """The text on one line, with characters that would speak falsely written as their numbers."""
    return "".join(
        f"\\u{ord(one):04x}" if unicodedata.category(one) in _SPEAKS_FALSELY else one for one in text
    )
