"""A leader serves through the whole round, not for a part of each week; the unit may be asked for the rest."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.facts import Cadre
from xuncha.teams.core.forming import Formation, Forming
from xuncha.trust.core.roles import Role

WAIVER = 4


def post(forming: Forming) -> Iterable[Demand]:
    for cadre in forming.cadres:
        if cadre.release == "part":
            home = forming.lender[cadre.unit].name
            remedy = Sentence(
                f"请组织部与{home}协调，让{cadre.name}由半脱产改为全程脱产",
                f"ask {home} to release {cadre.name} wholly",
            )
            leading = all_of(forming.leads(cadre, need) for need in forming.needs)
            yield Demand(_says(cadre), leading, at_most=0, remedy=remedy)


def _says(cadre: Cadre) -> Sentence:
    return Sentence(
        f"{cadre.name}只能部分时间参加，组长须全程脱产",
        f"{cadre.name} is released part-time; a leader serves wholly",
    )


def check(formation: Formation) -> Iterable[Broken]:
    for seat in formation.seats:
        cadre = formation.problem.cadre[seat.cadre]
        if seat.role is Role.LEADER and cadre.release == "part":
            yield Broken(_says(cadre))


RULE = Rule(
    "leader_released",
    Sentence("组长全程脱产", "leaders wholly released"),
    "teams.leader.leading_rank",
    Grade.MUST,
    post,
    check,
    WAIVER,
)
