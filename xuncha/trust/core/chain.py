"""The journal as a hash chain: each row carries the keyed digest of itself and of the row before.

Anyone who holds the key can check it; whoever changes, removes, adds or swaps a row breaks it at that row. A cut tail is
found only against a head kept elsewhere, which is why the head is printed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """One journal row as the chain sees it: number, canonical body, digest before, digest."""

    seq: int
    body: str
    before: str
    digest: str


@dataclass(frozen=True)
class Break:
    """The first bad row: its number, and why (``gap``, ``order``, ``body`` or ``tail``)."""

    seq: int
    why: str


def canonical(body: dict[str, Any]) -> str:
    """JSON with sorted keys and no spaces: the one spelling that is hashed."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(key: bytes, seq: int, body: str, before: str) -> str:
    """HMAC-SHA256 over number, digest before and body, as 64 hex digits."""
    return hmac.new(key, f"{seq}\n{before}\n{body}".encode(), hashlib.sha256).hexdigest()


def link(key: bytes, seq: int, body: dict[str, Any], before: str) -> Link:
    """The next link after the row whose digest is ``before``."""
    text = canonical(body)
    return Link(seq, text, before, digest(key, seq, text, before))


def verify(key: bytes, links: Iterable[Link], head: tuple[int, str] | None = None) -> Break | None:
    """The first bad row of a chain in number order, or None. ``head`` is (number, digest) kept elsewhere."""
    seq, before = 0, GENESIS
    for row in links:
        if row.seq != seq + 1:
            return Break(seq + 1, "gap")
        if row.before != before:
            return Break(row.seq, "order")
        if not hmac.compare_digest(row.digest, digest(key, row.seq, row.body, row.before)):
            return Break(row.seq, "body")
        seq, before = row.seq, row.digest
    if head is not None and (seq, before) != head:
        return Break(seq + 1, "tail")
    return None
