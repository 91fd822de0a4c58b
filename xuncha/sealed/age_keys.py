"""An X25519 key pair as age writes it: ``age1…`` and ``AGE-SECRET-KEY-1…`` (C2SP age.md; Bech32 of BIP 173, any length)."""

from __future__ import annotations

from collections.abc import Iterable

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def recipient(public: bytes) -> str:
    """The recipient of 32 public bytes."""
    return _bech32("age", public)


def identity(secret: bytes) -> str:
    """The identity of 32 secret bytes."""
    return _bech32("age-secret-key-", secret).upper()


def _bech32(prefix: str, data: bytes) -> str:
    values = list(_fives(data))
    spread = [ord(one) >> 5 for one in prefix] + [0] + [ord(one) & 31 for one in prefix]
    check = _polymod([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1{''.join(_LETTERS[one] for one in values)}"


def _fives(data: bytes) -> Iterable[int]:
    """Eight bits a byte regrouped to five, zeros at the end."""
    bits = "".join(f"{byte:08b}" for byte in data)
    return (int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5))


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            check ^= generator if top >> place & 1 else 0
    return check
