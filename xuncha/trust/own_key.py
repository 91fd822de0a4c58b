"""An account's private key while it is logged in: sealed in the session row, under a random key that only a cookie holds.

Neither the session row nor the cookie opens anything alone; both are gone when the session ends.
"""

from __future__ import annotations

import base64
import secrets
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from xuncha.sealed.envelope import CannotOpen
from xuncha.sealed.suites import INTL, KEY_BYTES
from xuncha.trust.models.accounts import Account

_ROW = "own_key"


def lay_down(request: HttpRequest, account: Account, secret: bytes) -> None:
    """Put the private key into the session that just began; its answer will carry the cookie."""
    random = secrets.token_bytes(KEY_BYTES)
    request.session[_ROW] = _text(INTL.lock(random, _bound(account.pk), secret))
    request.key_cookie = _text(random)  # type: ignore[attr-defined]


def take_up(request: HttpRequest) -> tuple[UUID, bytes] | None:
    """The logged-in account and its private key, when session and cookie belong together; else None."""
    if not request.user.is_authenticated:
        return None
    secret = found(request, request.user)
    return None if secret is None else (request.user.pk, secret)


def found(request: HttpRequest, account: Account) -> bytes | None:
    """The private key that was laid down for an account in this session, or in this very request; else None."""
    cookie = getattr(request, "key_cookie", None) or request.COOKIES.get(cookie_name())
    if not cookie or _ROW not in request.session:
        return None
    try:
        return INTL.unlock(_bytes(cookie), _bound(account.pk), _bytes(request.session[_ROW]))
    except (CannotOpen, ValueError):
        return None


def set_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Hand the cookie out at log-in, and take it back when the session has no key any more."""
    fresh = getattr(request, "key_cookie", None)
    if fresh is not None:
        response.set_cookie(
            cookie_name(), fresh, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict"
        )
    elif cookie_name() in request.COOKIES and _ROW not in request.session:
        response.delete_cookie(cookie_name(), samesite="Strict")


def cookie_name() -> str:
    """Bound to the host by its name where the office is reached by TLS."""
    return "__Host-xuncha_key" if settings.SESSION_COOKIE_SECURE else "xuncha_key"


def _bound(account: UUID) -> bytes:
    return f"session key|{account}".encode()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode())
