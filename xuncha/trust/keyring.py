"""Who holds which compartment's key, and how it changes hands.

A compartment gets its key when something is first sealed in it. The key is wrapped for every account that should hold it then,
and for the recovery lock; whoever joins later, or has a new key of his own after a reset, gets it when anybody who holds it
logs in. A split key is held by nobody whole (``trust/split_keys.py``).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from xuncha.sealed.envelope import Lock, Opener, new_opener, open_envelope, seal
from xuncha.trust import key_folder, pocket, split_keys
from xuncha.trust.account_keys import own_lock, vouched_keys
from xuncha.trust.chosen_suite import chosen
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.key_folder import Shredded, Stored
from xuncha.trust.models.accounts import Holdings
from xuncha.trust.models.keys import AccountKey
from xuncha.trust.refusal import Destroyed, Locked, NoKey


def lock_of(name: str) -> Lock:
    """What seals in a compartment; makes its key at first use. Raises Destroyed."""
    where = Compartment.named(name)
    if where.account:
        return own_lock(where.account)
    try:
        return (key_folder.load(name) or create(name)).lock
    except Shredded:
        raise Destroyed from None


def create(name: str) -> Stored:
    """The key of a compartment, wrapped for everybody who should hold it now; if another was quicker, that one's."""
    with key_folder.locked():
        stored = key_folder.load(name)
        if stored is not None:
            return stored
        opener = new_opener(secrets.token_bytes(32), chosen())
        lock = opener.lock
        stored = Stored(name, lock.suite, lock.public.hex(), lock.pepper.hex())
        kind = Compartment.named(name).kind
        if kind.split:
            split_keys.split(stored, opener)
        else:
            for key in vouched_keys(should_hold(name)):
                stored.wraps[str(key.account_id)] = _wrapped(name, key, opener.secret)
            recovery = key_folder.recovery()
            if recovery is not None:
                stored.recovery = seal(recovery, f"recovery|{name}", opener.secret).hex()
        key_folder.save(stored)
    return key_folder.load(name) or stored


def opener_of(name: str) -> Opener:
    """What opens a compartment, by a key that is unlocked here. Raises Locked, NoKey, Destroyed."""
    where = Compartment.named(name)
    if where.account:
        return Opener(own_lock(where.account), pocket.secret_of(where.account))
    try:
        stored = key_folder.load(name)
    except Shredded:
        raise Destroyed from None
    if stored is None:
        raise NoKey
    holders = pocket.holders()
    if not any(pocket.pocket().secret_of(one) for one in holders):
        raise Locked
    for account in holders:
        opener = _opened(stored, account)
        if opener is not None:
            return opener
    raise NoKey


def _opened(stored: Stored, account: UUID) -> Opener | None:
    wrap, secret = stored.wraps.get(str(account)), pocket.pocket().secret_of(account)
    if wrap is None or secret is None:
        return None
    known = pocket.pocket().openers
    mark = (account, stored.name, stored.sig)
    if mark not in known:
        own = Opener(own_lock(account), secret)
        if not bytes.fromhex(wrap).startswith(own.lock.head):
            return None  # made for the key that the account had before its password was reset
        known[mark] = Opener(
            stored.lock, open_envelope(own, _place(stored.name, account), bytes.fromhex(wrap))
        )
    return known[mark]


def _place(name: str, account: Any) -> str:
    return f"compartment|{name}|{account}"


def _wrapped(name: str, key: AccountKey, secret: bytes) -> str:
    return seal(own_lock(key.account_id), _place(name, key.account_id), secret).hex()


def should_hold(name: str, held: Holdings | None = None) -> frozenset[UUID]:
    """The accounts whose roles say today that they hold a compartment's key."""
    where = Compartment.named(name)
    if where.account:
        return frozenset({where.account})
    return (held or Holdings.today()).of(where.kind.roles, where.inspection, where.organisation)


def waiting() -> dict[str, list[UUID]]:
    """For each compartment that the unlocked account holds: who should hold it too and does not yet."""
    held, found = Holdings.today(), {}
    keys = {key.account_id: key for key in vouched_keys({row[0] for row in held.rows})}
    for name in _held():
        stored = key_folder.load(name)
        due = sorted(should_hold(name, held) & keys.keys())
        lacking = [] if stored is None else [one for one in due if not _fits(stored, keys[one])]
        if lacking:
            found[name] = lacking
    return found


def _fits(stored: Stored, key: AccountKey) -> bool:
    """Whether the wrap is there and was made for the key that the account has now."""
    wrap = stored.wraps.get(str(key.account_id))
    return wrap is not None and bytes.fromhex(wrap).startswith(Lock(key.suite, bytes(key.public)).head)


def hand_over() -> int:
    """Wrap every compartment key that the unlocked accounts hold for everybody who should hold it; the number wrapped."""
    waits = waiting()
    return sum(hand_over_one(name) for name in _held() if name in waits or _outlived(name))


def _outlived(name: str) -> bool:
    """Whether somebody still has a wrap who should hold the key no longer."""
    stored = key_folder.load(name)
    return stored is not None and not {UUID(one) for one in stored.wraps} <= should_hold(name)


def hand_over_one(name: str, opener: Opener | None = None) -> int:
    """The same for one compartment; wraps of accounts that should hold it no longer are taken away by the way.

    ``opener``: where the key comes from the recovery shares and not from a holder.
    """
    opener = opener or opener_of(name)
    due = should_hold(name)
    with key_folder.locked():
        stored = key_folder.load(name)
        if stored is None:
            return 0
        new = {
            str(key.account_id): _wrapped(name, key, opener.secret)
            for key in vouched_keys(due)
            if not _fits(stored, key)
        }
        kept = {whose: wrap for whose, wrap in stored.wraps.items() if UUID(whose) in due} | new
        if kept != stored.wraps and _somebody_opens(stored, kept):
            key_folder.save(replace(stored, wraps=kept))
    return len(new)


def _somebody_opens(stored: Stored, wraps: Mapping[str, str]) -> bool:
    """Whether a key would not be lost: the last wrap is taken away only where the recovery shares open it too."""
    return bool(wraps or stored.recovery)


def _held() -> list[str]:
    """The compartments whose key an unlocked account holds."""
    mine = vouched_keys(pocket.holders())
    found = []
    for name in key_folder.names():
        stored = key_folder.load(name)
        if stored is not None and any(_fits(stored, key) for key in mine):
            found.append(name)
    return found


def withdraw(account: UUID, inspection: UUID | None = None) -> int:
    """Take an account's wraps away, of all compartments or of one inspection's; the number taken."""
    taken = 0
    for name in key_folder.names():
        if inspection is not None and Compartment.named(name).inspection != inspection:
            continue
        with key_folder.locked():
            stored = key_folder.load(name)
            if stored is None or str(account) not in stored.wraps or account in should_hold(name):
                continue
            kept = {whose: wrap for whose, wrap in stored.wraps.items() if whose != str(account)}
            if not _somebody_opens(stored, kept):
                continue
            key_folder.save(replace(stored, wraps=kept))
        taken += 1
    return taken


def shred(name: str) -> None:
    """Destroy a compartment's key: what it sealed is gone for everybody, restores included."""
    with key_folder.locked():
        key_folder.destroy(name)


def exists(name: str) -> bool:
    """Whether a compartment has a key; False once it was destroyed."""
    try:
        return key_folder.load(name) is not None
    except Shredded:
        return False


def export(names: Iterable[str], accounts: Iterable[UUID]) -> list[dict[str, Any]]:
    """The files of compartments as data, with the wraps of ``accounts`` only, for a bundle."""
    wanted = {str(one) for one in accounts}
    found = []
    for name in names:
        stored = key_folder.load(name)
        if stored is not None:
            data = stored.as_data()
            data["wraps"] = {k: v for k, v in stored.wraps.items() if k in wanted}
            found.append({**data, "shares": {}, "recovery": ""})
    return found


def take_in(files: Iterable[Mapping[str, Any]]) -> int:
    """Put compartments of a bundle into this key folder; wraps that are here stay. The number that were new."""
    new = 0
    for data in files:
        with key_folder.locked():
            here = key_folder.load(data["name"])
            if here is None:
                key_folder.save(Stored(**data))
                new += 1
            elif here.public == data["public"]:
                key_folder.save(replace(here, wraps={**data["wraps"], **here.wraps}))
    return new
