"""Who holds which compartment's key, and how it changes hands.

A compartment gets its key when something is first sealed in it, and further ones when it is rotated (``trust/rotating.py``). A
key is wrapped for every account that should hold it then, and for the recovery lock; whoever joins later gets all of them when
anybody who holds them logs in; so does who has a new key of his own after a reset, once a colleague has confirmed that. A split
key is held by nobody whole (``trust/split_keys.py``).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from xuncha.sealed.envelope import Lock, Opener, new_opener, open_envelope, seal
from xuncha.trust import clock, key_folder, pocket, split_keys
from xuncha.trust.account_keys import own_lock, trusted_keys, vouched_keys
from xuncha.trust.chosen_suite import chosen
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.core.key_file import KeyFile, Pair, Shredded
from xuncha.trust.models.accounts import Holdings
from xuncha.trust.models.keys import AccountKey
from xuncha.trust.refusal import Destroyed, Locked, NoKey


def lock_of(name: str) -> Lock:
    """What seals in a compartment: its newest lock; makes its key at first use. Raises Destroyed."""
    where = Compartment.named(name)
    if where.account:
        return own_lock(where.account)
    try:
        return (key_folder.load(name) or create(name)).lock
    except Shredded:
        raise Destroyed from None


def create(name: str) -> KeyFile:
    """The key of a compartment, wrapped for everybody who should hold it now; if another was quicker, that one's."""
    with key_folder.locked():
        stored = key_folder.load(name)
        if stored is not None:
            return stored
        pepper = secrets.token_bytes(32)
        made = KeyFile(name, pepper.hex(), (new_pair(name, 1, pepper),))
        key_folder.save(made)
    return key_folder.load(name) or made


def new_pair(name: str, number: int, pepper: bytes) -> Pair:
    """A fresh key pair, handed to everybody who should hold it today. Making it takes no key: theirs are public."""
    opener, kind = new_opener(pepper, chosen()), Compartment.named(name).kind
    lock, made = opener.lock, clock.today().isoformat()
    if kind.split:
        return Pair(number, lock.suite, lock.public.hex(), made, shares=split_keys.dealt(name, opener))
    holders = trusted_keys(should_hold(name))
    wraps = {str(key.account_id): _wrapped(name, key, opener.secret) for key in holders}
    master = key_folder.recovery()
    spare = seal(master, f"recovery|{name}", opener.secret).hex() if master is not None else ""
    return Pair(number, lock.suite, lock.public.hex(), made, wraps=wraps, recovery=spare)


def opener_of(name: str, sealed: bytes = b"") -> Opener:
    """What opens ``sealed`` (its beginning is enough; nothing: what is sealed now) in a compartment, by a key unlocked here.

    Raises Locked, NoKey, Destroyed.
    """
    where = Compartment.named(name)
    if where.account:
        return Opener(own_lock(where.account), pocket.secret_of(where.account))
    try:
        stored = key_folder.load(name)
        pair = stored.pair_for(sealed) if stored is not None else None
    except Shredded:
        raise Destroyed from None
    if stored is None or pair is None:
        raise NoKey
    if not any(pocket.pocket().secret_of(one) for one in pocket.holders()):
        raise Locked
    opener = _opener_here(stored, pair)
    if opener is None:
        raise NoKey
    return opener


def _opener_here(stored: KeyFile, pair: Pair) -> Opener | None:
    """What opens one of the pairs, by any key that is unlocked here."""
    return next((found for one in pocket.holders() if (found := _opened(stored, pair, one))), None)


def _opened(stored: KeyFile, pair: Pair, account: UUID) -> Opener | None:
    wrap, secret = pair.wraps.get(str(account)), pocket.pocket().secret_of(account)
    if wrap is None or secret is None:
        return None
    known = pocket.pocket().openers
    mark = (account, pair.public, wrap)
    if mark not in known:
        own = Opener(own_lock(account), secret)
        if not bytes.fromhex(wrap).startswith(own.lock.head):
            return None  # made for the key that the account had before its password was reset
        opened = open_envelope(own, _place(stored.name, account), bytes.fromhex(wrap))
        known[mark] = Opener(stored.lock_of(pair), opened)
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
    return _lacking(awaits=False)


def unconfirmed() -> frozenset[UUID]:
    """The accounts that would get a key from the unlocked account, were their reset confirmed."""
    return frozenset(one for accounts in _lacking(awaits=True).values() for one in accounts)


def _lacking(awaits: bool) -> dict[str, list[UUID]]:
    held, found = Holdings.today(), {}
    keys = {
        key.account_id: key for key in vouched_keys({row[0] for row in held.rows}) if key.awaits is awaits
    }
    mine = vouched_keys(pocket.holders()) if keys else []
    for stored in _held() if keys else ():
        due = sorted(should_hold(stored.name, held) & keys.keys())
        pairs = [one for one in stored.pairs if any(_fits(one, key) for key in mine)]
        lacking = [one for one in due if not all(_fits(pair, keys[one]) for pair in pairs)]
        if lacking:
            found[stored.name] = lacking
    return found


def _fits(pair: Pair, key: AccountKey) -> bool:
    """Whether the wrap is there and was made for the key that the account has now."""
    wrap = pair.wraps.get(str(key.account_id))
    return wrap is not None and bytes.fromhex(wrap).startswith(Lock(key.suite, bytes(key.public)).head)


def hand_over() -> int:
    """Wrap every compartment key that the unlocked accounts hold for everybody who should hold it; the number handed over."""
    waits = waiting()
    return sum(hand_over_one(one.name) for one in _held() if one.name in waits or _outlived(one))


def _outlived(stored: KeyFile) -> bool:
    """Whether somebody still has a wrap who should hold the key no longer."""
    due = {str(one) for one in should_hold(stored.name)}
    return any(pair.wraps.keys() - due for pair in stored.pairs)


def hand_over_one(name: str, openers: Mapping[str, Opener] | None = None) -> int:
    """The same for one compartment; wraps of accounts that should hold it no longer are taken away by the way.

    ``openers``: public key → what opens it, where they come from the recovery shares and not from a holder.
    """
    due = should_hold(name)
    keys, handed = trusted_keys(due), set()
    with key_folder.locked():
        stored = key_folder.load(name)
        if stored is None:
            return 0
        pairs = []
        for pair in stored.pairs:
            lacking = [key for key in keys if not _fits(pair, key)]
            opener = _opener_for(stored, pair, openers) if lacking else None
            new = {str(key.account_id): _wrapped(name, key, opener.secret) for key in lacking if opener}
            handed |= new.keys()
            pairs.append(_for_these(replace(pair, wraps={**pair.wraps, **new}), due))
        after = stored.replacing(pairs)
        if after != stored:
            key_folder.save(after)
    return len(handed)


def _opener_for(stored: KeyFile, pair: Pair, openers: Mapping[str, Opener] | None) -> Opener | None:
    return _opener_here(stored, pair) if openers is None else openers.get(pair.public)


def _for_these(pair: Pair, due: frozenset[UUID]) -> Pair:
    """The pair without the wraps of others, unless its secret would be lost with them."""
    outlived = pair.wraps.keys() - {str(one) for one in due}
    kept = {whose: wrap for whose, wrap in pair.wraps.items() if whose not in outlived}
    if not outlived or not pair.kept_by_somebody(kept):
        return pair
    return replace(pair, wraps=kept, left=True)


def _held() -> list[KeyFile]:
    """The compartments of which an unlocked account holds a key."""
    mine = vouched_keys(pocket.holders())
    found = []
    for name in key_folder.names():
        stored = key_folder.load(name)
        if stored is not None and any(_fits(pair, key) for pair in stored.pairs for key in mine):
            found.append(stored)
    return found


def withdraw(account: UUID, inspection: UUID | None = None) -> int:
    """Take an account's wraps away, of all compartments or of one inspection's; the number taken."""
    taken = 0
    for name in key_folder.names():
        if inspection is not None and Compartment.named(name).inspection != inspection:
            continue
        with key_folder.locked():
            stored = key_folder.load(name)
            if stored is None or account in should_hold(name):
                continue
            after = stored.replacing(pair.without(str(account)) for pair in stored.pairs)
            if after == stored:
                continue
            key_folder.save(after)
        taken += 1
    return taken


def shred(name: str) -> None:
    """Destroy a compartment's keys: what they sealed is gone for everybody, restores included."""
    with key_folder.locked():
        key_folder.destroy(name)


def retire(name: str, known_as: str) -> None:
    """Destroy one of the older pairs of a compartment; what it sealed is gone."""
    with key_folder.locked():
        stored = key_folder.load(name)
        if stored is not None:
            key_folder.save_over(stored.losing(known_as))


def has_older(name: str, known_as: str) -> bool:
    """Whether a compartment still has that older pair."""
    try:
        stored = key_folder.load(name)
    except Shredded:
        return False
    return stored is not None and any(one.id.hex() == known_as for one in stored.older())


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
            found.append(stored.replacing(_travelling(pair, wanted) for pair in stored.pairs).as_data())
    return found


def _travelling(pair: Pair, wanted: set[str]) -> Pair:
    wraps = {whose: wrap for whose, wrap in pair.wraps.items() if whose in wanted}
    return replace(pair, wraps=wraps, shares={}, recovery="")


def take_in(files: Iterable[Mapping[str, Any]]) -> int:
    """Put compartments of a bundle into this key folder; wraps that are here stay. The number that were new."""
    new = 0
    for data in files:
        coming = KeyFile.of(data)
        with key_folder.locked():
            here = key_folder.load(coming.name)
            key_folder.save(coming if here is None else here.joined_with(coming))
        new += here is None
    return new
