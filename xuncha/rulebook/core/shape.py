"""What a rule's value looks like: how it is told to a person, and whether a new one fits the programs that read it."""

from __future__ import annotations

from typing import Any

from xuncha.base.words import Sentence
from xuncha.base.workdays import Clock

Plain = bool | int | float | str | None


def is_plain(value: Any) -> bool:
    """A value that one field can hold."""
    return value is None or isinstance(value, bool | int | float | str)


def told(value: Any) -> Sentence:
    """The value in one line: 6个月, 2,000,000, 甲、乙, 共 8 项."""
    if isinstance(value, bool):
        return Sentence("是", "yes") if value else Sentence("否", "no")
    if isinstance(value, int):
        return Sentence(f"{value:,}", f"{value:,}")
    if is_plain(value):
        return Sentence(str(value or "—"), str(value or "—"))
    if isinstance(value, dict) and set(value) == {"number", "unit"}:
        unit = "个月" if value["unit"] == "月" else value["unit"]
        return Sentence(f"{value['number']}{unit}", f"{value['number']} {value['unit']}")
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value) and len(value) <= 8:
        return Sentence("、".join(value), ", ".join(value))
    return Sentence(f"共 {len(value)} 项", f"{len(value)} entries")


def mismatch(old: Any, new: Any, place: str = "") -> Sentence | None:
    """Where `new` is built otherwise than `old`, or None. Numbers may change, names of entries and kinds may not.

    Lists may grow and shrink; each of their entries must be built like one of the old ones.
    """
    here = place or "值"
    if isinstance(old, dict):
        if not isinstance(new, dict):
            return _wrong(here, "若干有名称的项", "named entries")
        if gone := sorted(set(old) - set(new)):
            return Sentence(
                f"{here}缺少“{'”“'.join(gone)}”，程序要用到，请补上。",
                f"{here} lacks {', '.join(gone)}, which the programs read.",
            )
        found = (mismatch(old[key], new[key], f"{place}.{key}".lstrip(".")) for key in old)
        wrong = next((one for one in found if one), None)
        return wrong or _clock_mismatch(new, here)
    if isinstance(old, list):
        if not isinstance(new, list):
            return _wrong(here, "一个清单", "a list")
        if not old:
            return None
        entries = (
            (index, min(_entry(old, one, f"{here}[{index}]"), key=bool)) for index, one in enumerate(new, 1)
        )
        return next((no for _, no in entries if no), None)
    return _plain_mismatch(old, new, here)


def _entry(old: list[Any], new: Any, place: str) -> list[Sentence | None]:
    return [mismatch(one, new, place) for one in old]


def _clock_mismatch(new: dict[str, Any], here: str) -> Sentence | None:
    """A time limit is counted in the units that clocks know, and never backwards."""
    if not {"number", "unit"} <= set(new):
        return None
    try:
        Clock(new["number"], new["unit"])
    except (ValueError, TypeError):
        return _wrong(here, "不小于0的整数加“工作日”“日”或者“月”", "a number from 0 on of 工作日, 日 or 月")
    return None


def _plain_mismatch(old: Plain, new: Any, here: str) -> Sentence | None:
    if old is None:
        return None
    if isinstance(old, bool):
        return None if isinstance(new, bool) else _wrong(here, "是或否", "yes or no")
    if isinstance(old, int):
        whole = isinstance(new, int) and not isinstance(new, bool)
        return None if whole else _wrong(here, "整数", "a whole number")
    if isinstance(old, float):
        number = isinstance(new, int | float) and not isinstance(new, bool)
        return None if number else _wrong(here, "数字", "a number")
    return None if isinstance(new, str) else _wrong(here, "文字", "text")


def _wrong(here: str, zh: str, en: str) -> Sentence:
    return Sentence(f"{here}应当是{zh}，请改正。", f"{here} should be {en}.")
