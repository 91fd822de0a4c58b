"""Where a talk needs a woman, the team has one."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming

PRICE = 2


def post(forming: Forming) -> Iterable[Demand]:
    for need in forming.needs:
        if need.woman_needed:
            women = all_of(forming.serves(c, need) for c in forming.cadres if c.woman)
            says = Sentence(f"{need.name}至少有一名女干部", f"{need.name} has a woman")
            yield Demand(says, women, at_least=1, prices=(PRICE,))


def check(formation: Formation) -> Iterable[Broken]:
    for need in formation.problem.needs:
        if need.woman_needed and not any(cadre.woman for cadre in formation.members(need)):
            yield Broken(
                Sentence(f"{need.name}没有女干部，女性谈话对象不便", f"{need.name} has no woman"),
                PRICE,
            )


RULE = Rule(
    "woman", Sentence("谈话需要时有女干部", "a woman where a talk needs one"), "", Grade.COVERAGE, post, check
)
