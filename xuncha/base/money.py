"""Money is an integer number of cents (分) everywhere; yuan and wan are ways to read and show it."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal

from xuncha.base.words import Sentence

MoneyUnit = Literal["元", "千元", "万元", "百万元", "亿元"]
CENTS_IN: dict[MoneyUnit, int] = {
    "元": 100,
    "千元": 100_000,
    "万元": 1_000_000,
    "百万元": 100_000_000,
    "亿元": 10_000_000_000,
}
"""How many cents each unit has."""
_FACTORS: dict[str, Decimal] = {unit: Decimal(number) for unit, number in CENTS_IN.items()}
_SUFFIX = re.compile(r"(亿元?|百万元|万元?|千元|元整?|圆整?)$")
_SUFFIXED: dict[str, MoneyUnit] = {"亿": "亿元", "百": "百万元", "万": "万元", "千": "千元"}
CURRENCY = re.compile(r"人民币|rmb|cny|¥", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?")


class NotMoney(ValueError):
    """Raised for a text that is no amount; `says` and `remedy` are for the user."""

    remedy = Sentence(
        "请填数字，如 1234.50，单位写在表头里。",
        "Write a number such as 1234.50; the unit belongs in the heading.",
    )

    def __init__(self, found: object):
        self.says = Sentence(f"“{found}”不是金额", f"“{found}” is not an amount of money")
        super().__init__(self.says.zh)


def cents(value: object, unit: MoneyUnit = "元") -> int:
    """Cents of an amount written in `unit`; a unit written behind the number (3.5万元) goes first.

    Reads numbers, thousands separators, ¥, full-width digits and (1,234.50) for minus; half a cent is
    rounded up in size. Raises NotMoney, also for an empty value.
    """
    if isinstance(value, bool) or value is None:
        raise NotMoney(value if value is not None else "")
    text = unicodedata.normalize("NFKC", str(value)).replace(" ", "")
    negative = text.startswith("(") and text.endswith(")")
    text = CURRENCY.sub("", text.strip("()"))
    suffix = _SUFFIX.search(text)
    if suffix:
        text = text[: suffix.start()]
        unit = _SUFFIXED.get(suffix.group(1)[0], "元")
    if isinstance(value, str) and not (_PLAIN.fullmatch(text) and any(c.isdigit() for c in text)):
        raise NotMoney(value)
    try:
        amount = Decimal(text.replace(",", "")) * _FACTORS[unit]
        whole = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    except (InvalidOperation, ValueError, OverflowError):
        raise NotMoney(value) from None
    return -whole if negative else whole


def _shown(amount: int, factor: Decimal) -> str:
    return f"{(Decimal(amount) / factor).quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"


def yuan(amount: int) -> str:
    """123450 cents as "1,234.50"."""
    return _shown(amount, _FACTORS["元"])


def wan(amount: int) -> str:
    """Cents in units of 万元 with two decimals: 123450 is "0.12"."""
    return _shown(amount, _FACTORS["万元"])
