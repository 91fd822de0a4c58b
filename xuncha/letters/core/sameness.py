"""When two letters are the same letter word for word."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORDS = re.compile(r"[\W_]+")


def sameness(heading: str, text: str) -> str:
    """The words of a letter without width, spaces and punctuation: equal for copies of one letter."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", heading + text)).lower()
