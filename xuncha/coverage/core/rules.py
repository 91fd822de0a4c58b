"""Scope rules as data: which bodies, what follows, who decides, on what document, where and since when.

They are records of the rule book whose keys begin with `coverage.scope.`; hints (what a name tells) begin with
`coverage.hint.`. The order matters: the first rule that fits a body governs it, so a special rule (垂直管理)
stands before a general one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Kind, Node
from xuncha.rulebook.core.rule import Rule, in_force

RULES, HINTS = "coverage.scope.", "coverage.hint."


class Outcome(Enum):
    """What scope says of a body."""

    IN = Sentence("纳入", "in scope")
    JOINT = Sentence("联动参与", "joint with the body above")
    OUT = Sentence("不纳入", "not in scope")
    UNDECIDED = Sentence("待领导小组确定", "undecided: the leading group decides")


class Mode(Enum):
    """How a body in scope is inspected."""

    DIRECT = Sentence("直接", "direct")
    JOINT = Sentence("联动", "joint")
    AUTHORISED = Sentence("授权", "authorised")
    RAISED = Sentence("提级", "raised")
    CROSSED = Sentence("交叉", "crossed")
    WITH_TOWNSHIP = Sentence("巡乡带村", "with its township")


OUTCOMES = {"in": Outcome.IN, "joint": Outcome.JOINT, "out": Outcome.OUT, "undecided": Outcome.UNDECIDED}
MODES = {mode.value.zh: mode for mode in Mode}
"""Modes by the word that rules, workbooks and rows use."""
TREES = {"unit": Kind.UNIT, "organisation": Kind.ORGANISATION}


class BadRule(ValueError):
    """A record of the rule book cannot be used as a scope rule; `says` names the record and the fault."""

    def __init__(self, key: str, fault: object):
        self.says = Sentence(
            f"规则库中的“{key}”缺项或写错了：{fault}", f"rule “{key}” lacks something or is wrong: {fault}"
        )
        super().__init__(self.says.zh)


@dataclass(frozen=True, slots=True)
class Fits:
    """Which bodies a rule is about. An empty field asks nothing; `names` are pieces of a name (税务局), `starts` and
    `ends` how it begins and ends.
    """

    trees: tuple[Kind, ...] = ()
    sorts: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()

    def fits(self, node: Node, kind: Kind) -> bool:
        """Whether a unit or organisation is meant. A field of the body that is not known never fits."""
        asked = (
            (self.sorts, node.sort),
            (self.relations, node.relation),
            (self.levels, node.level),
            (self.categories, node.category),
        )
        return (
            (not self.trees or kind in self.trees)
            and all(not wanted or found in wanted for wanted, found in asked)
            and (not self.names or any(piece in node.name for piece in self.names))
            and (not self.starts or node.name.startswith(self.starts))
            and (not self.ends or node.name.endswith(self.ends))
        )


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """One rule in force. Unconfirmed means: nobody here has read the document, so it only proposes."""

    key: str
    title: Sentence
    fits: Fits
    outcome: Outcome
    who_decides: Sentence
    basis: str
    mode: Mode | None = None
    area: str = ""
    confirmed: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """What a name tells when a field was left empty; it only fills blanks and is shown as 请核对."""

    fits: Fits
    sort: str = ""
    relation: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The scope rules and hints in force on a day in an area, in the order in which they are asked."""

    rules: tuple[ScopeRule, ...] = ()
    hints: tuple[Hint, ...] = ()


def scope_rules(records: Iterable[Rule], on: date, area: str) -> RuleSet:
    """The rules in force, one for each key: the most local and latest record of a key goes before the others.

    Raises BadRule for a record that lacks a field or uses an unknown word.
    """
    records = tuple(records)
    rules = [_made(_rule, record) for record in _current(records, RULES, on, area)]
    hints = [_made(_hint, record) for record in _current(records, HINTS, on, area)]
    return RuleSet(tuple(sorted(rules, key=lambda rule: (rule.order, rule.key))), tuple(hints))


def _current(records: tuple[Rule, ...], prefix: str, on: date, area: str) -> list[Rule]:
    keys = dict.fromkeys(record.key for record in records if record.key.startswith(prefix))
    return [found[0] for key in keys if (found := in_force(records, key, on, area))]


def _made(make: Any, record: Rule) -> Any:
    try:
        return make(record)
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise BadRule(record.key, fault) from fault


def _rule(record: Rule) -> ScopeRule:
    value = record.value
    return ScopeRule(
        key=record.key,
        title=record.title,
        fits=_fits(value["fits"]),
        outcome=OUTCOMES[value["outcome"]],
        mode=MODES[value["mode"]] if value.get("mode") else None,
        who_decides=Sentence(value["who_decides"], value["who_decides_en"]),
        basis=" ".join(part for part in (record.basis, record.article) if part),
        area=record.area,
        confirmed=record.confirmed,
        order=value["order"],
    )


def _hint(record: Rule) -> Hint:
    value = record.value
    return Hint(
        _fits(value["fits"]), value.get("sort", ""), value.get("relation", ""), value.get("level", "")
    )


def _fits(row: Mapping[str, Any]) -> Fits:
    asked = ("sorts", "relations", "levels", "categories", "names", "starts", "ends")
    lists = {name: tuple(row.get(name, ())) for name in asked}
    return Fits(trees=tuple(TREES[tree] for tree in row.get("trees", ())), **lists)
