"""Writing the journal and checking it.

The body of an entry holds codes, numbers, dates and keyed tokens only: never a text a user typed, never a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models

from xuncha.base.words import Sentence
from xuncha.trust import clock, vault
from xuncha.trust.access import Restricted, Sight, see, whole
from xuncha.trust.core import chain, heads, merkle
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, ChainHead, Entry, SignedHead
from xuncha.trust.refusal import Refusal

CHAIN = "office"
#: A clock that was corrected by no more than this goes on from the last row; more is told by a row of its own.
GLITCH = timedelta(seconds=5)
_CODE = re.compile(r"[A-Za-z0-9_.:/+-]{0,60}")
Fact = str | int | bool | None | date


class BrokenHead(Refusal):
    """The stored head was tampered with: nothing is done any more that could not be proved afterwards."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "journal-broken",
            Sentence(
                "留痕的末条记录已损坏，系统暂停办理。", "The head of the journal is damaged; nothing is done."
            ),
            Sentence(
                "请保留现场，通知安全审计员运行 xuncha journal verify 核验。",
                "Leave everything as it is; the audit administrator runs xuncha journal verify.",
            ),
        )


def draft(verb: str, by: Any, rows: Sequence[models.Model], facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The body of an entry: who, what, on which rows (as keyed tokens), and facts that are codes, numbers or days.

    Raises ValueError for a fact that could be content.
    """
    return {
        "verb": verb,
        "by": str(by.pk) if isinstance(by, Account) else None,
        "kind": rows[0]._meta.model_name if rows else None,
        "rows": [vault.token("journal", row.pk) for row in rows],
        "facts": {name: _fact(name, value) for name, value in facts.items()},
    }


def office_sees(rows: Sequence[models.Model]) -> bool:
    """Whether the office may see all of ``rows`` (of one kind) as they stand; only then does the journal tell it of them."""
    if not rows or not issubclass(type(rows[0]), Restricted):
        return True
    keys = {row.pk for row in rows}
    office = Sight(None, None, wide=frozenset({Role.OFFICE}))
    return see(type(rows[0]), office).filter(pk__in=keys).count() == len(keys)


def _fact(name: str, value: Fact) -> Fact:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and not _CODE.fullmatch(value):
        raise ValueError(f"journal fact {name!r} is not a code: content does not belong in the journal")
    return value


def append(act: str, bodies: Iterable[dict[str, Any]], refused: str = "") -> None:
    """Append the entries of one action at the head, under the chain's lock, inside the caller's transaction."""
    key = house_key()
    ChainHead.objects.get_or_create(name=CHAIN, defaults={"digest": chain.GENESIS})
    head = ChainHead.objects.select_for_update().get(name=CHAIN)
    peaks = merkle.unpacked(head.peaks, head.seq)
    if peaks is None:
        raise BrokenHead
    at, told = _moment(head.at)
    rows = []
    for name, body in [*((chain.CLOCK_BACK, one) for one in told), *((act, one) for one in bodies)]:
        full = {**body, "act": name, "at": _iso(at), "refused": refused}
        link = chain.link(key, head.seq + 1, full, head.digest)
        merkle.grow(peaks, head.seq, chain.leaf_of(key, link.seq, full["at"], link.body))
        head.seq, head.digest = link.seq, link.digest
        rows.append(
            Entry(
                seq=link.seq, at=at, act=name, actor=body["by"], verb=body["verb"], refused=refused,
                body=link.body, before=link.before, digest=link.digest,
            )
        )  # fmt: skip
    Entry.objects.bulk_create(rows)
    head.peaks, head.at = merkle.packed(peaks), at
    head.save(update_fields=["seq", "digest", "peaks", "at"])


def _moment(last: datetime | None) -> tuple[datetime, list[dict[str, Any]]]:
    """The time of the next rows (whole milliseconds), and the row that tells of a clock that was set back, if it was."""
    now = clock.now()
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    if last is None or now >= last:
        return now, []
    if last - now <= GLITCH:
        return last, []
    return now, [draft(chain.CLOCK_BACK, None, [], {"seconds": int((last - now).total_seconds())})]


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def house_seed() -> bytes:
    """The seed of the key by which the house signs heads."""
    return vault.key_of("head").secret


def head_now() -> heads.Head:
    """The head as it is now, signed. Raises BrokenHead, and Refusal where nothing was journalled yet."""
    stored = _stored()
    if stored is None or stored.seq == 0:
        raise Refusal("empty", Sentence("还没有任何留痕。", "Nothing was journalled yet."))
    if not stored.root:
        raise BrokenHead
    return heads.sign(house_seed(), stored.seq, stored.root, clock.now())


def examine(kept: Iterable[chain.Kept] = ()) -> chain.Report:
    """Check every row against the stored head, the heads that were signed here, and those ``kept`` on paper.

    No lock is held: rows that are written meanwhile are left to the next check.
    """
    stored = _stored()
    rows = whole(Entry, "the chain is checked from its first row").order_by("seq")
    known = rows.filter(seq__lte=stored.seq) if stored else rows
    report = chain.examine(house_key(), _links(known), stored, [*kept, *_signed_heads()])
    if report.broken is None:
        top = rows.aggregate(top=models.Max("seq"))["top"] or 0
        now = _stored()
        end = now.seq if now else 0
        if top > end:
            return replace(report, broken=chain.Break(end + 1, "beyond"))
    return report


def house_key() -> bytes:
    """The key of the chain's digests and covers."""
    return vault.key_of("journal").secret


def verify(*kept: chain.Kept) -> chain.Break | None:
    """The first bad row, or None; as ``examine``."""
    return examine(kept).broken


def _stored() -> chain.Stored | None:
    """The head beside the rows; its root is empty where what is stored cannot be the peaks of a tree."""
    head = ChainHead.objects.filter(name=CHAIN).first()
    if head is None:
        return None
    peaks = merkle.unpacked(head.peaks, head.seq)
    return chain.Stored(head.seq, head.digest, b"" if peaks is None else merkle.root_of(peaks))


def _signed_heads() -> Iterator[chain.Kept]:
    """The heads that were signed here. One whose signature does not hold fits no journal."""
    public = heads.public_of(house_seed())
    for row in whole(SignedHead, "a check compares with every head that was signed"):
        head = heads.genuine(row.code, public)
        yield head.kept if head and head.seq == row.seq else chain.Kept(row.seq, b"")


def _links(rows: models.QuerySet[Entry]) -> Iterator[chain.Link]:
    """Rows as links, each with what its columns say beside the body."""
    columns = ("seq", "body", "before", "digest", "at", "actor", "verb", "act", "refused")
    for seq, body, before, digest, at, actor, *said in rows.values_list(*columns).iterator(chunk_size=2000):
        face = (_iso(at), str(actor) if actor else None, *said)
        yield chain.Link(seq, body, before, digest, face)


def covered(upto: int) -> Iterator[tuple[int, str, str, str]]:
    """Number, time, blind and body of the rows to ``upto``, for the file that an outside auditor gets."""
    key = house_key()
    rows = whole(Entry, "an outside auditor is shown every row's cover").order_by("seq")
    for seq, at, body in (
        rows.filter(seq__lte=upto).values_list("seq", "at", "body").iterator(chunk_size=2000)
    ):
        yield seq, _iso(at), chain.blind(key, seq), body


def digest_at(seq: int) -> str:
    """The chain's value behind a row, which stands for all rows up to it; "" where there is no such row."""
    row = whole(Entry, "a slice is approved by the chain's value behind it").filter(seq=seq).first()
    return row.digest if row else ""


def about(row: models.Model, by: Any) -> models.QuerySet[Entry]:
    """The entries on one row that ``by`` may see, oldest first."""
    return see(Entry, by).filter(body__contains=vault.token("journal", row.pk)).order_by("seq")
