"""A session between two steps of the log-in: the password was right, and something is still to be shown or chosen.

Nobody is logged in yet. The session has a fresh key, so that whoever knew an older one is left behind; it holds for a few
minutes, and the private key in it lies sealed under the cookie as it does later.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from xuncha.trust import clock, limits, own_key
from xuncha.trust.core import passkeys
from xuncha.trust.core.passkeys import Site
from xuncha.trust.factors import active, keys_of
from xuncha.trust.models import Account, FactorKind

_PLACE = "half_open"


@dataclass(frozen=True)
class HalfOpen:
    """Whose log-in it is. ``by_code``: a one-time code was shown, no password. ``shown``: the second factor was shown."""

    account: Account
    by_code: bool
    shown: bool


def open_half(request: HttpRequest, account: Account, secret: bytes | None) -> None:
    """Remember the first step; ``secret`` is the account's private key, None after a one-time code."""
    request.session.flush()
    _write(request, {
        "account": str(account.pk), "by_code": secret is None, "shown": False, "at": clock.now().isoformat(),
    })  # fmt: skip
    if secret is not None:
        own_key.lay_down(request, account, secret)


def half_open(request: HttpRequest) -> HalfOpen | None:
    """The log-in that is under way here, or None; one that took too long is over."""
    told = request.session.get(_PLACE)
    if told is None:
        return None
    account = Account.objects.filter(pk=UUID(told["account"]), is_active=True).first()
    if account is None or clock.now() - datetime.fromisoformat(told["at"]) > limits.session_rule().step:
        request.session.flush()
        return None
    return HalfOpen(account, told["by_code"], told["shown"])


def mark_shown(request: HttpRequest) -> None:
    """The second factor was shown."""
    _write(request, {**request.session[_PLACE], "shown": True, "challenge": ""})


def close_half(request: HttpRequest) -> None:
    """The log-in is complete."""
    request.session.pop(_PLACE, None)


def factor_kinds(request: HttpRequest) -> frozenset[FactorKind]:
    """The kinds of factors that the account of this log-in has."""
    half = half_open(request)
    return frozenset(FactorKind(one.kind) for one in active(half.account)) if half else frozenset()


def ask_key(request: HttpRequest, site: Site) -> str:
    """A fresh challenge for the account's security keys, as the options that the browser takes; "" where none can work."""
    half = half_open(request)
    held = keys_of(half.account) if half and site.works else []
    if not held:
        return ""
    challenge = secrets.token_bytes(passkeys.CHALLENGE_BYTES)
    _write(request, {**request.session[_PLACE], "challenge": challenge.hex()})
    return passkeys.asked_to_prove(site, challenge, held)


def asked(request: HttpRequest) -> bytes:
    """The challenge that was given out, which holds for one answer; empty if none was."""
    told = request.session.get(_PLACE, {})
    challenge = bytes.fromhex(told.get("challenge", ""))
    if challenge:
        _write(request, {**told, "challenge": ""})
    return challenge


def _write(request: HttpRequest, told: dict[str, Any]) -> None:
    request.session[_PLACE] = told
