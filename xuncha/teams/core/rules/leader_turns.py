"""Leading goes round: whoever has led in this term is asked again only when others cannot."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.facts import Cadre
from xuncha.teams.core.forming import Formation, Forming
from xuncha.trust.core.roles import Role

PRICE = 2


def post(forming: Forming) -> Iterable[Demand]:
    for cadre in forming.cadres:
        if cadre.led:
            leading = all_of(forming.leads(cadre, need) for need in forming.needs)
            yield Demand(_says(cadre), leading, at_most=0, prices=(PRICE * cadre.led,))


def _says(cadre: Cadre) -> Sentence:
    return Sentence(
        f"{cadre.name}本届已任组长{cadre.led}轮，宜轮换",
        f"{cadre.name} has led {cadre.led} rounds of this term",
    )


def check(formation: Formation) -> Iterable[Broken]:
    for seat in formation.seats:
        cadre = formation.problem.cadre[seat.cadre]
        if seat.role is Role.LEADER and cadre.led > 0:
            yield Broken(_says(cadre), sum(PRICE for _ in range(cadre.led)))


RULE = Rule("leader_turns", Sentence("组长轮换", "leading goes round"), "", Grade.FAIRNESS, post, check)
