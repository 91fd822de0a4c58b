"""What single cells of a book say: days, amounts in cents, codes, sides. A cell that says nothing readable gives None."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from xuncha.base.money import CENTS_IN, CURRENCY, MoneyUnit, NotMoney, cents
from xuncha.base.sheets_in import Cell

DayOrder = Literal["", "dmy", "mdy"]

FIRST_YEAR, LAST_YEAR = 1980, 2099
LEAP_YEAR = 2000
_CENTURY = 2000
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(
    (date(FIRST_YEAR, 1, 1) - _SERIAL_ZERO).days, (date(LAST_YEAR, 12, 31) - _SERIAL_ZERO).days + 1
)
_CLOCK = (
    r"(?:[t -]*(?:上午|下午)?\d{1,2}[:.时]\d{2}(?:[:.分](?:\d{2}秒?)?)?(?:[.:]\d+)?(?:z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年、](\d{1,2})[-/.月、](\d{1,2})日?" + _CLOCK)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d) 00:00:00")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?| ?\d{1,2}:\d{2}(?::\d{2})?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: ?\d{1,2}:\d{2}(?::\d{2})?)?")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(rf"(\d{{1,2}})[-/. ]?({'|'.join(_MONTHS)})[a-z]*[-/., ]*(\d{{4}}|\d{{2}})")
_NAME_FIRST = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*[. ]*(\d{{1,2}})(?:st|nd|rd|th)?[, ]+(\d{{4}})")
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "△": "-", "▲": "-", "▽": "-", "[": "(", "]": ")", "【": "(", "】": ")"}
)
_RED = re.compile(r"(?:-|红字|负)([^-()].*)|(.*[^-(])-|\(([^()]*)\)|(.*)\(红字\)")
"""A minus before or behind, brackets, or a word for it."""
LARGEST = 10**17
"""Cents beyond this are no amount of any office and would not fit the engine's sums."""
_EXACT, _NEARLY_WHOLE = 1e10, 0.01
"""Below this a float with two decimals, times a hundred, lies within a thousandth of its whole number of cents."""
_NUMBER = re.compile(r"(-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d+)?) ?[^\d\s.,]{0,4}")
_LARGEST_NUMBER = 10**15
_SHORT = 18
"""Characters of an amount that is looked at without patterns."""
_PLAIN_AMOUNT = re.compile(r"(-?)(\d{1,18})(?:\.(\d{1,2}))?")


def is_blank(value: Cell) -> bool:
    """Nothing in the cell, or only spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


@lru_cache(maxsize=200_000)
def as_text(value: Cell) -> str:
    """A cell as text: outer and doubled spaces gone; 1002.0 is the code "1002", a day at midnight the day alone."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        text = str(value)
        return text.removesuffix(".0") if "e" not in text else f"{value:.9f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime) and value.microsecond:
        return value.isoformat(" ", "milliseconds")
    text = " ".join(str(value).split())
    found = _MIDNIGHT.fullmatch(text)
    return found.group(1) if found else text


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def _day_of_text(text: str, order: DayOrder) -> date | None:
    text = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    found = _YEAR_FIRST.fullmatch(text.replace("年 ", "年").replace("月 ", "月")) or _SOLID.fullmatch(text)
    if found:
        return _made(*(int(part) for part in found.groups()[:3]))
    found = _YEAR_LAST.fullmatch(text)
    if found and order:
        first, second, year = (int(part) for part in found.groups()[:3])
        return _made(year, second, first) if order == "dmy" else _made(year, first, second)
    found = _SERIAL.fullmatch(text)
    return _day_of_serial(int(found.group(1))) if found else _day_of_name(text)


def _day_of_name(text: str) -> date | None:
    """A day whose month is written as an English word: 05-Mar-24, Mar 5, 2024."""
    found, turned = _NAMED.fullmatch(text), _NAME_FIRST.fullmatch(text)
    if found:
        day, month, year = found.groups()
    elif turned:
        month, day, year = turned.groups()
    else:
        return None
    whole = int(year) + (_CENTURY if len(year) == 2 else 0)
    return _made(whole, _MONTHS.index(month) + 1, int(day))


@lru_cache(maxsize=5_000)
def day_within(text: str, year: int) -> date | None:
    """The day of a text that leaves its year to the heading: 3月5日."""
    found = _MONTH_DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return _made(year, *(int(part) for part in found.groups())) if found else None


def lacks_year(value: Cell) -> bool:
    """Whether a cell is a day but for its year."""
    return isinstance(value, str) and day_within(value, LEAP_YEAR) is not None


def _day_of_serial(whole: int) -> date | None:
    return _SERIAL_ZERO + timedelta(days=whole) if whole in _SERIALS else None


def read_day(value: Cell, order: DayOrder = "") -> date | None:
    """The day of a cell: a date, an Excel serial, 20230506, 2023-5-6, 2023年5月6日, 6-May-23; 06/05/2023 only when `order` is known."""
    if isinstance(value, datetime):
        return value.date() if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, date):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        if value != value or value in (float("inf"), float("-inf")):
            return None
        whole = int(value)
        return _day_of_serial(whole) or (_day_of_text(str(whole), "") if whole == value else None)
    return _day_of_text(value, order)


def day_order(values: Iterable[Cell]) -> tuple[DayOrder, str]:
    """Whether days written 06/05/2023 put the day or the month first, and a text that proves it; "" when nothing does."""
    dmy = mdy = ""
    for value in values:
        text = value.strip() if isinstance(value, str) else ""
        found = _YEAR_LAST.fullmatch(text)
        if found:
            first, second = int(found.group(1)), int(found.group(2))
            dmy = dmy or (text if first > 12 >= second else "")
            mdy = mdy or (text if second > 12 >= first else "")
    if dmy and not mdy:
        return "dmy", dmy
    if mdy and not dmy:
        return "mdy", mdy
    return "", ""


def is_open(value: Cell) -> bool:
    """Whether a cell is written 06/05/2023, which day and month may begin."""
    return isinstance(value, str) and _YEAR_LAST.fullmatch(value.strip()) is not None


@lru_cache(maxsize=200_000)
def _cents_of_text(text: str, unit: MoneyUnit) -> int | None:
    found = _PLAIN_AMOUNT.fullmatch(text)
    if found:
        sign, whole, part = found.groups()
        value = int(whole) * 100 + int((part or "0").ljust(2, "0"))
        return (-value if sign else value) * (CENTS_IN[unit] // 100)
    try:
        return cents(_signed(unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()), unit)
    except NotMoney:
        return None


def _signed(text: str) -> str:
    """An amount with its minus, however that is written, as brackets around it."""
    text = "".join(CURRENCY.sub("", text).split())
    red = _RED.fullmatch(text)
    inside = next(found for found in red.groups() if found is not None) if red else text
    return f"({inside.removeprefix('-')})" if red else text


def read_cents(value: Cell, unit: MoneyUnit = "元") -> int | None:
    """Cents of a cell written in `unit`. Minus may be -, 1,234.50-, (1,234.50), △ or 红字. None when it is no amount."""
    found = _cents_of_cell(value, unit)
    return found if found is not None and -LARGEST <= found <= LARGEST else None


def _cents_of_cell(value: Cell, unit: MoneyUnit) -> int | None:
    if isinstance(value, str):
        if unit == "元" and value[-3:-2] == "." and len(value) < _SHORT:
            digits = value[:-3] + value[-2:]
            if digits.isdecimal() and digits.isascii():
                return int(digits)
        return _cents_of_text(value.strip(), unit)
    if value is None or isinstance(value, (bool, date)):
        return None
    if isinstance(value, int):
        return value * CENTS_IN[unit]
    if unit == "元" and -_EXACT < value < _EXACT:
        whole = round(value * 100)
        if abs(value * 100 - whole) < _NEARLY_WHOLE:
            return whole
    try:
        return cents(value, unit)
    except NotMoney:
        return None


def read_number(value: Cell) -> float | None:
    """A quantity, also one with its unit behind it (60L, 3人, 1,200公里). None when it is none, or of more than 15 digits."""
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return None
    if isinstance(value, (int, float)):
        return float(value) if abs(value) < _LARGEST_NUMBER else None
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", value).strip())
    return float(found.group(1).replace(",", "")) if found else None
