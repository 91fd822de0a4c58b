"""Where a word stands in a text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

#: Characters shown on either side of a word that was found.
BESIDE = 24


@dataclass(frozen=True)
class Passage:
    """A word in its text, with a little of what stands before and after it."""

    before: str
    word: str
    after: str


def passage(text: str, word: str) -> Passage | None:
    """The first place where ``word`` stands in ``text``, or None; full and half width, upper and lower case are alike."""
    wanted = _alike(word.strip())
    at = _alike(text).find(wanted) if wanted else -1
    if at < 0:
        return None
    end = at + len(wanted)
    before, after = text[max(0, at - BESIDE) : at], text[end : end + BESIDE]
    return Passage(
        ("…" if at > BESIDE else "") + before, text[at:end], after + ("…" if len(text) > end + BESIDE else "")
    )


def _alike(text: str) -> str:
    """One character for each of the text's own, so that places stay where they are."""
    return "".join(_one(letter) for letter in text)


def _one(letter: str) -> str:
    for alike in (lambda one: unicodedata.normalize("NFKC", one), str.lower):
        plain = alike(letter)
        letter = plain if len(plain) == 1 else letter
    return letter
