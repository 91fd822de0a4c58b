"""What tests of the log-in share: a clock that can be moved, and what a person types."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pyotp
import pytest
from django.test import Client

from xuncha.trust import clock
from xuncha.trust.access import whole
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.factors import begin_totp, prove_totp
from xuncha.trust.models import Account, Entry

OWN = "晚饭去吃米线加两个卤蛋哦"


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = clock.now()
        monkeypatch.setattr(clock, "now", lambda: self.at)

    def on(self, **by: int) -> datetime:
        self.at += timedelta(**by)
        return self.at

    def code(self, secret: str) -> str:
        """What the telephone shows now."""
        return pyotp.TOTP(secret).at(self.at)


def typed(client: Client, login: str, password: str = FICTIONAL_PASSWORD, **more: str):
    return client.post("/login/", {"login": login, "password": password, **more})


def inside(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def with_app(account: Account, hands: Hands) -> str:
    """Give an account the app as its second factor; returns the secret. The clock goes on by one step."""
    factor, secret = begin_totp(by=account)
    prove_totp(by=account, password=FICTIONAL_PASSWORD, factor=factor, code=hands.code(secret))
    hands.on(seconds=30)
    return secret


def refusals() -> list[tuple[str, str]]:
    rows = whole(Entry, "a test reads the journal").exclude(refused="").order_by("seq")
    return list(rows.values_list("verb", "refused"))


def printed(page: bytes, pattern: str) -> list[str]:
    return re.findall(pattern, page.decode())
