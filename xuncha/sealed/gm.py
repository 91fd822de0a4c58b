"""The suite GM: SM2 (GB/T 32918), SM3 (GB/T 32905), SM4-GCM (GB/T 32907, RFC 8998), HMAC-SM3 and Argon2id.

SM3 and SM4 are computed by `cryptography`. SM2 holds long-lived keys, and for those no product is used here that is not a
certified one: until a module with a certificate is plugged in, everything that needs SM2 is refused with a sentence. A module
is any object with the methods of `Provider` (a card by SDF, a key by SKF or PKCS#11) and the number of its certificate.
"""

from __future__ import annotations

import secrets
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from xuncha.sealed.suites import INTL, KEY_BYTES, CannotOpen, Cost, PieceOpener, PieceSealer
from xuncha.sealed.told import Told

_SM4_KEY = 16
_NONCE = 12
_TAG = 16
_SALT = 12
_ROUNDS = 1000
"""HMAC-SM3 rounds behind Argon2id; the price of a guess is Argon2id's, these only bind the key to SM3."""


class NotCertified(Told):
    """SM2 is wanted and no certified module is plugged in."""

    def __init__(self) -> None:
        super().__init__(
            "国密套件的SM2运算必须由取得商用密码产品认证的密码模块完成，本机没有接入这样的模块。"
            "请接入密码模块后再启用国密套件；在此之前使用国际算法套件。",
            "SM2 of the suite GM is only done by a certified cryptographic module, and none is connected to this machine. "
            "Connect one before switching to GM; use the suite INTL until then.",
        )


class Provider(Protocol):
    """A cryptographic module that does SM2. Secrets may be handles that mean something only to the module."""

    name: str
    certificate: str
    """The number of its certificate as a commercial cryptographic product (商用密码产品认证证书编号)."""

    def key_pair(self, seed: bytes | None = None) -> tuple[bytes, bytes]:
        """A (secret, public) pair, from ``seed`` (32 bytes) always the same; public keys are 65 bytes, 04 ‖ x ‖ y."""
        ...

    def encrypt(self, public: bytes, plain: bytes) -> bytes:
        """GB/T 32918.4, C1 ‖ C3 ‖ C2."""
        ...

    def decrypt(self, secret: bytes, cipher: bytes) -> bytes:
        """What ``encrypt`` encrypted. Raises ValueError for anything else."""
        ...

    def sign(self, secret: bytes, message: bytes) -> bytes:
        """GB/T 32918.2 with the default identity of GB/T 35276: r ‖ s, 64 bytes."""
        ...

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool: ...


class _Gcm:
    """STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over SM4-GCM: the nonce counts the pieces and tells the last."""

    def __init__(self, key: bytes, place: int = 0) -> None:
        self._key, self._place = key, place

    def _nonce(self, last: bool) -> bytes:
        self._place += 1
        return self._place.to_bytes(_NONCE - 1, "big") + bytes((last,))


class _GcmSealer(_Gcm):
    def __init__(self, key: bytes) -> None:
        self.header = secrets.token_bytes(_SALT)
        super().__init__(_stream_key(key, self.header))

    def seal(self, plain: bytes, bound: bytes, last: bool) -> bytes:
        return _gcm_seal(self._key, self._nonce(last), bound, plain)


class _GcmOpener(_Gcm):
    def open(self, box: bytes, bound: bytes, last: bool) -> bytes:
        return _gcm_open(self._key, self._nonce(last), bound, box)

    def copy(self) -> _GcmOpener:
        return _GcmOpener(self._key, self._place)


class Gm:
    """The suite of the national standards."""

    number = 2
    name = "GM"
    header = _SALT
    overhead = _TAG

    def __init__(self) -> None:
        self._provider: Provider | None = None

    def plug(self, provider: Provider | None) -> None:
        """Let `provider` do SM2 from now on; None unplugs. Raises NotCertified for one that names no certificate."""
        if provider is not None and not provider.certificate.strip():
            raise NotCertified
        self._provider = provider

    @property
    def sm2(self) -> Provider:
        """The module that is plugged in. Raises NotCertified when there is none."""
        if self._provider is None:
            raise NotCertified
        return self._provider

    def key_pair(self) -> tuple[bytes, bytes]:
        return self.sm2.key_pair()

    def seal_to(self, public: bytes, bound: bytes, plain: bytes, pepper: bytes = b"") -> bytes:
        """SM2 carries 32 fresh bytes, from which with ``pepper`` comes the key of the rest: length(2) | SM2 | locked."""
        once = secrets.token_bytes(KEY_BYTES)
        carried = self.sm2.encrypt(public, once)
        head = len(carried).to_bytes(2, "big") + carried
        return head + self.lock(_agreed(once, carried, public, pepper), bound + head, plain)

    def open_with(self, secret: bytes, public: bytes, bound: bytes, box: bytes, pepper: bytes = b"") -> bytes:
        end = 2 + int.from_bytes(box[:2], "big")
        head, carried = box[:end], box[2:end]
        try:
            once = self.sm2.decrypt(secret, carried)
        except ValueError:
            raise CannotOpen from None
        return self.unlock(_agreed(once, carried, public, pepper), bound + head, box[end:])

    def lock(self, key: bytes, bound: bytes, plain: bytes) -> bytes:
        """Salt(12) | nonce(12) | cipher and tag(16). The salt makes a key of its own for every message."""
        salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
        return salt + nonce + _gcm_seal(_message_key(key, salt), nonce, bound, plain)

    def unlock(self, key: bytes, bound: bytes, box: bytes) -> bytes:
        if len(box) < _SALT + _NONCE:
            raise CannotOpen
        salt, nonce = box[:_SALT], box[_SALT : _SALT + _NONCE]
        return _gcm_open(_message_key(key, salt), nonce, bound, box[_SALT + _NONCE :])

    def piece_sealer(self, key: bytes) -> PieceSealer:
        """The header is a salt, which makes a key of its own for every stream."""
        return _GcmSealer(key)

    def piece_opener(self, key: bytes, header: bytes) -> PieceOpener:
        return _GcmOpener(_stream_key(key, header))

    def sign_pair(self, seed: bytes | None = None) -> tuple[bytes, bytes]:
        return self.sm2.key_pair(seed)

    def sign(self, secret: bytes, message: bytes) -> bytes:
        return self.sm2.sign(secret, message)

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        return self.sm2.verify(public, message, signature)

    def stretch(self, password: str, salt: bytes, cost: Cost) -> bytes:
        hard = INTL.stretch(password, salt, cost)
        return PBKDF2HMAC(algorithm=hashes.SM3(), length=KEY_BYTES, salt=salt, iterations=_ROUNDS).derive(
            hard
        )

    def digest(self, data: bytes) -> bytes:
        digest = hashes.Hash(hashes.SM3())
        digest.update(data)
        return digest.finalize()


def _hmac_sm3(key: bytes, data: bytes) -> bytes:
    mac = hmac.HMAC(key, hashes.SM3())
    mac.update(data)
    return mac.finalize()


def _agreed(once: bytes, carried: bytes, public: bytes, pepper: bytes) -> bytes:
    return _hmac_sm3(b"xuncha box\0" + pepper, once + carried + public)


def _message_key(key: bytes, salt: bytes) -> bytes:
    return _hmac_sm3(key, b"xuncha message\0" + salt)[:_SM4_KEY]


def _stream_key(key: bytes, salt: bytes) -> bytes:
    return _hmac_sm3(key, b"xuncha stream\0" + salt)[:_SM4_KEY]


def _gcm_seal(key: bytes, nonce: bytes, bound: bytes, plain: bytes) -> bytes:
    """SM4-GCM: cipher and tag(16)."""
    seal = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    seal.authenticate_additional_data(bound)
    return seal.update(plain) + seal.finalize() + seal.tag


def _gcm_open(key: bytes, nonce: bytes, bound: bytes, box: bytes) -> bytes:
    if len(box) < _TAG:
        raise CannotOpen
    opened = Cipher(algorithms.SM4(key), modes.GCM(nonce, box[-_TAG:])).decryptor()
    opened.authenticate_additional_data(bound)
    try:
        return opened.update(box[:-_TAG]) + opened.finalize()
    except InvalidTag:
        raise CannotOpen from None


GM = Gm()
