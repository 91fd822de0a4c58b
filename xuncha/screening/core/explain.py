"""What there is to tell of a screen, and of the canonical tables: for `xuncha screen explain`, and for the pages in docs/screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.base.words import Sentence, same
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.own import Own
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.table import FAMILIES, KINDS, Family, tables
from xuncha.screening.core.terms import rule_key, said_value

WHY = Sentence("为什么看", "Why")
BASIS = Sentence("依据", "Basis")
METHOD = Sentence("方法", "Method")
EXAMPLE = Sentence("例子", "Worked example")
EXCLUSIONS = Sentence("不算的", "What it knowingly leaves out")
NEEDS = Sentence("需要的表和列", "Needs")
SETTINGS = Sentence("参数（可在规则库改）", "Parameters (changed in the rule book)")
SAYS = Sentence("怎么说", "What it says")
LOOK = Sentence("核什么", "What to pull")


@dataclass(frozen=True)
class Part:
    """A heading with its lines."""

    heading: Sentence
    lines: tuple[Sentence, ...]


def told(screen: Screen, family: Family, rules: Sequence[Rule]) -> tuple[Part, ...]:
    """A screen part by part; parts without lines are left out."""
    parts = (
        Part(WHY, (screen.why,)),
        Part(BASIS, (screen.basis,)),
        Part(METHOD, (screen.method,)),
        Part(EXAMPLE, (screen.example,)),
        Part(EXCLUSIONS, screen.exclusions),
        Part(NEEDS, tuple(_need(one, family) for one in screen.needs)),
        Part(SETTINGS, tuple(line for one in screen.settings for line in _setting(screen, one.name, rules))),
        Part(SAYS, (screen.sentence,)),
        Part(LOOK, (screen.look,)),
    )
    return _without_blanks(parts)


def own_told(own: Own) -> tuple[Part, ...]:
    """An office's own screen part by part."""
    parts = (
        Part(WHY, (own.why,)),
        Part(BASIS, (own.basis,)),
        Part(METHOD, (own.method, same(own.sql.strip()))),
        Part(EXCLUSIONS, own.exclusions),
        Part(NEEDS, tuple(_need(one, own.family) for one in own.needs)),
        Part(SETTINGS, own.values),
        Part(SAYS, (own.sentence,)),
        Part(LOOK, (own.look,)),
    )
    return _without_blanks(parts)


def tables_told() -> tuple[Part, ...]:
    """Every canonical table: what a row is, then its columns with kind and meaning."""
    parts = []
    for family, title in FAMILIES.items():
        for table in tables(family).values():
            heading = Sentence(
                f"{table.key} {table.title.zh}（{title.zh}）", f"{table.key}: {table.title.en} ({title.en})"
            )
            columns = (
                Sentence(
                    f"{one.name} {one.title.zh}（{KINDS[one.kind][2].zh}）",
                    f"{one.name}: {one.title.en} ({KINDS[one.kind][2].en})",
                )
                for one in table.columns
            )
            parts.append(Part(heading, (table.what, *columns)))
    return tuple(parts)


def _need(need: Need, family: Family) -> Sentence:
    table = tables(family)[need.table]
    names = [table.column(name).title for name in need.columns]
    return Sentence(
        f"{table.title.zh}（{need.table}）的{'或'.join(one.zh for one in names)}",
        f"{need.table}: {' or '.join(one.en for one in names)}",
    )


def _setting(screen: Screen, name: str, rules: Sequence[Rule]) -> list[Sentence]:
    setting = next(one for one in screen.settings if one.name == name)
    held = [rule for rule in rules if rule.key == rule_key(screen, setting)]
    if not held:
        return [
            Sentence(
                f"{setting.title.zh}：规则库里还没有值", f"{setting.title.en}: no value in the rule book yet"
            )
        ]
    return [said_value(setting, rule) for rule in held]


def _without_blanks(parts: Sequence[Part]) -> tuple[Part, ...]:
    told = (Part(one.heading, tuple(line for line in one.lines if line)) for one in parts)
    return tuple(one for one in told if one.lines)
