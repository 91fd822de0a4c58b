"""A machine played in memory: it knows its own keys and the records it was given, edits them, and packs what it carries back."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from xuncha.machines import identity
from xuncha.machines.core.record import Record, as_data, read
from xuncha.machines.core.standing import Standing, edited, removed
from xuncha.machines.identity import Introduction
from xuncha.sealed import age
from xuncha.sealed.bundle import Bundle, Signer, fingerprint, pack, unpack
from xuncha.sealed.suites import INTL
from xuncha.trust.core import chain, heads, merkle


@dataclass
class Double:
    """``records`` are what it holds; ``journal`` its own entries as it would send them."""

    known_as: str = "a1b2c3d4"
    records: dict[tuple[str, UUID], Record] = field(default_factory=dict)
    scope: dict[str, Any] = field(default_factory=dict)
    seq: int = 0
    before: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    journal: list[str] = field(default_factory=lambda: ['{"verb":"bundle.taken_in"}'])

    def __post_init__(self) -> None:
        self.secret, public = INTL.sign_pair()
        self.opens, recipient = age.key_pair()
        self.told = Introduction(self.known_as, public.hex(), recipient)

    def take_in(self, data: bytes) -> None:
        bundle = unpack(data, self.opens, [bytes.fromhex(identity.own().told.sign_key)])
        self.scope, self.files = bundle.meta["scope"], bundle.files
        for kind, lines in bundle.records.items():
            for record in read(kind, lines):
                self.records[record.key] = record

    def of(self, kind: str) -> list[Record]:
        return [one for (named, _), one in self.records.items() if named == kind]

    def value(self, kind: str, key: UUID, name: str) -> Any:
        return self.records[kind, key].standing.values(name)[0]

    def edit(self, kind: str, key: UUID, **values: Any) -> None:
        record = self.records[kind, key]
        news = {name: (record.standing.values(name)[0], value) for name, value in values.items()}
        self.records[kind, key] = Record(kind, key, edited(record.standing, self.known_as, news))

    def add(self, kind: str, key: UUID, **values: Any) -> None:
        first = {name: (None, value) for name, value in values.items()}
        self.records[kind, key] = Record(kind, key, edited(Standing(), self.known_as, first))

    def copy(self, kind: str, source: UUID, key: UUID, **values: Any) -> None:
        """A new record like another one."""
        like = self.records[kind, source].standing
        self.add(kind, key, **{**{name: like.values(name)[0] for name in like.held}, **values})

    def remove(self, kind: str, key: UUID, why: str) -> None:
        record = self.records[kind, key]
        self.records[kind, key] = Record(kind, key, removed(record.standing, self.known_as, why))

    def back(self, *, kinds: tuple[str, ...] = (), office: Introduction | None = None, **meta: Any) -> bytes:
        """The next bundle to carry back; ``meta`` overrides what ``bundle.json`` says."""
        from xuncha.machines.core.carried import CARRIED

        self.seq += 1
        records: dict[str, list[dict[str, Any]]] = {}
        for one in self.records.values():
            if CARRIED[one.kind].back or one.kind in kinds:
                records.setdefault(one.kind, []).append(as_data(one))
        told = {
            "bundle": f"TEST-{self.seq:04d}",
            "sender": self.known_as,
            "receiver": identity.own().told.known_as,
            "sequence": self.seq,
            "previous": self.before,
            "created": "2026-11-20T10:00:00+08:00",
            "scope": self.scope,
            **meta,
        }
        entries, proof = self._slice()
        bundle = Bundle(told, records, {"keys.json": b"[]", **self.files}, entries, proof)
        to = office or identity.own().told
        data = pack(bundle, [to.seal_key], Signer(self.secret, bytes.fromhex(self.told.sign_key)))
        self.before = fingerprint(data)
        return data

    def _slice(self) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        from datetime import UTC, datetime

        at = "2026-11-20T02:00:00.000+00:00"
        entries, peaks = [], list[bytes]()
        for size, body in enumerate(self.journal):
            blind = f"{size:064x}"
            entries.append({"seq": size + 1, "at": at, "blind": blind, "body": body})
            merkle.grow(peaks, size, chain.leaf(size + 1, at, chain.cover(blind, body)))
        head = heads.sign(b"m" * 32, len(entries), merkle.root_of(peaks), datetime(2026, 11, 20, tzinfo=UTC))
        return entries, {"head": head.code}


def sealed(data: bytes) -> dict[str, str]:
    """An envelope as it travels."""
    return {"sealed": base64.b64encode(data).decode()}
