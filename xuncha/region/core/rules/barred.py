"""A county does not inspect one that it has to keep away from (回避): that is never waived."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.region.core.pairing import Crossings, Pairing


def post(pairing: Pairing) -> Iterable[Demand]:
    for visitor, host in sorted(pairing.barred):
        says = _says(pairing, visitor, host)
        yield Demand(says, all_of(pairing.crosses(n, visitor, host) for n in pairing.numbered), at_most=0)


def _says(pairing: Pairing, visitor: str, host: str) -> Sentence:
    names = [pairing.place[key].name for key in (visitor, host)]
    return Sentence(f"{names[0]}须回避{names[1]}", f"{names[0]} is recused from {names[1]}")


def check(plan: Crossings) -> Iterable[Broken]:
    for one in plan.crossings:
        if (one.visitor, one.host) in plan.problem.barred:
            yield Broken(_says(plan.problem, one.visitor, one.host))


RULE = Rule(
    "barred", Sentence("须回避的县", "counties to keep from"), "teams.recusal", Grade.LEGAL, post, check
)
