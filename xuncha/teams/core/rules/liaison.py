"""Each team has one liaison, who knows the office's ways and is neither leader nor deputy."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming
from xuncha.trust.core.roles import Role

PRICE = 1
IN_TEAM = Sentence(
    "联络员是本组成员，不兼组长、副组长", "a liaison is of the team, and neither leads nor deputises"
)


def post(forming: Forming) -> Iterable[Demand]:
    deputies = {cadre.key for cadre in forming.deputies}
    for need in forming.needs:
        says = Sentence(f"{need.name}须有一名联络员", f"{need.name} has one liaison")
        liaisons = all_of(forming.liaises(c, need) for c in forming.liaisons)
        yield Demand(says, liaisons, at_most=1)
        yield Demand(says, liaisons, at_least=1, prices=(PRICE,))
        for c in forming.liaisons:
            others = [forming.liaises(c, need), forming.leads(c, need)]
            if c.key in deputies:
                others.append(forming.deputises(c, need))
            terms = ((forming.serves(c, need), 1), *((choice, -1) for choice in others))
            yield Demand(IN_TEAM, terms, at_least=0)


def check(formation: Formation) -> Iterable[Broken]:
    fit = {cadre.key for cadre in formation.problem.liaisons}
    for need in formation.problem.needs:
        liaisons = formation.holders(need, Role.LIAISON)
        if not liaisons:
            yield Broken(Sentence(f"{need.name}没有联络员", f"{need.name} has no liaison"), PRICE)
        if len(liaisons) > 1:
            yield Broken(
                Sentence(f"{need.name}有{len(liaisons)}名联络员", f"{need.name} has {len(liaisons)} liaisons")
            )
        for cadre in liaisons:
            if cadre.key not in fit:
                yield Broken(
                    Sentence(
                        f"{cadre.name}没有参加过巡察，也不是巡察办人员，任联络员不熟悉工作",
                        f"{cadre.name} has neither served before nor is of the office: a raw liaison",
                    ),
                    PRICE,
                )


RULE = Rule(
    "liaison", Sentence("每组一名联络员", "one liaison a team"), "teams.liaison", Grade.COVERAGE, post, check
)
