"""A security key made of software, for tests: it answers as a browser and a FIDO2 key together would."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url, encode_cbor

FLAGS_PRESENT, FLAG_NEW = 0x01, 0x40


@dataclass
class SoftKey:
    """``counter`` grows by one with each use, unless a test holds it back as a copied key would."""

    host: str = "localhost"
    origin: str = "http://localhost"
    counter: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    secret: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def registers(self, options: dict[str, object]) -> str:
        """The browser's answer to ``navigator.credentials.create``."""
        numbers = self.secret.public_key().public_numbers()
        public = encode_cbor(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        )
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        made = encode_cbor(
            {"fmt": "none", "attStmt": {}, "authData": self._state(FLAGS_PRESENT | FLAG_NEW) + attested}
        )
        client = self._client("webauthn.create", options)
        return self._told(
            {"clientDataJSON": bytes_to_base64url(client), "attestationObject": bytes_to_base64url(made)}
        )

    def proves(self, options: dict[str, object]) -> str:
        """The browser's answer to ``navigator.credentials.get``."""
        self.counter += 1
        client, state = self._client("webauthn.get", options), self._state(FLAGS_PRESENT)
        signature = self.secret.sign(state + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._told({
            "clientDataJSON": bytes_to_base64url(client), "authenticatorData": bytes_to_base64url(state),
            "signature": bytes_to_base64url(signature),
        })  # fmt: skip

    def _state(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, object]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _told(self, response: dict[str, str]) -> str:
        name = bytes_to_base64url(self.id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )
