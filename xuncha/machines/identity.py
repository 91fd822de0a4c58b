"""Who this installation is to others: a name of eight hex digits, a key that signs and a key that opens, in the key folder."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from dataclasses import dataclass, field

from xuncha.base.words import Sentence
from xuncha.sealed import age
from xuncha.sealed.bundle import Signer
from xuncha.sealed.suites import INTL
from xuncha.trust import key_folder
from xuncha.trust.refusal import Refusal

_MARK = "xuncha-machine-1"
_NAME = re.compile(r"[0-9a-f]{8}")
_KEY = re.compile(r"[0-9a-f]{64}")
_RECIPIENT = re.compile(r"age1[0-9a-z]{58}")


@dataclass(frozen=True)
class Introduction:
    """What an installation tells of itself. ``sign_key`` in hex, ``seal_key`` as ``age1…``."""

    known_as: str
    sign_key: str
    seal_key: str

    @property
    def fingerprint(self) -> str:
        """Eight groups of four, to be compared by eye or read out."""
        digits = hashlib.sha256(f"{self.known_as}|{self.sign_key}|{self.seal_key}".encode()).hexdigest()
        return " ".join(digits[at : at + 4] for at in range(0, 32, 4))

    def text(self) -> str:
        """One line for a file or a QR code."""
        return ":".join((_MARK, self.known_as, self.sign_key, self.seal_key))


@dataclass(frozen=True)
class Identity:
    """An introduction with its secrets."""

    told: Introduction
    secret: bytes = field(repr=False)
    opens: str = field(repr=False)

    @property
    def signer(self) -> Signer:
        return Signer(self.secret, bytes.fromhex(self.told.sign_key))


def introduced(text: str) -> Introduction:
    """The introduction of a text. Raises Refusal for what is none."""
    parts = text.strip().split(":")
    if len(parts) == 4 and parts[0] == _MARK:
        if _NAME.fullmatch(parts[1]) and _KEY.fullmatch(parts[2]) and _RECIPIENT.fullmatch(parts[3]):
            return Introduction(*parts[1:])
    raise Refusal(
        "no-introduction",
        Sentence("这不是单机的登记文字。", "This is not what a machine says of itself."),
        Sentence(
            "请在单机上运行 xuncha bundle introduce，把显示的整行文字原样拷来。",
            "Run xuncha bundle introduce on the machine and copy the whole line.",
        ),
    )


def own() -> Identity:
    """This installation's identity, made at first use (mode 0600)."""
    path = key_folder.folder() / "exchange.json"
    if not path.exists():
        secret, public = INTL.sign_pair()
        opens, recipient = age.key_pair()
        kept = {
            "known_as": secrets.token_hex(4),
            "secret": secret.hex(),
            "public": public.hex(),
            "opens": opens,
            "recipient": recipient,
        }
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return own()
        with os.fdopen(handle, "w") as out:
            json.dump(kept, out)
    kept = json.loads(path.read_text())
    told = Introduction(kept["known_as"], kept["public"], kept["recipient"])
    return Identity(told, bytes.fromhex(kept["secret"]), kept["opens"])
