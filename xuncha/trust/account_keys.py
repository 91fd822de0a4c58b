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
from xuncha.trust.models.keys import AccountKey
from xuncha.trust.refusal import Locked


def make_key(account: Account, password: str) -> AccountKey:
    """A fresh key pair for an account, in place of any it had; what the old one opened has to be handed over again."""
    key = AccountKey.objects.filter(account=account).first() or AccountKey(account=account)
    pocket.pocket().put(account.pk, fill(key, password))
    key.save()
    return key


def fill(key: AccountKey, password: str) -> bytes:
    """Put a fresh key pair into a row that is about to be saved; its private half."""
    opener = new_opener(number=chosen())
    key.suite, key.public = opener.lock.suite, opener.lock.public
    key.vouched = _vouched(key.account_id, key.suite, key.public)
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


def _vouched(account: UUID, number: int, public: bytes) -> str:
    return house().token("vouch", f"{account}|{number}|{bytes(public).hex()}")


def vouch(key: AccountKey) -> None:
    """Vouch anew for a key that came from another house (a machine's); the caller has checked where it came from."""
    key.vouched = _vouched(key.account_id, key.suite, bytes(key.public))


def own_lock(account: UUID) -> Lock:
    """The lock of one account's own compartment. Raises Locked when it has no key, or one the house does not vouch for."""
    key = AccountKey.objects.filter(account_id=account).first()
    if key is None or key.vouched != _vouched(account, key.suite, bytes(key.public)):
        raise Locked
    return Lock(key.suite, bytes(key.public), own_pepper())


def vouched_keys(accounts: Iterable[UUID]) -> list[AccountKey]:
    """The keys of active accounts that the house vouches for."""
    found = AccountKey.objects.filter(account__in=accounts, account__is_active=True)
    return [one for one in found if one.vouched == _vouched(one.account_id, one.suite, bytes(one.public))]
