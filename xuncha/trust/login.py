"""Checking what is typed at the log-in: a password, or the one-time code of an account that has none yet.

No permission comes from here: rights are grants. One hash is computed in every case, so that an unknown name, a closed account
and a wrong password take the same time.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import check_password, make_password

from xuncha.trust.core.codes import plain
from xuncha.trust.models import Account
from xuncha.trust.one_time import live_code


class Backend:
    """Finds the account of a session. There is no other way in than the steps of ``trust/actions/enter.py``."""

    def get_user(self, user_id: Any) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()


def known(login: str, password: str) -> tuple[Account, bool] | None:
    """The active account, and whether it was a one-time code that it showed; None for anything that does not fit."""
    account = Account.objects.filter(login=login).first()
    code = live_code(account) if account is not None and not account.has_usable_password() else None
    if account is None:
        make_password(password)
        return None
    fits = check_password(plain(password), code.hashed) if code else account.check_password(password)
    return (account, code is not None) if fits and account.is_active else None
