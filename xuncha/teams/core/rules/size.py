"""A team has the size that its work asks for; least and most are kept, the rest is priced by person."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming

PRICE = 3
WAIVER = 10


def post(forming: Forming) -> Iterable[Demand]:
    limits = forming.provisions.size
    for need in forming.needs:
        team = all_of(forming.serves(cadre, need) for cadre in forming.cadres)
        bounds = Sentence(
            f"{need.name}不少于{limits.least}人、不多于{limits.most}人",
            f"{need.name} has {limits.least} to {limits.most} people",
        )
        wanted = forming.sizes[need.key]
        says = Sentence(f"{need.name}{wanted.says.zh}", f"{need.name}: {wanted.says.en}")
        remedy = Sentence(
            f"{need.name}按少于{limits.least}人组建", f"form {need.name} with fewer than {limits.least}"
        )
        yield Demand(bounds, team, at_least=limits.least, remedy=remedy)
        yield Demand(bounds, team, at_most=limits.most)
        yield Demand(says, team, at_least=wanted.people, at_most=wanted.people, prices=(PRICE,))


def check(formation: Formation) -> Iterable[Broken]:
    limits = formation.problem.provisions.size
    for need in formation.problem.needs:
        people = len(formation.members(need))
        wanted = formation.problem.sizes[need.key].people
        if not limits.least <= people <= limits.most:
            yield Broken(
                Sentence(
                    f"{need.name}{people}人，应为{limits.least}至{limits.most}人",
                    f"{need.name} has {people} people, not {limits.least} to {limits.most}",
                )
            )
        if people != wanted:
            yield Broken(
                Sentence(
                    f"{need.name}{people}人，按工作量需{wanted}人",
                    f"{need.name} has {people} people, its work asks for {wanted}",
                ),
                PRICE * abs(people - wanted),
            )


RULE = Rule(
    "size", Sentence("按工作量定人数", "size by work"), "teams.size", Grade.COVERAGE, post, check, WAIVER
)
