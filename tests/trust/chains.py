"""Made-up chains for tests and proofs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from xuncha.trust.core.chain import FACE, GENESIS, Kept, Link, Stored, link
from xuncha.trust.core.chain import leaf_of as leaf_of_row
from xuncha.trust.core.merkle import root

KEY = b"k" * 32
_BEGINS = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def moment(minute: int) -> str:
    """A time as the journal writes it."""
    return (_BEGINS + timedelta(minutes=minute)).isoformat(timespec="milliseconds")


def body(n: int, note: object = None) -> dict[str, object]:
    """The body of the n-th row."""
    told = {"at": moment(n), "by": "a" * 8, "verb": "letter.added", "act": "letters.register", "refused": ""}
    return {**told, "facts": {"n": n, "note": note}}


def grown(rows: list[Link], what: dict[str, object], key: bytes = KEY) -> Link:
    """The row that follows ``rows``, with columns that say the same as its body."""
    made = link(key, len(rows) + 1, what, rows[-1].digest if rows else GENESIS)
    return Link(made.seq, made.body, made.before, made.digest, tuple(what.get(name) for name in FACE))  # type: ignore[arg-type]


def chain(length: int, *, key: bytes = KEY, other: int = 0) -> list[Link]:
    """A chain; its row number ``other`` says something else than usual, as one who has the key would write it."""
    rows: list[Link] = []
    for n in range(1, length + 1):
        rows.append(grown(rows, body(n, "other" if n == other else None), key))
    return rows


def leaves(rows: list[Link], key: bytes = KEY) -> list[bytes]:
    return [leaf_of_row(key, row.seq, (row.face or ("",))[0] or "", row.body) for row in rows]


def head_of(rows: list[Link]) -> tuple[Stored, Kept]:
    """The head beside the rows, and the same head as it was kept on paper."""
    tree = root(leaves(rows))
    last = rows[-1] if rows else None
    at = (last.face or ("",))[0] if last else ""
    return Stored(len(rows), last.digest if last else GENESIS, tree), Kept(len(rows), tree, at or "")
