"""Second factors at work: which an account has, and whether what it shows is one of them.

A secret is sealed under a key of the house, bound to its row and account; whoever takes the database has no secret, and whoever
can write to it cannot give an account a factor of his own. Every proof counts once, by one statement in the database.
"""

from __future__ import annotations

import json

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import QuerySet
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url

from xuncha.sealed.suites import INTL, CannotOpen
from xuncha.trust import clock, key_folder, limits
from xuncha.trust.core import passkeys, totp
from xuncha.trust.core.codes import plain, sheet_place
from xuncha.trust.core.passkeys import Credential, NotProved, Site
from xuncha.trust.lock import write_turn
from xuncha.trust.models import Account, Factor, FactorKind, SheetCode

_PURPOSE = "second factors"


def active(account: Account) -> QuerySet[Factor]:
    """The factors that count."""
    return Factor.objects.filter(account=account, proved=True, ended=None).order_by("made")


def needs_one(account: Account) -> bool:
    """Whether the account has to set up a second factor before it does anything else."""
    roles = limits.second_factor_roles()
    return not account.fictional and account.sight.anywhere(roles) and not active(account).exists()


def seal_secret(factor: Factor, secret: str) -> bytes:
    """A secret for ``factor.secret``."""
    return INTL.lock(key_folder.house().derive(_PURPOSE).secret, _bound(factor), secret.encode())


def secret_of(factor: Factor) -> str:
    """The secret of a factor, for the check alone. Raises CannotOpen for a row that somebody tampered with."""
    key = key_folder.house().derive(_PURPOSE).secret
    return INTL.unlock(key, _bound(factor), bytes(factor.secret)).decode()


def _bound(factor: Factor) -> bytes:
    return f"factor|{factor.pk}|{factor.account_id}|{factor.kind}".encode()


def peppered(factor: Factor, number: int, digits: str) -> str:
    """A sheet's code as it is hashed: without the house key the few digits cannot be searched."""
    key = key_folder.house().derive(_PURPOSE)
    return key.token("sheet", f"{factor.pk}|{factor.account_id}|{number}|{digits}")


def shown_by_code(account: Account, typed: str) -> FactorKind | None:
    """Which factor a typed code proves; that code is then used up. None if it proves none."""
    with write_turn():
        for factor in active(account).filter(kind=FactorKind.TOTP):
            if use_totp(factor, plain(typed)):
                return FactorKind.TOTP
        for factor in active(account).filter(kind=FactorKind.CODES):
            if _use_sheet(factor, typed):
                return FactorKind.CODES
    return None


def use_totp(factor: Factor, code: str) -> bool:
    """Whether this is the code of a time step not used yet; it is used then."""
    try:
        secret = secret_of(factor)
    except CannotOpen:
        return False
    now = clock.now()
    step = totp.matched_step(secret, code, now.timestamp(), factor.counter, limits.clock_steps())
    if step is None:
        return False
    rows = Factor.objects.filter(pk=factor.pk, counter__lt=step)
    return rows.update(counter=step, used=now) == 1


def _use_sheet(factor: Factor, typed: str) -> bool:
    number, digits = sheet_place(typed) or (0, "")
    row = SheetCode.objects.filter(factor=factor, number=number, used=None).first()
    if row is None:
        make_password(digits)  # an unknown number costs as much time as a wrong code
        return False
    if not check_password(peppered(factor, number, digits), row.hashed):
        return False
    now = clock.now()
    Factor.objects.filter(pk=factor.pk).update(used=now)
    return SheetCode.objects.filter(pk=row.pk, used=None).update(used=now) == 1


def codes_left(factor: Factor) -> int:
    """How many codes of a sheet are unused."""
    return SheetCode.objects.filter(factor=factor, used=None).count()


def keys_of(account: Account) -> list[bytes]:
    """The ids of the account's security keys, for the browser."""
    return [base64url_to_bytes(one.credential) for one in active(account).filter(kind=FactorKind.KEY)]


def seal_credential(factor: Factor, key: Credential) -> bytes:
    """A security key's public half for ``factor.secret``: no secret, but not to be swapped either."""
    told = {"id": bytes_to_base64url(key.id), "public": bytes_to_base64url(key.public)}
    return seal_secret(factor, json.dumps(told))


def shown_by_key(account: Account, site: Site, challenge: bytes, answer: str) -> bool:
    """Whether a security key of the account answered this challenge; a counter that did not grow is refused."""
    try:
        wanted = bytes_to_base64url(passkeys.answered_by(answer))
        factor = active(account).filter(kind=FactorKind.KEY, credential=wanted).first()
        if factor is None:
            return False
        told = json.loads(secret_of(factor))
        key = Credential(
            base64url_to_bytes(told["id"]), base64url_to_bytes(told["public"]), max(0, factor.counter)
        )
        if told["id"] != wanted:
            return False
        counter = passkeys.proved(site, challenge, answer, key)
    except (NotProved, CannotOpen, ValueError):
        return False
    with write_turn():
        rows = Factor.objects.filter(pk=factor.pk, counter=factor.counter)
        return rows.update(counter=counter, used=clock.now()) == 1
