"""A signed head: how many rows the journal had at a moment, and the root over them, signed by the house.

It goes out on paper as a slip: in groups of digits to be read and typed by people, and whole, with its signature, in the QR
code. The text of the code is ``XJ1:<rows>:<moment>:<root>:<public key>:<signature>``, the last three in base 32: capital
letters and digits only, which a QR code packs closely.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from xuncha.base.words import Sentence
from xuncha.sealed.suites import INTL
from xuncha.trust.core.chain import Kept
from xuncha.trust.core.merkle import HASH_BYTES

MARK = "XJ1"
_MOMENT = "%Y%m%dT%H%M%SZ"
_GROUP = 4
_SIGNATURE_BYTES = 64
COPY = Sentence(
    "请对照纸面逐组核对，或直接扫描二维码粘贴全文。",
    "Compare it with the paper group by group, or scan the code.",
)


class NotAHead(Exception):
    """A text that is no head, told as a sentence with what to do."""

    def __init__(self, says: Sentence, remedy: Sentence = COPY) -> None:
        super().__init__(str(says))
        self.says, self.remedy = says, remedy


@dataclass(frozen=True)
class Head:
    """A signed head: rows, root (32 bytes), moment (UTC, whole seconds), public key and signature (Ed25519)."""

    seq: int
    root: bytes
    at: datetime
    public: bytes
    signature: bytes

    @property
    def holds(self) -> bool:
        """Whether the signature is that of ``public``; whose key that is must be known from elsewhere."""
        return INTL.verify(self.public, _statement(self.seq, self.root, self.at), self.signature)

    @property
    def code(self) -> str:
        """The whole head as one text, for the QR code."""
        parts = (
            MARK,
            str(self.seq),
            self.at.strftime(_MOMENT),
            *map(_b32, (self.root, self.public, self.signature)),
        )
        return ":".join(parts)

    @property
    def kept(self) -> Kept:
        """What a check of the journal needs of it."""
        return Kept(self.seq, self.root, self.at.isoformat(timespec="milliseconds"))


def sign(seed: bytes, seq: int, root: bytes, at: datetime) -> Head:
    """Sign a head with the house's key, which is made from ``seed`` (32 bytes); parts of a second are dropped."""
    secret, public = INTL.sign_pair(seed)
    moment = at.astimezone(UTC).replace(microsecond=0)
    return Head(seq, root, moment, public, INTL.sign(secret, _statement(seq, root, moment)))


def public_of(seed: bytes) -> bytes:
    """The public key that belongs to ``seed``."""
    return INTL.sign_pair(seed)[1]


def _statement(seq: int, root: bytes, at: datetime) -> bytes:
    """The bytes that are signed."""
    return f"xuncha journal head\n{MARK}\n{seq}\n{root.hex()}\n{at.strftime(_MOMENT)}\n".encode()


def groups(root: bytes, seq: int) -> list[str]:
    """The root for the eye: 16 groups of four hex digits and a 17th that tells a slip of the pen."""
    digits = root.hex() + _check(seq, root.hex())
    return [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]


def fingerprint(public: bytes) -> str:
    """The house's public key for the eye: 16 hex digits in groups."""
    digits = hashlib.sha256(public).hexdigest()[:16]
    return " ".join(digits[at : at + _GROUP] for at in range(0, 16, _GROUP))


def _check(seq: int, root: str) -> str:
    return hashlib.sha256(f"{seq}:{root}".encode()).hexdigest()[:_GROUP]


def read(text: str) -> Head | Kept:
    """A head as it was scanned (Head, its signature proved) or typed as ``rows:digits`` (Kept).

    Raises NotAHead, which says what is wrong.
    """
    plain = re.sub(r"[\s\-_.·]", "", text).replace("：", ":")
    return _scanned(plain.upper()) if plain.upper().startswith(MARK + ":") else _typed(plain.lower())


def genuine(code: str, public: bytes) -> Head | None:
    """The scanned head, if it was signed by the key ``public``."""
    try:
        head = read(code)
    except NotAHead:
        return None
    return head if isinstance(head, Head) and head.public == public else None


def _scanned(code: str) -> Head:
    try:
        _, seq, at, root, public, signature = code.split(":")
        moment = datetime.strptime(at, _MOMENT).replace(tzinfo=UTC)
        head = Head(int(seq), _plain(root), moment, _plain(public), _plain(signature))
    except ValueError:
        raise NotAHead(
            Sentence("二维码文字不完整或抄错了。", "The text of the code is incomplete or wrong.")
        ) from None
    lengths = (len(head.root), len(head.public), len(head.signature))
    if lengths != (HASH_BYTES, HASH_BYTES, _SIGNATURE_BYTES) or not head.holds:
        raise NotAHead(
            Sentence(
                "签名不符：文字抄错了，或者这张存根是伪造的。",
                "The signature does not hold: misread, or forged.",
            )
        )
    return head


def _typed(text: str) -> Kept:
    number, colon, digits = text.partition(":")
    if not (colon and number.isascii() and number.isdigit() and int(number) > 0):
        raise NotAHead(
            Sentence(
                "末条应写成条数、半角冒号、校验码，例如 1532:9f86 d081 …。",
                "A head is written as rows:digits.",
            )
        )
    if not re.fullmatch(r"[0-9a-f]{64}([0-9a-f]{4})?", digits):
        raise NotAHead(
            Sentence(
                f"校验码应是17组、每组4位(0-9、a-f)，现在读到{len(digits)}位。",
                f"The digits are 17 groups of 4 (0-9, a-f); {len(digits)} were read.",
            )
        )
    root, check = digits[:64], digits[64:]
    if check and check != _check(int(number), root):
        raise NotAHead(
            Sentence(
                "条数或校验码有抄错的地方：最后一组对不上。",
                "There is a slip of the pen: the last group does not fit.",
            )
        )
    return Kept(int(number), bytes.fromhex(root))


def _b32(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=")


def _plain(text: str) -> bytes:
    return base64.b32decode(text + "=" * (-len(text) % 8))
