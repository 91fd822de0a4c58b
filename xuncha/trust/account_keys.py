"""The key pair of an account: made with its password, unlocked by it, vouched for by the house."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from xuncha.sealed.envelope import Lock, new_opener
from xuncha.sealed.suites import Cost, suite
from xuncha.trust import pocket
from xuncha.trust.chosen_suite import chosen
from xuncha.trust.key_folder import house, own_pepper
from xuncha.trust.models.accounts import Account
from xuncha.trust.models.keys import AccountKey, KeyReset
from xuncha.trust.refusal import Locked


def make_key(account: Account, password: str) -> AccountKey:
    """A fresh key pair for an account, in place of any it had; what the old one opened has to be handed over again."""
    key = AccountKey.objects.filter(account=account).first() or AccountKey(account=account)
    pocket.pocket().put(account.pk, fill(key, password))
    key.save()
    return key


def fill(key: AccountKey, password: str) -> bytes:
    """Put a fresh key pair into a row that is about to be saved; its private half. After a reset it awaits confirmation."""
    opener = new_opener(number=chosen())
    key.suite, key.public = opener.lock.suite, opener.lock.public
    key.awaits = KeyReset.objects.filter(account=key.account_id, confirmed_on=None).exists()
    vouch(key)
    _wrap(key, opener.secret, password)
    return opener.secret


def rewrap(account: Account, old: str, new: str) -> None:
    """The same key pair under a new password. Raises CannotOpen when the old one is wrong."""
    key = AccountKey.objects.get(account=account)
    _wrap(key, _unwrap(key, old), new)
    key.save()


def unlock(account: Account, password: str) -> bytes:
    """The private key of an account, made now if it has none yet. Raises CannotOpen for a wrong password."""
    key = AccountKey.objects.filter(account=account).first()
    return _unwrap(key or make_key(account, password), password)


def _wrap(key: AccountKey, secret: bytes, password: str) -> None:
    cost = Cost(**settings.XUNCHA_STRETCH)
    key.salt, key.passes, key.memory = secrets.token_bytes(16), cost.passes, cost.memory
    stretched = suite(key.suite).stretch(password, key.salt, cost)
    key.wrapped = suite(key.suite).lock(stretched, _bound(key), secret)


def _unwrap(key: AccountKey, password: str) -> bytes:
    cost = Cost(key.passes, key.memory)
    stretched = suite(key.suite).stretch(password, bytes(key.salt), cost)
    return suite(key.suite).unlock(stretched, _bound(key), bytes(key.wrapped))


def _bound(key: AccountKey) -> bytes:
    return f"account key|{key.account_id}".encode() + bytes(key.public)


def _vouched(key: AccountKey) -> str:
    said = f"{key.account_id}|{key.suite}|{bytes(key.public).hex()}"
    return house().token("vouch", said + ("|awaits" if key.awaits else ""))


def vouch(key: AccountKey) -> None:
    """Give the house's word for a key, one that came from another house (a machine's) too; the caller has checked it."""
    key.vouched = _vouched(key)


def confirmed(account: UUID) -> None:
    """Somebody answers for it that the owner asked for the reset: from now on the key is handed what its account should hold."""
    for key in vouched_keys([account]):
        key.awaits = False
        vouch(key)
        key.save()


def own_lock(account: UUID) -> Lock:
    """The lock of one account's own compartment. Raises Locked when it has no key, or one the house does not vouch for."""
    key = AccountKey.objects.filter(account_id=account).first()
    if key is None or key.vouched != _vouched(key):
        raise Locked
    return Lock(key.suite, bytes(key.public), own_pepper())


def vouched_keys(accounts: Iterable[UUID]) -> list[AccountKey]:
    """The keys of active accounts that the house vouches for."""
    found = AccountKey.objects.filter(account__in=accounts, account__is_active=True)
    return [one for one in found if one.vouched == _vouched(one)]


def trusted_keys(accounts: Iterable[UUID]) -> list[AccountKey]:
    """Of these, the keys to which something may be handed: those made after a reset wait until it is confirmed."""
    return [one for one in vouched_keys(accounts) if not one.awaits]
