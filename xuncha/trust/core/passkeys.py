"""Security keys (FIDO2, WebAuthn level 2): what the browser is asked, and whether its answer holds.

A key is a second factor here, after the password; so its owner need not be verified by the key itself. The attestation of the
maker is not asked for: the office hands the keys out, and a maker's certificates would have to be fetched from outside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import webauthn
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

CHALLENGE_BYTES = 32


class NotProved(ValueError):
    """The answer does not show that the key is at hand: one text for every cause."""

    def __init__(self) -> None:
        super().__init__("the security key's answer does not hold")


@dataclass(frozen=True)
class Site:
    """Whom the key answers: host name without port, and the origin with scheme and port."""

    host: str
    origin: str
    name: str

    @property
    def works(self) -> bool:
        """Browsers offer keys to encrypted pages and to the machine's own, and never to a bare number as host."""
        return self.host == "localhost" or (
            self.origin.startswith("https://") and not self.host.replace(".", "").isdigit()
        )


@dataclass(frozen=True)
class Credential:
    """A registered key: its id, public key, and how often it says it was used."""

    id: bytes
    public: bytes
    counter: int


def asked_to_register(site: Site, challenge: bytes, account: UUID, login: str, held: Iterable[bytes]) -> str:
    """Options for ``navigator.credentials.create`` as JSON; ``held`` are ids of keys that the account has already."""
    options = webauthn.generate_registration_options(
        rp_id=site.host, rp_name=site.name, user_name=login, user_id=account.bytes, challenge=challenge,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in held],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=UserVerificationRequirement.PREFERRED
        ),
    )  # fmt: skip
    return webauthn.options_to_json(options)


def registered(site: Site, challenge: bytes, answer: str) -> Credential:
    """The key that the browser registered. Raises NotProved."""
    try:
        done = webauthn.verify_registration_response(
            credential=_read(answer), expected_challenge=challenge, expected_rp_id=site.host,
            expected_origin=site.origin,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise NotProved from None
    return Credential(done.credential_id, done.credential_public_key, done.sign_count)


def asked_to_prove(site: Site, challenge: bytes, held: Iterable[bytes]) -> str:
    """Options for ``navigator.credentials.get`` as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host, challenge=challenge,
        allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in held],
        user_verification=UserVerificationRequirement.DISCOURAGED,
    )  # fmt: skip
    return webauthn.options_to_json(options)


def answered_by(answer: str) -> bytes:
    """The id of the key that an answer claims to come from. Raises NotProved."""
    try:
        return webauthn.base64url_to_bytes(_read(answer)["rawId"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotProved from None


def _read(answer: str) -> dict[str, Any]:
    told = json.loads(answer)
    if not isinstance(told, dict):
        raise NotProved
    return told


def proved(site: Site, challenge: bytes, answer: str, key: Credential) -> int:
    """The key's new counter.

    Raises NotProved; also where the counter did not grow, which is how a copied key is noticed.
    """
    try:
        done = webauthn.verify_authentication_response(
            credential=_read(answer), expected_challenge=challenge, expected_rp_id=site.host,
            expected_origin=site.origin, credential_public_key=key.public, credential_current_sign_count=key.counter,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise NotProved from None
    return done.new_sign_count
