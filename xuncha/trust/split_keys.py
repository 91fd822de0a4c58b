"""Keys that nobody holds whole: any two custodians join their shares (the compartments of kind ``identities``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from xuncha.sealed import shares
from xuncha.sealed.envelope import CannotOpen, Opener, open_envelope, seal
from xuncha.trust import clock, key_folder, pocket
from xuncha.trust.account_keys import own_lock, vouched_keys
from xuncha.trust.key_folder import Shredded, Stored
from xuncha.trust.models.keys import AccountKey, Custodian
from xuncha.trust.refusal import Destroyed, NoKey

SHARES_NEEDED = 2


def custodians() -> list[AccountKey]:
    """The keys of those who are custodians today."""
    on = clock.today()
    named = Custodian.objects.filter(starts__lte=on).filter(Q(ends=None) | Q(ends__gt=on))
    return vouched_keys(named.values_list("account_id", flat=True))


def split(stored: Stored, opener: Opener) -> None:
    """Share a compartment's key out: one share a custodian, any two of which join; one more for the recovery lock.

    Where fewer than two custodians are named, every share lies under the recovery lock, so that sealing never waits for them.
    """
    keys = custodians()
    recovery = key_folder.recovery()
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
            place = _share_place(stored.name, f"recovery{number}")
            stored.shares[f"recovery{number}"] = seal(recovery, place, part).hex()


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
