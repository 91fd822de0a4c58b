"""One-time codes: how an account gets its first password, and a new one after it forgot the old.

Nobody but the owner ever knows a password: the system administrator hands over a code on a printed slip, and whoever logs in
with it has to choose a password at once. A second factor, where there is one, is asked for all the same.
"""

from __future__ import annotations

import secrets

from django.contrib.auth.hashers import make_password

from xuncha.trust import clock, limits, sessions
from xuncha.trust.core.codes import CODE_LENGTH, LETTERS
from xuncha.trust.models import Account, AccountKey, KeyReset, OneTimeCode, PastPassword


def make_code(account: Account, by: Account | None) -> tuple[str, OneTimeCode]:
    """A fresh code, returned this once and kept as a hash; called inside an action's transaction.

    The old password, the old key pair and every session of the account end with it. ``by`` is None at the first start.
    """
    void_codes(account)
    _note_reset(account, by)
    AccountKey.objects.filter(account=account).delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    sessions.end_all_of(account.pk)
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    now = clock.now()
    row = OneTimeCode.objects.create(
        account=account,
        hashed=make_password(code),
        issued_by=by,
        issued=now,
        expires=now + limits.code_lasts(),
    )
    return code, row


def _note_reset(account: Account, by: Account | None) -> None:
    """Whoever had a password of his own before, or a key, is reset by a code: the keys he held are not handed back unasked."""
    had = PastPassword.objects.filter(account=account) or AccountKey.objects.filter(account=account)
    waiting = KeyReset.objects.filter(account=account, confirmed_on=None).first()
    if waiting is None and had:
        KeyReset.objects.create(account=account, on=clock.now(), by=by)
    elif waiting is not None:
        waiting.on, waiting.by, waiting.version = clock.now(), by, waiting.version + 1
        waiting.save()


def void_codes(account: Account) -> None:
    """No code of the account holds any more."""
    OneTimeCode.objects.filter(account=account, used=None).update(used=clock.now())


def live_code(account: Account) -> OneTimeCode | None:
    """The account's code that still holds."""
    return OneTimeCode.objects.filter(account=account, used=None, expires__gt=clock.now()).first()
