"""One letter, several matters (一信多事): where the writer numbered his matters, or said "besides"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_NUMBERED = (
    re.compile(r"(?:^|(?<=[\s。；;：:！!？?]))[一二三四五六七八九十]{1,2}[、．.]"),
    re.compile(r"(?:^|(?<=[\s。；;：:！!？?]))[（(][一二三四五六七八九十]{1,2}[）)]"),
    re.compile(
        r"(?:^|(?<=[\s。；;：:！!？?，,]))第[一二三四五六七八九十]{1,2}(?:件事?|个问题|点)?[，,、：:]"
    ),
    re.compile(r"(?:^|(?<=[\s。；;：:！!？?，,]))其[一二三四五六七八九十][，,、：:是]"),
    re.compile(r"(?:^|(?<=[\s。；;：:！!？?]))\d{1,2}[、．.](?!\d)"),
    re.compile(r"(?:^|(?<=[\s。；;：:！!？?]))[（(]\d{1,2}[）)]"),
)
_BESIDES = re.compile(r"(?<=[。；;！!？?\n])\s*(?:另外|此外|还有一件事|还有一个问题|再反映|另反映|同时反映)")


def split(text: str, shortest: int) -> tuple[str, ...]:
    """The matters of a letter as its writer marked them; one piece when he marked none.

    Numbers count when at least two pieces of `shortest` characters or more follow each other; what stands
    before the first number belongs to the first piece. Nothing of the text is lost:
    `"".join(split(text, n)) == text`.
    """
    for cuts in _cuts(text):
        pieces = _pieces(text, cuts)
        if len(pieces) > 1 and all(len(piece.strip()) >= shortest for piece in pieces[1:]):
            return pieces
    return (text,)


def _cuts(text: str) -> Iterator[list[int]]:
    for numbered in _NUMBERED:
        found = [hit.start() for hit in numbered.finditer(text)]
        if len(found) > 1:
            yield found[1:]
    yield [hit.start() for hit in _BESIDES.finditer(text)]


def _pieces(text: str, cuts: list[int]) -> tuple[str, ...]:
    bounds = sorted({0, *cuts, len(text)})
    return tuple(text[a:b] for a, b in pairwise(bounds))
