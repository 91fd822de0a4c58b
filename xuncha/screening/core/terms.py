"""The parameters of a screen over time: spans of days in which all of them hold, from dated rule records."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from xuncha.base.money import yuan
from xuncha.base.words import Sentence
from xuncha.rulebook.core.rule import Rule, in_force
from xuncha.screening.core.screen import Screen, Setting, SettingKind
from xuncha.screening.core.vocabulary import said

FIRST, LAST = date.min, date.max
_NEVER = r"[^\s\S]"


@dataclass(frozen=True)
class Term:
    """Days from `starts` up to, not including, `ends`, and the value of every number in them, as the query takes it (yuan in cents)."""

    starts: date
    ends: date
    values: dict[str, Any]
    rules: tuple[Rule, ...]


class NoValue(LookupError):
    """A setting has no record on any day; `says` names it and tells where to enter it."""

    def __init__(self, screen: Screen, setting: Setting):
        super().__init__(rule_key(screen, setting))
        self.says = Sentence(
            f"规则库里没有“{setting.title.zh}”（{rule_key(screen, setting)}）的值，请补录并注明依据",
            f"the rule book has no “{setting.title.en}” ({rule_key(screen, setting)}); enter one with its basis",
        )


def rule_key(screen: Screen, setting: Setting) -> str:
    """The key of the rule records that give a setting its value."""
    return f"screening.{screen.key}.{setting.name}"


def terms_of(screen: Screen, rules: Iterable[Rule], area: str = "") -> tuple[Term, ...]:
    """The longest spans in which no parameter changes, in order; days for which one is missing belong to no span.

    Lists of words do not take part (`words_of`). Raises NoValue when there is no such span in this area.
    """
    dated = [setting for setting in screen.settings if setting.kind != "words"]
    keys = [rule_key(screen, setting) for setting in dated]
    mine = [rule for rule in rules if rule.key in keys and area.startswith(rule.area)]
    for key, setting in zip(keys, dated, strict=True):
        if not any(rule.key == key for rule in mine):
            raise NoValue(screen, setting)
    turns = sorted({FIRST, LAST} | {day for rule in mine for day in (rule.starts, rule.ends) if day})
    terms = []
    for starts, ends in pairwise(turns):
        found = [in_force(mine, key, starts, area)[:1] for key in keys]
        if all(found):
            chosen = tuple(rules[0] for rules in found)
            values = {
                setting.name: round(rule.value * 100) if setting.kind == "yuan" else int(rule.value)
                for setting, rule in zip(dated, chosen, strict=True)
            }
            terms.append(Term(starts, ends, values, chosen))
    if not terms:
        raise NoValue(screen, dated[0])
    return tuple(terms)


def words_of(screen: Screen, rules: Iterable[Rule], on: date, area: str = "") -> dict[str, Rule]:
    """The record of each list of words, as it stands on one day. Raises NoValue."""
    known = tuple(rules)
    found = {}
    for setting in screen.settings:
        if setting.kind == "words":
            lists = in_force(known, rule_key(screen, setting), on, area)
            if not lists:
                raise NoValue(screen, setting)
            found[setting.name] = lists[0]
    return found


def pattern(words: Iterable[str]) -> str:
    """One regular expression that finds any of the words in lower-case text without spaces; none finds nothing."""
    return "|".join(re.escape(said(word)) for word in words) or _NEVER


def shown(screen: Screen, terms: Sequence[Term], words: Mapping[str, Rule]) -> tuple[Sentence, ...]:
    """Each parameter in words: value, days, basis, and 待核对 where nobody has checked it against the document."""
    settings = {setting.name: setting for setting in screen.settings}
    lines: dict[Sentence, None] = {}
    for term in terms:
        for name, rule in zip(term.values, term.rules, strict=True):
            lines[said_value(settings[name], rule)] = None
    for name, rule in words.items():
        lines[said_value(settings[name], rule)] = None
    return tuple(lines)


def said_value(setting: Setting, rule: Rule) -> Sentence:
    """A parameter in words: value, days, basis, and 待核对 where nobody has checked it against the document."""
    value = valued(setting.kind, rule.value)
    since = f"，自{rule.starts}起" if rule.starts else ""
    until = f"，至{rule.ends}前" if rule.ends else ""
    doubt = Sentence("", "") if rule.confirmed else Sentence("【待核对原文】", " [to be checked]")
    return Sentence(
        f"{setting.title.zh}：{value.zh}{since}{until}（{rule.basis}）{doubt.zh}",
        f"{setting.title.en}: {value.en}{f', from {rule.starts}' if rule.starts else ''}"
        f"{f', until {rule.ends}' if rule.ends else ''} ({rule.basis}){doubt.en}",
    )


def valued(kind: SettingKind, value: Any) -> Sentence:
    """The value of a parameter in words."""
    if kind == "yuan":
        return Sentence("{sum}元", "{sum} yuan").filled(sum=yuan(round(value * 100)))
    if kind == "words":
        return Sentence("、".join(value) or "无", ", ".join(value) or "none")
    return Sentence(f"{value}", f"{value}")


def version(screen: Screen, query: str, terms: Sequence[Term], words: Mapping[str, Rule]) -> str:
    """A short code that changes with the screen's query or any of its parameters: duplicate_payments·1f3a9c02."""
    said_all: list[Any] = [query, [[str(term.starts), str(term.ends), term.values] for term in terms]]
    said_all.append({name: rule.value for name, rule in words.items()})
    digest = hashlib.sha256(json.dumps(said_all, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return f"{screen.key}·{digest[:8]}"
