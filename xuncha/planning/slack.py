"""How near its limits a plan is, rule by rule: what could still give way, and what could not."""

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.planning.model import Posted
from xuncha.planning.rule import Demand, Taken

SHOWN = 5
"""Sentences shown for a rule; the rest are counted."""


@dataclass(frozen=True)
class Slack:
    """Of one rule: how many limits it sets, the least units left under any, how many are reached, some of those in words."""

    rule: str
    limits: int
    least: int
    reached: int
    tight: tuple[Sentence, ...]


def slacks(posted: Iterable[Posted], taken: Taken) -> tuple[Slack, ...]:
    """One line for each rule that limits a number; a plain ban (at most nought) leaves nothing by its nature."""
    left: dict[str, list[tuple[int, Sentence]]] = {}
    for p in posted:
        if len(p.demand.terms) > 1 and (p.demand.at_most or p.demand.at_least):
            left.setdefault(p.rule.key, []).append((_left(p.demand, taken), p.demand.says))
    return tuple(_slack(rule, found) for rule, found in sorted(left.items()))


def _left(demand: Demand, taken: Taken) -> int:
    """Units to the nearer limit; below nought where a priced demand is missed."""
    total = sum(times * taken.get(choice, 0) for choice, times in demand.terms)
    sides = []
    if demand.at_least is not None:
        sides.append(total - demand.at_least)
    if demand.at_most is not None:
        sides.append(demand.at_most - total)
    return min(sides)


def _slack(rule: str, found: list[tuple[int, Sentence]]) -> Slack:
    reached = [says for units, says in found if units <= 0]
    once = {says.zh: says for says in reached}
    tight = tuple(once[zh] for zh in sorted(once)[:SHOWN])
    return Slack(rule, len(found), min(units for units, _ in found), len(reached), tight)
