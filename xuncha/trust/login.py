"""Checking a password. No permission comes from here: rights are grants."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from xuncha.trust.models import Account


class Backend:
    """Log-in by name and password; an unknown name costs as much time as a wrong password."""

    def authenticate(
        self, request: HttpRequest | None, login: str = "", password: str = "", **_: Any
    ) -> Account | None:
        account = Account.objects.filter(login=login).first()
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: Any) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
