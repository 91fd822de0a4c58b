"""Time-based one-time passwords (RFC 6238): SHA-1, six digits, steps of 30 seconds, as every authenticator app has them."""

from __future__ import annotations

import hmac

import pyotp

STEP = 30
DIGITS = 6


def matched_step(secret: str, code: str, at: float, last: int, steps: int) -> int | None:
    """The time step whose code this is, or None.

    ``secret`` is base32; ``at`` is seconds since 1970; a step up to ``last`` was used before and is refused; ``steps`` is by how
    many steps the clocks may differ.
    """
    now = int(at) // STEP
    made = pyotp.TOTP(secret, digits=DIGITS, interval=STEP)
    found = None
    for step in range(now - steps, now + steps + 1):
        same = hmac.compare_digest(made.generate_otp(step).encode(), code.encode())
        if same and step > last:
            found = step
    return found


def address(secret: str, login: str, house: str) -> str:
    """The ``otpauth://`` address that an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP).provisioning_uri(name=login, issuer_name=house)
