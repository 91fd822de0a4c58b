"""From a cell to a value, each kind of column in the ways in which people write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from xuncha.base.money import NotMoney, cents
from xuncha.base.sheets_in import Cell
from xuncha.base.span import Day, NotADay
from xuncha.base.words import Sentence
from xuncha.registry.core.form import Field

_YES = frozenset(["是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "独立", "对"])
_NO = frozenset(["否", "无", "×", "✗", "x", "n", "no", "false", "0", "不是", "没有"])
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?[人名个件村项轮次]?$")
_SEPARATORS = re.compile(r"[、,，;；/\s]+")
_ID_NUMBER = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{6}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3})(?!\d)")
_ID_HEADING = re.compile("身份证|证件号|公民身份")
_LONG_NUMBER = re.compile(r"\d{15,}[Xx]?")
_SHOWN = 30


class Unfit(ValueError):
    """A cell that does not fit its column: what was found, and what to write."""

    def __init__(self, says: Sentence, remedy: Sentence):
        super().__init__(says.zh)
        self.says = says
        self.remedy = remedy


def shown(value: object) -> str:
    """A cell as it may be repeated in a remark: short, and without anything like an identity number."""
    text = _LONG_NUMBER.sub("（已隐去）", " ".join(str(value).split()))
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def is_id_number(cell: Cell) -> bool:
    """Whether a cell looks like a citizen's identity number."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return False
    return bool(_ID_NUMBER.search(unicodedata.normalize("NFKC", str(cell))))


def is_id_heading(heading: str) -> bool:
    """Whether a heading asks for an identity number."""
    return bool(_ID_HEADING.search(heading))


def value_of(field: Field, cell: Cell, heading: str = "") -> Any:
    """The value of a cell that is not blank; "" and () never come out. Raises Unfit."""
    return _READERS[field.kind](field, cell, heading)


def _text(field: Field, cell: Cell, _: str) -> str:
    text = str(cell).strip()
    if len(text) > field.limit:
        raise Unfit(
            Sentence(
                f"有 {len(text)} 个字，最多 {field.limit} 个字",
                f"{len(text)} characters, at most {field.limit}",
            ),
            Sentence("请写短一些。", "Write it shorter."),
        )
    return text


def _name(field: Field, cell: Cell, heading: str) -> str:
    return _text(field, "".join(str(cell).split()).replace("(", "（").replace(")", "）"), heading)


def _int(field: Field, cell: Cell, _: str) -> int:
    text = "".join(unicodedata.normalize("NFKC", str(cell)).split())
    found = None if isinstance(cell, bool) else _COUNT.fullmatch(text)
    if not found:
        raise Unfit(
            Sentence(f"“{shown(cell)}”不是数目", f"“{shown(cell)}” is not a number"),
            Sentence("请只填整数，如 12。", "Write a whole number such as 12."),
        )
    return int(found.group(1).replace(",", ""))


def _money(field: Field, cell: Cell, heading: str) -> int:
    wan = "万元" in heading or (field.wan and "元" not in heading.replace("万元", ""))
    try:
        return cents(cell, "万元" if wan else "元")
    except NotMoney:
        raise Unfit(
            Sentence(f"“{shown(cell)}”不是金额", f"“{shown(cell)}” is not an amount"), NotMoney.remedy
        ) from None


def _day(field: Field, cell: Cell, _: str) -> Day | None:
    try:
        return Day.parse(cell)
    except NotADay as wrong:
        says = wrong.says if len(str(cell)) <= _SHOWN and not is_id_number(cell) else None
        raise Unfit(
            says or Sentence(f"“{shown(cell)}”不是日期", f"“{shown(cell)}” is not a day"), NotADay.remedy
        ) from None


def _mark(field: Field, cell: Cell, _: str) -> bool:
    text = str(cell).strip().lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise Unfit(
        Sentence(f"“{shown(cell)}”不是“是”或“否”", f"“{shown(cell)}” is neither 是 (yes) nor 否 (no)"),
        Sentence("请填“是”或“否”，不清楚的留空。", "Write 是 or 否, or leave it blank."),
    )


def _list(field: Field, cell: Cell, heading: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _SEPARATORS.split(_text(field, cell, heading)) if part))


_READERS: dict[str, Callable[[Field, Cell, str], Any]] = {
    "text": _text,
    "name": _name,
    "int": _int,
    "money": _money,
    "day": _day,
    "mark": _mark,
    "list": _list,
}
