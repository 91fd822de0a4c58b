"""A rule's value taken apart into what one field can hold, and put together again.

A leaf is a plain value, a list of texts (one a line), or a table: entries with the same columns, one entry a line,
columns apart by |, several texts in one column by 、. Whatever is built otherwise is a leaf written as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rulebook.core.shape import is_plain

Path = tuple[str, ...]
BETWEEN = " | "
YES, NO = "是", "否"


class Unreadable(ValueError):
    """A text that cannot be read back; `says` names the line and what was expected."""

    def __init__(self, says: Sentence):
        super().__init__(str(says))
        self.says = says


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """The leaves of a value with their paths; a value that is no table of names is its own only leaf."""
    if not isinstance(value, dict) or not value:
        return [(path, value)]
    return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]


def rebuilt(value: Any, given: Mapping[Path, Any], path: Path = ()) -> Any:
    """`value` with its leaves replaced by `given`."""
    if not isinstance(value, dict) or not value:
        return given.get(path, value)
    return {key: rebuilt(inner, given, (*path, key)) for key, inner in value.items()}


def is_texts(leaf: Any) -> bool:
    """A list of texts."""
    return (
        isinstance(leaf, list)
        and bool(leaf)
        and all(isinstance(one, str) and _safe(one, "\n") for one in leaf)
    )


def is_table(leaf: Any) -> bool:
    """A list of entries with the same columns, each plain or a list of texts."""
    if not isinstance(leaf, list) or not leaf or not all(isinstance(one, dict) and one for one in leaf):
        return False
    same = all(list(one) == list(leaf[0]) for one in leaf)
    return same and all(_fits_a_column(cell) for one in leaf for cell in one.values())


def _fits_a_column(cell: Any) -> bool:
    if isinstance(cell, list):
        return all(isinstance(one, str) and _safe(one, "\n|｜、") for one in cell)
    return is_plain(cell) and (not isinstance(cell, str) or not cell or _safe(cell, "\n|｜"))


def _safe(text: str, apart: str) -> bool:
    """A text that is found again after it was written between the marks `apart`."""
    return bool(text) and text == text.strip() and not any(mark in text for mark in apart)


def columns(table: list[dict[str, Any]]) -> list[str]:
    """The names of a table's columns."""
    return list(table[0])


def leaf_text(leaf: Any) -> str:
    """A leaf as it is edited in a field of several lines."""
    if is_texts(leaf):
        return "\n".join(leaf)
    if is_table(leaf):
        return "\n".join(BETWEEN.join(_cell_text(cell) for cell in entry.values()) for entry in leaf)
    return json.dumps(leaf, ensure_ascii=False)


def read_leaf(old: Any, text: str) -> Any:
    """The leaf again, built like `old`. Raises Unreadable."""
    if is_texts(old):
        return _lines(text)
    if is_table(old):
        return [_entry(old[0], line, number) for number, line in enumerate(_lines(text), 1)]
    try:
        return json.loads(text)
    except ValueError:
        raise Unreadable(
            Sentence(
                "这里不是规范的写法：请只改引号里的文字和数字，保留括号、引号、冒号和逗号。",
                "This cannot be read: change only texts and numbers; keep brackets, quotes, colons and commas.",
            )
        ) from None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _cell_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return YES if cell else NO
    return "、".join(cell) if isinstance(cell, list) else ("" if cell is None else str(cell))


def _entry(model: Mapping[str, Any], line: str, number: int) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.replace("｜", "|").split("|")]
    if len(cells) != len(model):
        raise Unreadable(
            Sentence(
                f"第 {number} 行有 {len(cells)} 栏，应当是 {len(model)} 栏（{'、'.join(model)}），各栏用 | 隔开。",
                f"Line {number} has {len(cells)} columns instead of {len(model)} ({', '.join(model)}), apart by |.",
            )
        )
    return {name: _cell(model[name], cell, name, number) for (name, cell) in zip(model, cells, strict=True)}


def _cell(old: Any, text: str, name: str, number: int) -> Any:
    if isinstance(old, bool):
        if text not in (YES, NO):
            raise Unreadable(_wrong(number, name, "“是”或者“否”", "是 (yes) or 否 (no)"))
        return text == YES
    if isinstance(old, list):
        return [part.strip() for part in text.split("、") if part.strip()]
    if isinstance(old, int | float):
        try:
            return type(old)(text.replace(",", ""))
        except ValueError:
            raise Unreadable(_wrong(number, name, "数字", "a number")) from None
    return text


def _wrong(number: int, name: str, zh: str, en: str) -> Sentence:
    return Sentence(f"第 {number} 行的“{name}”应当是{zh}。", f"“{name}” in line {number} should be {en}.")
