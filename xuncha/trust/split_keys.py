"""Keys that nobody holds whole: any two custodians join their shares (the compartments of kind ``identities``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.sealed import shares
from xuncha.sealed.envelope import CannotOpen, Lock, Opener, open_envelope, seal
from xuncha.trust import clock, key_folder, pocket
from xuncha.trust.account_keys import own_lock, vouched_keys
from xuncha.trust.core.compartments import Compartment, of_inspection
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.key_folder import Shredded, Stored
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
    keys = sorted(vouched_keys(custodians(inspection)), key=lambda key: key.account_id)
    return list({key.account.person_id or key.account_id: key for key in reversed(keys)}.values())


def is_due(inspection: UUID) -> bool:
    """Whether the shares lie with others than today's custodians, or under a key that one of them has no more."""
    try:
        stored = key_folder.load(of_inspection("identities", inspection))
    except Shredded:
        return False
    if stored is None:
        return False
    kept = {whose: bytes.fromhex(box) for whose, box in stored.shares.items() if not whose.startswith(_SPARE)}
    heads = {str(key.account_id): Lock(key.suite, bytes(key.public)).head for key in receivers(inspection)}
    return kept.keys() != heads.keys() or any(
        not kept[whose].startswith(head) for whose, head in heads.items()
    )


def keepers(inspection: UUID) -> list[UUID]:
    """The accounts that keep a share of the identities' key of an inspection, custodians still or not."""
    try:
        stored = key_folder.load(of_inspection("identities", inspection))
    except Shredded:
        stored = None
    return [UUID(one) for one in stored.shares if not one.startswith(_SPARE)] if stored else []


def split(stored: Stored, opener: Opener) -> None:
    """Share a compartment's key out: one share a custodian, any two of which join; one more for the recovery lock.

    Where there are not two, every share lies under the recovery lock. Raises Refusal where there is none either: what is sealed
    then could never be opened.
    """
    keys = receivers(Compartment.named(stored.name).inspection)
    recovery = key_folder.recovery()
    if len(keys) < SHARES_NEEDED and recovery is None:
        raise Refusal("no-custodians", NO_CUSTODIANS, NAME_THEM)
    count = max(len(keys) + 1, SHARES_NEEDED)
    parts = shares.split(opener.secret, count, SHARES_NEEDED)
    stored.shares = {
        str(key.account_id): seal(
            own_lock(key.account_id), _share_place(stored.name, key.account_id), part
        ).hex()
        for key, part in zip(keys, parts, strict=False)
    }
    spare = parts[len(keys) :] if len(keys) >= SHARES_NEEDED else parts
    if recovery is not None:
        for number, part in enumerate(spare, 1):
            place = _share_place(stored.name, f"{_SPARE}{number}")
            stored.shares[f"{_SPARE}{number}"] = seal(recovery, place, part).hex()


def spare_parts(stored: Stored, master: Opener) -> list[bytes]:
    """The shares that lie under the recovery lock, opened with it. Raises CannotOpen."""
    spare = [(whose, bytes.fromhex(box)) for whose, box in stored.shares.items() if whose.startswith(_SPARE)]
    return [open_envelope(master, _share_place(stored.name, whose), box) for whose, box in spare]


def split_anew(name: str, parts: Iterable[bytes]) -> None:
    """Join ``parts`` and share the key out among those who are custodians now. An older share joins with no newer one."""
    opener = joined(name, parts)
    with key_folder.locked():
        stored = key_folder.load(name)
        if stored is None:
            raise NoKey
        fresh = replace(stored)
        split(fresh, opener)
        key_folder.save(fresh)


def _share_place(name: str, whose: Any) -> str:
    return f"share|{name}|{whose}"


def share_of(name: str, account: UUID) -> bytes:
    """An unlocked custodian's share of a split key. Raises NoKey, Locked, Destroyed."""
    try:
        stored = key_folder.load(name)
    except Shredded:
        raise Destroyed from None
    kept = stored.shares.get(str(account)) if stored else None
    if kept is None:
        raise NoKey
    own = Opener(own_lock(account), pocket.secret_of(account))
    if not bytes.fromhex(kept).startswith(own.lock.head):
        raise NoKey
    return open_envelope(own, _share_place(name, account), bytes.fromhex(kept))


def joined(name: str, parts: Iterable[bytes]) -> Opener:
    """The opener that shares give back. Raises CannotOpen when they are too few or not of this key."""
    stored = key_folder.load(name)
    if stored is None:
        raise NoKey
    try:
        secret = shares.join(list(parts))
    except shares.CannotJoin:
        raise CannotOpen from None
    return Opener(stored.lock, secret)
