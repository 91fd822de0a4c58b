"""Whoever heads a unit leads a team only when somebody is named who runs the unit meanwhile (临时主持)."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.facts import Cadre
from xuncha.teams.core.forming import Formation, Forming
from xuncha.trust.core.roles import Role

PRICE = 1


def post(forming: Forming) -> Iterable[Demand]:
    for cadre in forming.cadres:
        if cadre.head and not cadre.stand_in:
            leading = all_of(forming.leads(cadre, need) for need in forming.needs)
            yield Demand(_says(forming, cadre), leading, at_most=0, prices=(PRICE,))


def _says(forming: Forming, cadre: Cadre) -> Sentence:
    home = forming.lender[cadre.unit].name
    return Sentence(
        f"{cadre.name}是{home}主要负责人，任组长前须写明由谁临时主持工作",
        f"{cadre.name} heads {home}: name who stands in before drafting a leader",
    )


def check(formation: Formation) -> Iterable[Broken]:
    for seat in formation.seats:
        cadre = formation.problem.cadre[seat.cadre]
        if seat.role is Role.LEADER and cadre.head and cadre.stand_in == "":
            yield Broken(_says(formation.problem, cadre), PRICE)


RULE = Rule(
    "stand_in",
    Sentence("组长原单位有人主持", "somebody runs the leader's unit"),
    "",
    Grade.COVERAGE,
    post,
    check,
)
