"""A secret split among n people, any k of whom can put it together again, and fewer learn nothing (Shamir 1979).

Every byte of the secret is the constant term of a random polynomial of degree k-1 over GF(2⁸) (the field of FIPS 197
§4, x⁸+x⁴+x³+x+1); a share holds the polynomials' values at its index. Eight bytes of digest are split together with the
secret, so that too few shares, a foreign share or a share of another splitting are noticed and never yield a wrong key.

On paper a share is groups of six digits: five stand for two bytes, the sixth is a check digit (Damm 2004) that starts
from the group's place, so that a wrong digit, two swapped neighbours and a swapped pair of groups each name the group.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Sequence

from xuncha.sealed.told import Told

MOST = 255
"""No splitting has more shares: the index of a share is one byte and never 0."""

_CHECK = 8
_POLYNOMIAL = 0x11B
_GROUP = 6
_LAST_BYTE = 1 << 16
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


class BadShare(Told):
    """Digits that are no share. `group` is the group that is wrong, counted from 1; None when none can be named."""

    def __init__(self, zh: str, en: str, group: int | None = None) -> None:
        super().__init__(zh, en)
        self.group = group


class CannotJoin(Told):
    """The shares do not give the secret; why is not told, because it cannot be known."""

    def __init__(self) -> None:
        super().__init__(
            "这些密钥份额合不出原来的密钥：份数不够，或者其中有不属于同一次分存的份额。请再加一份，或逐份核对编号和日期。",
            "These shares do not give the key: there are too few, or one belongs to another splitting. "
            "Add a share, or check the number and date of each.",
        )


def split(secret: bytes, n: int, k: int) -> list[bytes]:
    """`n` shares of `secret`, of which any `k` give it back; the first byte of each is its index, 1 to n.

    A share is nine bytes longer than the secret. Raises ValueError for an empty secret, for k below 2 (that would be no
    splitting), k above n or n above 255.
    """
    if not secret or not 2 <= k <= n <= MOST:
        raise ValueError("a secret of at least one byte, and 2 <= k <= n <= 255")
    polynomials = [bytes((byte,)) + secrets.token_bytes(k - 1) for byte in secret + _digest(secret)]
    return [bytes((x, *(_value(polynomial, x) for polynomial in polynomials))) for x in range(1, n + 1)]


def join(shares: Sequence[bytes]) -> bytes:
    """The secret of `shares`; more than k are welcome, the same share twice counts once.

    Raises CannotJoin for too few, foreign or changed shares.
    """
    given = sorted(set(shares))
    lengths, indexes = {len(share) for share in given}, [share[0] for share in given if share]
    if len(lengths) != 1 or lengths.pop() <= 1 + _CHECK or 0 in indexes or len(set(indexes)) != len(given):
        raise CannotJoin
    weights = [_weight(x, indexes) for x in indexes]
    columns = zip(*(share[1:] for share in given), strict=True)
    joined = bytes(_sum_of_products(column, weights) for column in columns)
    secret, check = joined[:-_CHECK], joined[-_CHECK:]
    if not hmac.compare_digest(check, _digest(secret)):
        raise CannotJoin
    return secret


def as_digits(share: bytes) -> str:
    """`share` for paper: groups of six digits with spaces between them, the last group checks the whole."""
    bytes_ = share + _sum16(share)
    pairs = [bytes_[i : i + 2] for i in range(0, len(bytes_), 2)]
    numbers = [int.from_bytes(pair, "big") + (_LAST_BYTE if len(pair) == 1 else 0) for pair in pairs]
    groups = [f"{number:05d}" for number in numbers]
    return " ".join(group + _check_digit(group, place) for place, group in enumerate(groups, 1))


def from_digits(text: str) -> bytes:
    """The share that was written as `text`; spaces, hyphens, line ends and full-width digits do not matter.

    Raises BadShare naming the first group that is wrong.
    """
    bytes_ = b""
    groups = _groups(text)
    for place, group in enumerate(groups, 1):
        number = int(group[:-1])
        if group[-1] != _check_digit(group[:-1], place) or number >= _LAST_BYTE + 256:
            raise _wrong(place, "与校验位不符", "does not fit its check digit")
        if number >= _LAST_BYTE and place < len(groups):
            raise _wrong(place, "只能是最后一组", "can only be the last group")
        bytes_ += number.to_bytes(2, "big") if number < _LAST_BYTE else bytes((number - _LAST_BYTE,))
    share, check = bytes_[:-2], bytes_[-2:]
    if len(share) <= 1 + _CHECK or not hmac.compare_digest(check, _sum16(share)):
        raise BadShare(
            "份额不完整：每组都对得上，但整份对不上。请核对最后有没有漏抄的组。",
            "The share is incomplete: every group is right but the whole is not. See whether groups are missing at the end.",
        )
    return share


def _wrong(place: int, zh: str, en: str) -> BadShare:
    return BadShare(
        f"第{place}组{zh}，请对照纸面重抄这一组（每组六位数字）。",
        f"Group {place} {en}; copy it again from the paper (each group has six digits).",
        place,
    )


def _groups(text: str) -> list[str]:
    """Six digits each. Written without spaces it is cut every six digits."""
    groups: list[str] = []
    for word in unicodedata.normalize("NFKC", text).replace("-", " ").split():
        if not (word.isascii() and word.isdigit()):
            raise _wrong(len(groups) + 1, "有数字以外的字符", "holds something that is no digit")
        if len(word) % _GROUP:
            raise _wrong(len(groups) + 1 + len(word) // _GROUP, "不是六位数字", "has not six digits")
        groups += [word[i : i + _GROUP] for i in range(0, len(word), _GROUP)]
    return groups


def _check_digit(digits: str, place: int) -> str:
    """Damm's check digit, begun from the last digit of the group's place instead of 0."""
    interim = place % 10
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def _digest(secret: bytes) -> bytes:
    return hashlib.sha256(b"xuncha share\0" + secret).digest()[:_CHECK]


def _sum16(share: bytes) -> bytes:
    return hashlib.sha256(b"xuncha digits\0" + share).digest()[:2]


def _product(a: int, b: int) -> int:
    """a times b in GF(2⁸), always in eight steps and without tables or branches on a or b."""
    result = 0
    for _ in range(8):
        result ^= -(b & 1) & a
        a = (a << 1) ^ (-(a >> 7) & _POLYNOMIAL)
        b >>= 1
    return result


def _inverse(a: int) -> int:
    """a to the power 254, which is 1/a for a ≠ 0."""
    result = 1
    for bit in f"{254:08b}":
        result = _product(result, result)
        if bit == "1":
            result = _product(result, a)
    return result


def _value(polynomial: bytes, x: int) -> int:
    """The polynomial's value at x, coefficients from the constant term upwards (Horner)."""
    result = 0
    for coefficient in reversed(polynomial):
        result = _product(result, x) ^ coefficient
    return result


def _weight(x: int, indexes: Sequence[int]) -> int:
    """Lagrange's weight at 0 of the point x among `indexes`."""
    result = 1
    for other in indexes:
        if other != x:
            result = _product(result, _product(other, _inverse(other ^ x)))
    return result


def _sum_of_products(column: Sequence[int], weights: Sequence[int]) -> int:
    result = 0
    for value, weight in zip(column, weights, strict=True):
        result ^= _product(value, weight)
    return result
