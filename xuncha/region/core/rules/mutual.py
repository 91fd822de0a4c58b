"""Two counties never inspect each other in the same round."""

from collections.abc import Iterable
from itertools import combinations

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.region.core.pairing import Crossings, Pairing


def post(pairing: Pairing) -> Iterable[Demand]:
    for number in pairing.numbered:
        for one, other in combinations(pairing.places, 2):
            says = Sentence(
                f"第{number}轮{one.name}与{other.name}不互巡",
                f"round {number}: {one.name} and {other.name} do not inspect each other",
            )
            both = (
                pairing.crosses(number, one.key, other.key),
                pairing.crosses(number, other.key, one.key),
            )
            yield Demand(says, all_of(both), at_most=1)


def check(plan: Crossings) -> Iterable[Broken]:
    there = {(one.round, one.visitor, one.host) for one in plan.crossings}
    for number, visitor, host in sorted(there):
        if visitor < host and (number, host, visitor) in there:
            names = [plan.problem.place[key].name for key in (visitor, host)]
            says = Sentence(
                f"第{number}轮{'与'.join(names)}互巡",
                f"round {number}: {' and '.join(names)} inspect each other",
            )
            yield Broken(says)


RULE = Rule("mutual", Sentence("不互巡", "no mutual pairs"), "region.pairing", Grade.MUST, post, check)
