"""What the rule book says about pairing counties and lending specialists, in the shape the rules need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xuncha.rulebook.core.rule import Rule, pick

PAIRING, LENDING = "region.pairing", "region.lending"


@dataclass(frozen=True)
class Numbers:
    """Limits of pairing: a pair again only after `apart` rounds, `most` times a term; kilometres to a point of price.

    `gap` and `nodes` say when the solver stops; `basis` is the document behind them.
    """

    apart: int
    most: int
    kilometres: int
    gap: float
    nodes: int | None
    basis: str = ""


@dataclass(frozen=True)
class LendingTerms:
    """Which skills are lent (by their names in teams.skills), in how many passes prices are sought, from which on."""

    skills: tuple[str, ...]
    passes: int
    first: int
    basis: str = ""


def numbers(records: Iterable[Rule], on: date, area: str) -> Numbers:
    """The limits of pairing on a day in an area. Raises NoRule with what to enter."""
    rule = pick(list(records), PAIRING, on, area)
    v = rule.value
    return Numbers(v["apart"], v["most"], v["kilometres"], v["gap_percent"] / 100, v["nodes"], rule.basis)


def lending_terms(records: Iterable[Rule], on: date, area: str) -> LendingTerms:
    """The terms of lending on a day in an area. Raises NoRule with what to enter."""
    rule = pick(list(records), LENDING, on, area)
    v = rule.value
    return LendingTerms(tuple(v["skills"]), v["passes"], v["first"], rule.basis)
