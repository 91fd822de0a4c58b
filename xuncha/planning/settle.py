"""What is left to be decided once some choices are settled: a smaller model, so that asking again is quick."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from xuncha.planning.model import Posted
from xuncha.planning.rule import Choice, Demand, Grade


@dataclass(frozen=True)
class Left:
    """The choices still open, the demands on them, and what the settled ones cost already, grade by grade.

    `possible` is False when the settled choices alone break a binding demand.
    """

    choices: tuple[Choice, ...]
    posted: tuple[Posted, ...]
    spent: dict[Grade, int]
    possible: bool


def settle(choices: Sequence[Choice], posted: Iterable[Posted], fixed: Mapping[Choice, int]) -> Left:
    """Put the numbers of `fixed` in their places; a choice may be fixed outside its own bounds by nobody."""
    left: list[Posted] = []
    spent = dict.fromkeys(Grade, 0)
    kept = possible(fixed)
    for p in posted:
        demand = p.demand
        terms = tuple(term for term in demand.terms if term[0] not in fixed)
        if len(terms) == len(demand.terms):
            left.append(p)
        elif terms:
            left.append(Posted(p.rule, _without(demand, terms, fixed)))
        elif demand.binds:
            kept = kept and not demand.missed(fixed)
        else:
            spent[p.rule.grade] += demand.cost(fixed)
    return Left(tuple(c for c in choices if c not in fixed), tuple(left), spent, kept)


def possible(fixed: Mapping[Choice, int]) -> bool:
    """Whether every number lies within the bounds of its choice."""
    return all(choice.least <= times <= choice.most for choice, times in fixed.items())


def _without(demand: Demand, terms: tuple[tuple[Choice, int], ...], fixed: Mapping[Choice, int]) -> Demand:
    settled = sum(times * fixed[choice] for choice, times in demand.terms if choice in fixed)
    return replace(
        demand,
        terms=terms,
        at_least=None if demand.at_least is None else demand.at_least - settled,
        at_most=None if demand.at_most is None else demand.at_most - settled,
    )
