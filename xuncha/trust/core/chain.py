"""The journal as a hash chain with a Merkle tree beside it.

Each row carries the keyed digest of itself and of the row before: whoever holds the key can check it, and whoever changes,
removes, adds or swaps a row without the key breaks it at that row. The tree (``merkle``) stands for all rows by one hash, the
root. A root kept elsewhere, on paper, finds what the chain cannot: a cut tail, an older database put back, everything written
anew with the key. The tree's leaves hold number, time and a *cover* of the body, so that they may be shown to anybody.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xuncha.trust.core.merkle import grow, leaf_hash, root_of

GENESIS = "0" * 64
#: The row that the journal writes of itself when the clock was set back; only it may be earlier than the row before.
CLOCK_BACK = "clock.back"
#: What a table's columns repeat of a body, in this order.
FACE = ("at", "by", "verb", "act", "refused")


@dataclass(frozen=True, slots=True)
class Link:
    """One journal row as the chain sees it: number, canonical body, digest before, digest.

    ``face``: what the columns beside the body say of it, in the order of ``FACE``; None where there are no columns.
    """

    seq: int
    body: str
    before: str
    digest: str
    face: tuple[str | None, ...] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A head that was kept elsewhere: number of rows, root over them, and when that was (ISO, UTC; "" if not told)."""

    seq: int
    root: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """The head that lies beside the rows: number, digest of the last row, root."""

    seq: int
    digest: str
    root: bytes


@dataclass(frozen=True, slots=True)
class Break:
    """The first bad row and why it is bad; with ``upto``, it is one of ``seq`` … ``upto``.

    ``gap``: it is missing. ``order``: it does not follow the row before. ``body``: not what was written. ``columns``: the columns
    say something else than the body. ``clock``: earlier than the row before, and no row says that the clock was set back.
    ``tail``: cut off from here. ``beyond``: put behind the stored head. ``head``: the stored head is not that of the rows.
    ``slip``: the register of signed heads holds one that the house did not sign. ``rewritten``: another history than the one
    whose head was kept.
    """

    seq: int
    why: str
    upto: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: rows read, the root over them, the first bad one, and the rows that tell of a clock set back."""

    rows: int
    root: bytes
    broken: Break | None
    steps_back: tuple[int, ...] = ()


def canonical(body: dict[str, Any]) -> str:
    """JSON with sorted keys and no spaces: the one spelling that is hashed."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(key: bytes, seq: int, body: str, before: str) -> str:
    """HMAC-SHA256 over number, digest before and body, as 64 hex digits."""
    return hmac.digest(key, f"{seq}\n{before}\n{body}".encode(), "sha256").hex()


def link(key: bytes, seq: int, body: dict[str, Any], before: str) -> Link:
    """The next link after the row whose digest is ``before``."""
    text = canonical(body)
    return Link(seq, text, before, digest(key, seq, text, before))


def blind(key: bytes, seq: int) -> str:
    """What keeps a row's body from being guessed by its cover; shown together with the body to whoever may check it."""
    return hmac.digest(key, f"cover\n{seq}".encode(), "sha256").hex()


def cover(blind: str, body: str) -> str:
    """What stands for a body in the tree (64 hex digits): it tells nothing, and no other body fits it."""
    return hashlib.sha256(f"{blind}\n{body}".encode()).hexdigest()


def leaf(seq: int, at: str, cover: str) -> bytes:
    """The hash of a row in the tree."""
    return leaf_hash(f"{seq}\n{at}\n{cover}".encode())


def leaf_of(key: bytes, seq: int, at: str, body: str) -> bytes:
    """As ``leaf``, from the body."""
    return leaf(seq, at, cover(blind(key, seq), body))


def _read(text: str) -> dict[str, Any] | None:
    """The body as data; None for a text that the journal would never write, although it carries the key's digest."""
    try:
        body = json.loads(text)
    except ValueError:
        return None
    return body if isinstance(body, dict) and isinstance(body.get("at", ""), str) else None


class Walk:
    """Reads a chain row by row, first to last, and remembers what is needed to judge the next one."""

    def __init__(self, key: bytes, kept: Iterable[Kept] = ()) -> None:
        self.key = key
        self.kept: dict[int, list[Kept]] = {}
        for one in kept:
            self.kept.setdefault(one.seq, []).append(one)
        self.seq, self.before, self.at = 0, GENESIS, ""
        self.peaks: list[bytes] = []
        self.sure = 0
        self.steps_back: list[int] = []

    def take(self, row: Link) -> Break | None:
        """Judge the next row; None if it is good so far."""
        if row.seq != self.seq + 1:
            return Break(self.seq + 1, "gap")
        if row.before != self.before:
            return Break(row.seq, "order")
        if not hmac.compare_digest(row.digest, digest(self.key, row.seq, row.body, row.before)):
            return Break(row.seq, "body")
        body = _read(row.body)
        if body is None:
            return Break(row.seq, "body")
        if row.face is not None and row.face != tuple(body.get(name) for name in FACE):
            return Break(row.seq, "columns")
        at = body.get("at", "")
        if at < self.at:
            if body.get("verb") != CLOCK_BACK:
                return Break(row.seq, "clock")
            self.steps_back.append(row.seq)
        grow(self.peaks, self.seq, leaf_of(self.key, row.seq, at, row.body))
        self.seq, self.before, self.at = row.seq, row.digest, at
        return self._against_kept() if row.seq in self.kept else None

    def _against_kept(self) -> Break | None:
        root = root_of(self.peaks)
        for one in self.kept[self.seq]:
            if not one.root:
                return Break(self.seq, "slip")
            if one.root != root:
                return Break(self.sure + 1, "rewritten", self.seq)
            self.at = max(self.at, one.at)
        self.sure = self.seq
        return None

    def end(self, stored: Stored | None) -> Break | None:
        """Judge the end of the rows by the heads: nothing may be missing behind the last row."""
        fits = stored is None or (stored.seq, stored.digest, stored.root) == (
            self.seq, self.before, root_of(self.peaks),
        )  # fmt: skip
        if any(seq > self.seq for seq in self.kept):
            vague = fits and self.sure < self.seq
            return Break(self.sure + 1, "tail", self.seq + 1) if vague else Break(self.seq + 1, "tail")
        if fits or stored is None:
            return None
        if stored.seq > self.seq:
            return Break(self.seq + 1, "tail")
        return Break(stored.seq + 1, "beyond") if stored.seq < self.seq else Break(self.seq, "head")


def examine(
    key: bytes, links: Iterable[Link], stored: Stored | None = None, kept: Iterable[Kept] = ()
) -> Report:
    """Check a whole chain in number order, against the head beside it and those that were kept elsewhere."""
    walk = Walk(key, kept)
    broken = next((bad for row in links if (bad := walk.take(row))), None) or walk.end(stored)
    return Report(walk.seq, root_of(walk.peaks), broken, tuple(walk.steps_back))
