"""Near duplicates among letters by the character pieces they share: links, never merges."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

_NOT_TEXT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Link:
    """Letters at positions `earlier` and `later` share `similarity` (0–1] of their pieces."""

    earlier: int
    later: int
    similarity: float


def near_duplicates(texts: Sequence[str], grams: int, similarity: float) -> tuple[Link, ...]:
    """Every pair whose Jaccard similarity over character `grams`-grams reaches `similarity`, in order.

    Punctuation, spaces and width do not count. A text shorter than one piece is never linked. Exact: only the
    rarest pieces are looked up, because two sets that similar must share one of them (prefix filtering).
    """
    if not 0 < similarity <= 1:
        raise ValueError("similarity lies in (0, 1]")
    pieces = [_pieces(text, grams) for text in texts]
    often = Counter(piece for own in pieces for piece in own)
    rare_first = [sorted(own, key=lambda piece: (often[piece], piece)) for own in pieces]
    return tuple(sorted(_links(pieces, rare_first, similarity), key=lambda link: (link.later, link.earlier)))


def _links(pieces: list[frozenset[str]], rare_first: list[list[str]], similarity: float) -> Iterator[Link]:
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for later, own in enumerate(pieces):
        prefix = rare_first[later][: len(own) - ceil(similarity * len(own) - 1e-9) + 1]
        for earlier in sorted({number for piece in prefix for number in seen[piece]}):
            shared = len(own & pieces[earlier])
            share = shared / (len(own) + len(pieces[earlier]) - shared)
            if share >= similarity:
                yield Link(earlier, later, share)
        for piece in prefix:
            seen[piece].append(later)


def _pieces(text: str, grams: int) -> frozenset[str]:
    plain = _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text)).lower()
    return frozenset(plain[at : at + grams] for at in range(len(plain) - grams + 1))
