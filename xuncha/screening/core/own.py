"""A screen of an office's own: a TOML file in its data folder, read and checked before anything of it runs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any, cast, get_args

from xuncha.base.words import NOTHING, Sentence
from xuncha.screening.core.own_sql import OwnFault, checked
from xuncha.screening.core.screen import Need, SettingKind
from xuncha.screening.core.table import FAMILIES, Family, tables
from xuncha.screening.core.terms import valued

_KEY = re.compile(r"[a-z][a-z0-9_]{2,30}")
_TEXTS = ("key", "title", "why", "basis", "sentence", "look", "sql")
_KNOWN = {
    *_TEXTS,
    "family",
    "method",
    "title_en",
    "sentence_en",
    "exclusions",
    "money",
    "needs",
    "parameters",
    "example",
}


@dataclass(frozen=True)
class Parameter:
    """A value that the SQL takes as `$name`: yuan (bound in cents), a number, or words (bound as one regular expression)."""

    name: str
    kind: SettingKind
    title: str
    value: Any
    basis: str

    @property
    def said(self) -> Sentence:
        """Title, value and basis."""
        value = valued(self.kind, self.value)
        basis = f"（{self.basis}）" if self.basis else "【没有写依据】"
        return Sentence(
            f"{self.title}：{value.zh}{basis}", f"{self.title}: {value.en} ({self.basis or 'no basis given'})"
        )


@dataclass(frozen=True)
class Example:
    """A small sheet, heading first, and the rows (as in Excel) of each doubt that the screen must find in it."""

    sheet: Sequence[Sequence[Any]]
    found: frozenset[frozenset[int]]


@dataclass(frozen=True)
class Own:
    """An own screen that was checked. `reads` names the canonical tables of its query."""

    key: str
    family: Family
    title: Sentence
    why: Sentence
    method: Sentence
    basis: Sentence
    exclusions: tuple[Sentence, ...]
    needs: tuple[Need, ...]
    parameters: tuple[Parameter, ...]
    sql: str
    reads: tuple[str, ...]
    sentence: Sentence
    look: Sentence
    money: tuple[str, ...]
    example: Example

    @property
    def values(self) -> tuple[Sentence, ...]:
        """Each parameter in words: value and basis."""
        return tuple(one.said for one in self.parameters)

    @property
    def facts(self) -> frozenset[str]:
        """The columns that the query has to give: ids, amount and what the sentence names."""
        return places(self.sentence.zh) | places(self.sentence.en) | {"ids", "amount"}


def read_own(text: str) -> Own:
    """An own screen from its file. Raises OwnFault with a sentence for each thing that can be wrong."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _fault(
            f"文件不是正确的 TOML（{fault}）",
            f"the file is no TOML ({fault})",
            "请对照 docs/own-screens.md 的例子改。",
            "Compare the example in docs/own-screens.md.",
        ) from None
    _all_there(told)
    family = told.get("family", "ledger")
    if family not in FAMILIES:
        raise _fault(
            f"family 写的是“{family}”，应为 ledger 或 tenders",
            f"family is “{family}”; ledger or tenders is expected",
        )
    parameters = tuple(_parameter(name, one) for name, one in told.get("parameters", {}).items())
    reads = checked(told["sql"], family, {one.name for one in parameters})
    own = Own(
        told["key"], family, _both(told, "title"), _one(told["why"]), _one(str(told.get("method", ""))), _one(told["basis"]),
        tuple(_one(text) for text in told.get("exclusions", ())), tuple(_needs(told.get("needs", {}), family)), parameters,
        told["sql"], reads, _both(told, "sentence"), _one(told["look"]), tuple(told.get("money", ())), _example(told.get("example")),
    )  # fmt: skip
    strange = sorted(set(own.money) - own.facts)
    if strange:
        raise _fault(f"money 里的“{strange[0]}”不在句子里", f"“{strange[0]}” in money is not in the sentence")
    return own


def places(sentence: str) -> frozenset[str]:
    """The names in curly brackets of a sentence. Raises OwnFault when they hold anything but names: a dot or a format
    would reach into what the names stand for."""
    try:
        held = [one[1:] for one in Formatter().parse(sentence) if one[1] is not None]
    except ValueError:
        held = [("", None, None)]
    if not all(str(name).isidentifier() and not form and not turned for name, form, turned in held):
        raise _fault(
            "句子里的花括号没有写对", "the curly brackets of the sentence are wrong",
            "花括号里只写 SQL 给出的列名，如 {payee}。", "Write only names of the query's columns in them, as {payee}.",
        )  # fmt: skip
    return frozenset(str(name) for name, _, _ in held)


def _all_there(told: Mapping[str, Any]) -> None:
    missing = [name for name in _TEXTS if not isinstance(told.get(name), str) or not told[name].strip()]
    if missing:
        raise _fault(
            f"缺少 {'、'.join(missing)}",
            f"{', '.join(missing)} missing",
            "这几项都要写，而且是文字。",
            "Write them, as texts.",
        )
    unknown = sorted(set(told) - _KNOWN)
    if unknown:
        raise _fault(
            f"不认识“{unknown[0]}”这一项",
            f"“{unknown[0]}” is not known",
            f"可写：{'、'.join(sorted(_KNOWN))}。",
            f"Known: {', '.join(sorted(_KNOWN))}.",
        )
    if not _KEY.fullmatch(told["key"]):
        raise _fault(
            f"key“{told['key']}”不合要求",
            f"the key “{told['key']}” will not do",
            "请用小写英文字母、数字和下划线，3 到 31 个字符。",
            "3 to 31 lower-case letters, digits and underscores.",
        )


def _parameter(name: str, told: Any) -> Parameter:
    told = told if isinstance(told, dict) else {}
    kind, value = str(told.get("kind")), told.get("value")
    fits = {
        "yuan": isinstance(value, (int, float)),
        "number": isinstance(value, int),
        "words": isinstance(value, list) and all(isinstance(word, str) for word in value),
    }
    if not fits.get(kind, False) or isinstance(value, bool):
        raise _fault(
            f"参数 {name} 没有写对", f"the parameter {name} is wrong",
            f"要写 kind（{'、'.join(get_args(SettingKind))}）和相应的 value：金额、整数、文字列表。",
            f"Write kind ({', '.join(get_args(SettingKind))}) and value: yuan, a whole number, a list of texts.",
        )  # fmt: skip
    return Parameter(name, cast(SettingKind, kind), told.get("title", name), value, told.get("basis", ""))


def _needs(told: Mapping[str, Sequence[str]], family: Family) -> list[Need]:
    needs = []
    for table, columns in told.items():
        for column in columns:
            if table not in tables(family) or column not in tables(family)[table].names:
                raise _fault(
                    f"needs 里的 {table}.{column} 不存在",
                    f"{table}.{column} in needs does not exist",
                    "各表的列见 xuncha screen explain tables。",
                    "Columns: xuncha screen explain tables.",
                )
            needs.append(Need(table, (column,)))
    return needs


def _example(told: Any) -> Example:
    try:
        found = frozenset(frozenset(int(row) for row in rows) for rows in told["found"])
        sheet = [list(row) for row in told["sheet"]]
    except (TypeError, KeyError, ValueError):
        raise _fault(
            "没有写 [example]，或没有写对", "[example] is missing or wrong",
            "例子要有 sheet（第一行是表头）和 found（每个疑点在表中的行号）。",
            "An example has sheet (heading first) and found (the rows of each doubt).",
        ) from None  # fmt: skip
    return Example(sheet, found)


def _both(told: Mapping[str, Any], name: str) -> Sentence:
    return Sentence(told[name], told.get(f"{name}_en") or told[name])


def _one(text: str) -> Sentence:
    return Sentence(text, text)


def _fault(zh: str, en: str, remedy_zh: str = "", remedy_en: str = "") -> OwnFault:
    return OwnFault(Sentence(zh, en), Sentence(remedy_zh, remedy_en) if remedy_zh else NOTHING)
