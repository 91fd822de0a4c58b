"""A compartment's key file: its key pairs, newest first. What is sealed goes to the newest; what an older one sealed stays with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from xuncha.sealed.envelope import Lock

_NAMED = slice(2, 10)
"""Where a sealed value, in one piece or a stream, names its key pair."""


@dataclass(frozen=True)
class Pair:
    """One key pair. ``wraps`` (account → sealed secret) or, where the key is split, ``shares``; bytes are in hex.

    ``number`` counts the compartment's pairs from 1; ``made``: on what day; ``left``: somebody was taken its key away since.
    """

    number: int
    suite: int
    public: str
    made: str = ""
    wraps: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, str] = field(default_factory=dict)
    recovery: str = ""
    left: bool = False

    @property
    def id(self) -> bytes:
        """The 8 bytes by which a sealed value names it."""
        return _id(self.public)

    def kept_by_somebody(self, wraps: Mapping[str, str]) -> bool:
        """Whether its secret would not be lost with these wraps: the recovery shares open it, or a holder does."""
        return bool(wraps or self.recovery)

    def without(self, account: str) -> Pair:
        """The pair without this account's wrap; the pair itself where it has none, or where its secret would be lost."""
        kept = {whose: wrap for whose, wrap in self.wraps.items() if whose != account}
        if len(kept) == len(self.wraps) or not self.kept_by_somebody(kept):
            return self
        return replace(self, wraps=kept, left=True)

    def is_due(self, on: date, days: int, after_leaving: bool) -> bool:
        """Whether it should be followed by a new one: after ``days`` (0: never), or once somebody who held it has left."""
        aged = bool(days and self.made) and (on - date.fromisoformat(self.made)).days >= days
        return aged or (after_leaving and self.left)


class Shredded(Exception):
    """The key was destroyed; what it sealed cannot be read any more by anybody."""


@dataclass(frozen=True)
class KeyFile:
    """All key pairs of one compartment, newest first. The pepper stays the same: equal values must go on meeting.

    ``gone``: the public keys of pairs that were destroyed, by which what they sealed is told from what is damaged.
    """

    name: str
    pepper: str
    pairs: tuple[Pair, ...]
    gone: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> KeyFile:
        """Read what ``as_data`` wrote. Raises TypeError, KeyError or ValueError for anything else."""
        pairs = tuple(Pair(**one) for one in data["pairs"])
        if not pairs:
            raise ValueError("a key file without a key")
        return cls(data["name"], data["pepper"], pairs, tuple(data.get("gone", ())))

    def as_data(self) -> dict[str, Any]:
        """As plain JSON."""
        return asdict(self)

    @property
    def newest(self) -> Pair:
        """The pair that seals."""
        return self.pairs[0]

    @property
    def lock(self) -> Lock:
        """What seals."""
        return self.lock_of(self.newest)

    def lock_of(self, pair: Pair) -> Lock:
        """The lock of one of the pairs."""
        return Lock(pair.suite, bytes.fromhex(pair.public), bytes.fromhex(self.pepper))

    def pair_for(self, sealed: bytes) -> Pair:
        """The pair that a sealed value names; the newest where it names none of them. Raises Shredded for one that is gone."""
        named = bytes(sealed[_NAMED])
        if any(_id(public) == named for public in self.gone):
            raise Shredded
        return next((one for one in self.pairs if one.id == named), self.newest)

    def followed_by(self, pair: Pair) -> KeyFile:
        """With a new newest pair."""
        return replace(self, pairs=(pair, *self.pairs))

    def older(self) -> tuple[Pair, ...]:
        """The pairs that only open what was sealed before."""
        return self.pairs[1:]

    def replacing(self, pairs: Iterable[Pair]) -> KeyFile:
        """With these pairs in place of its own, as many and in the same order."""
        return replace(self, pairs=tuple(pairs))

    def losing(self, known_as: str) -> KeyFile:
        """Without one of the older pairs, whose secret is gone for good."""
        lost = [one.public for one in self.older() if one.id.hex() == known_as]
        kept = tuple(one for one in self.pairs if one.public not in lost)
        return replace(self, pairs=kept, gone=(*self.gone, *lost))

    def joined_with(self, coming: KeyFile) -> KeyFile:
        """This file and what another installation knows of the same compartment: pairs of both; wraps that are here stay.

        Unchanged where the two have no pair in common: then they are different keys under one name.
        """
        here = {one.public: one for one in self.pairs}
        there = {one.public: one for one in coming.pairs}
        if not here.keys() & there.keys():
            return self
        pairs = [
            replace(one, wraps={**there[one.public].wraps, **one.wraps}) if one.public in there else one
            for one in self.pairs
        ]
        pairs += [one for public, one in there.items() if public not in here and public not in self.gone]
        return replace(self, pairs=tuple(sorted(pairs, key=lambda one: -one.number)))


def _id(public: str) -> bytes:
    return Lock(0, bytes.fromhex(public)).id
