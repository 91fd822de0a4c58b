"""Keys that nobody holds whole: any two custodians join their shares (the compartments of kind ``identities``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.sealed import shares
from xuncha.sealed.envelope import CannotOpen, Lock, Opener, open_envelope, seal
from xuncha.trust import clock, key_folder, pocket
from xuncha.trust.account_keys import own_lock, trusted_keys
from xuncha.trust.core.compartments import Compartment, of_inspection
from xuncha.trust.core.key_file import KeyFile, Pair, Shredded
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models.accounts import accounts_holding
from xuncha.trust.models.keys import AccountKey, Custodian
from xuncha.trust.refusal import Destroyed, NoKey, Refusal

SHARES_NEEDED = 2
_SPARE = "recovery"
NO_CUSTODIANS = Sentence(
    "反映人的姓名要由两名保管人分存密钥才能登记，现在还没有两名保管人。",
    "A reporter's name is sealed under a key shared by two custodians, and there are not two yet.",
)
NAME_THEM = Sentence(
    "请安全保密管理员指定保管人并让他们登录一次；在此之前先不录姓名和联系方式，原件妥善保管。",
    "Have two named, who log in once; until then enter neither name nor contact and keep the original safe.",
)


def custodians(inspection: UUID | None) -> frozenset[UUID]:
    """The accounts that keep shares today: those named; while fewer than two are, also the heads and the petition officer there.

    Else the name of the first reporter of a round would be sealed for nobody.
    """
    chosen = named(clock.today())
    if len(chosen) >= SHARES_NEEDED:
        return chosen
    return chosen | accounts_holding(HEADS | {Role.PETITION}, inspection, None)


def named(on: date) -> frozenset[UUID]:
    """The accounts that were named custodians and are so on a day."""
    effective = Custodian.objects.filter(starts__lte=on).filter(Q(ends=None) | Q(ends__gt=on))
    return frozenset(effective.values_list("account_id", flat=True))


def receivers(inspection: UUID | None) -> list[AccountKey]:
    """The keys to which shares would be sealed today: one a person, a second account of his gets no second share."""
    keys = sorted(trusted_keys(custodians(inspection)), key=lambda key: key.account_id)
    return list({key.account.person_id or key.account_id: key for key in reversed(keys)}.values())


def is_due(inspection: UUID) -> bool:
    """Whether shares lie with others than today's custodians, or under a key that one of them has no more."""
    try:
        stored = key_folder.load(of_inspection("identities", inspection))
    except Shredded:
        return False
    return stored is not None and any(not _fits(pair, receivers(inspection)) for pair in stored.pairs)


def _fits(pair: Pair, keys: Iterable[AccountKey]) -> bool:
    kept = {whose: bytes.fromhex(box) for whose, box in pair.shares.items() if not whose.startswith(_SPARE)}
    heads = {str(key.account_id): Lock(key.suite, bytes(key.public)).head for key in keys}
    return kept.keys() == heads.keys() and all(kept[whose].startswith(head) for whose, head in heads.items())


def keepers(inspection: UUID) -> list[UUID]:
    """The accounts that keep a share of the identities' key of an inspection, custodians still or not."""
    try:
        stored = key_folder.load(of_inspection("identities", inspection))
    except Shredded:
        stored = None
    kept = dict.fromkeys(whose for pair in stored.pairs for whose in pair.shares) if stored else {}
    return [UUID(one) for one in kept if not one.startswith(_SPARE)]


def dealt(name: str, opener: Opener) -> dict[str, str]:
    """A key shared out: one share a custodian, any two of which join; one more for the recovery lock. Sealed, in hex, by whose.

    Where there are not two, every share lies under the recovery lock. Raises Refusal where there is none either: what is sealed
    then could never be opened.
    """
    keys = receivers(Compartment.named(name).inspection)
    recovery = key_folder.recovery()
    if len(keys) < SHARES_NEEDED and recovery is None:
        raise Refusal("no-custodians", NO_CUSTODIANS, NAME_THEM)
    count = max(len(keys) + 1, SHARES_NEEDED)
    parts = shares.split(opener.secret, count, SHARES_NEEDED)
    sealed = {
        str(key.account_id): seal(own_lock(key.account_id), _share_place(name, key.account_id), part).hex()
        for key, part in zip(keys, parts, strict=False)
    }
    spare = parts[len(keys) :] if len(keys) >= SHARES_NEEDED else parts
    if recovery is not None:
        for number, part in enumerate(spare, 1):
            place = _share_place(name, f"{_SPARE}{number}")
            sealed[f"{_SPARE}{number}"] = seal(recovery, place, part).hex()
    return sealed


def spare_parts(stored: KeyFile, master: Opener) -> list[bytes]:
    """What lies under the recovery lock, opened with it: as many parts as any key pair has there. Raises CannotOpen."""
    found: dict[str, dict[str, str]] = {}
    for pair in stored.pairs:
        for whose, box in pair.shares.items():
            if whose.startswith(_SPARE):
                plain = open_envelope(master, _share_place(stored.name, whose), bytes.fromhex(box))
                found.setdefault(whose, {})[pair.public] = plain.hex()
    return [_packed(part) for part in found.values()]


def split_anew(name: str, parts: Iterable[bytes]) -> None:
    """Join ``parts`` and share the keys out among those who are custodians now. An older share joins with no newer one.

    A key that the parts do not give back keeps the shares it has; CannotOpen is raised where they give back none.
    """
    openers = joined(name, parts)
    with key_folder.locked():
        stored = key_folder.load(name)
        if stored is None:
            raise NoKey
        pairs = [
            replace(pair, shares=dealt(name, known)) if (known := openers.known.get(pair.public)) else pair
            for pair in stored.pairs
        ]
        key_folder.save(stored.replacing(pairs))


def _share_place(name: str, whose: Any) -> str:
    return f"share|{name}|{whose}"


def share_of(name: str, account: UUID) -> bytes:
    """An unlocked custodian's shares of a split key, of all its pairs, as one part. Raises NoKey, Locked, Destroyed."""
    try:
        stored = key_folder.load(name)
    except Shredded:
        raise Destroyed from None
    own = Opener(own_lock(account), pocket.secret_of(account))
    part = {
        pair.public: open_envelope(own, _share_place(name, account), box).hex()
        for pair in (stored.pairs if stored else ())
        if (box := bytes.fromhex(pair.shares.get(str(account), ""))).startswith(own.lock.head)
    }
    if not part:
        raise NoKey
    return _packed(part)


def _packed(part: Mapping[str, str]) -> bytes:
    """A part as it is handed on: public key of a pair → share of its secret, both in hex."""
    return json.dumps(part).encode()


@dataclass(frozen=True)
class Openers:
    """What the parts of a split key gave back, by public key."""

    stored: KeyFile
    known: Mapping[str, Opener]

    def of(self, sealed: bytes) -> Opener:
        """What opens a sealed value. Raises CannotOpen where the parts were not of its key, Destroyed where that is gone."""
        try:
            found = self.known.get(self.stored.pair_for(sealed).public)
        except Shredded:
            raise Destroyed from None
        if found is None:
            raise CannotOpen
        return found


def joined(name: str, parts: Iterable[bytes]) -> Openers:
    """The openers that parts give back. Raises CannotOpen when they are too few or not of these keys."""
    stored = key_folder.load(name)
    if stored is None:
        raise NoKey
    held = [json.loads(part) for part in parts]
    known = {}
    for pair in stored.pairs:
        with suppress(shares.CannotJoin):
            secret = shares.join([bytes.fromhex(part[pair.public]) for part in held if pair.public in part])
            known[pair.public] = Opener(stored.lock_of(pair), secret)
    if not known:
        raise CannotOpen
    return Openers(stored, known)
