"""Somebody released for the whole round goes before somebody released for a part of the week."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming

PRICE = 1


def post(forming: Forming) -> Iterable[Demand]:
    for cadre in forming.cadres:
        if cadre.release == "part":
            says = Sentence(f"{cadre.name}只能部分时间参加", f"{cadre.name} is released part-time")
            anywhere = all_of(forming.serves(cadre, need) for need in forming.needs)
            yield Demand(says, anywhere, at_most=0, prices=(PRICE,))


def check(formation: Formation) -> Iterable[Broken]:
    for seat in formation.seats:
        cadre = formation.problem.cadre[seat.cadre]
        if cadre.release == "part":
            yield Broken(Sentence(f"{cadre.name}半脱产参加", f"{cadre.name} serves part-time"), PRICE)


RULE = Rule("part_time", Sentence("全脱产优先", "full release first"), "", Grade.PREFERENCE, post, check)
