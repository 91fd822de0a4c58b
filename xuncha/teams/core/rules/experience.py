"""A fair share of each team has served before, and somebody has not: the old hands teach the new."""

from collections.abc import Iterable
from math import ceil

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming

PRICE_EXPERIENCED = 2
PRICE_NEW = 1


def post(forming: Forming) -> Iterable[Demand]:
    percent, newcomers = forming.provisions.experienced_percent, forming.provisions.newcomers
    for need in forming.needs:
        lacking = Choice(("lacks_experience", need.key), most=forming.provisions.size.most)
        share = Sentence(
            f"{need.name}有巡察经历的不少于{percent}%",
            f"{need.name}: {percent} % served before",
        )
        fresh = Sentence(f"{need.name}至少有{newcomers}名新人", f"{need.name}: at least {newcomers} new")
        worth = tuple(
            (forming.serves(c, need), 100 - percent if c.rounds else -percent) for c in forming.cadres
        )
        new = all_of(forming.serves(c, need) for c in forming.cadres if not c.rounds)
        yield Demand(share, (*worth, (lacking, 100)), at_least=0)
        yield Demand(share, ((lacking, 1),), at_most=0, prices=(PRICE_EXPERIENCED,))
        yield Demand(fresh, new, at_least=newcomers, prices=(PRICE_NEW,))


def check(formation: Formation) -> Iterable[Broken]:
    provisions = formation.problem.provisions
    for need in formation.problem.needs:
        members = formation.members(need)
        new = sum(1 for cadre in members if cadre.rounds == 0)
        wanted = ceil(len(members) * provisions.experienced_percent / 100)
        lacking = wanted - (len(members) - new)
        if lacking > 0:
            yield Broken(
                Sentence(
                    f"{need.name}有巡察经历的{len(members) - new}人，应不少于{wanted}人",
                    f"{need.name}: {len(members) - new} have served before, {wanted} should",
                ),
                PRICE_EXPERIENCED * lacking,
            )
        if new < provisions.newcomers:
            yield Broken(
                Sentence(
                    f"{need.name}新人{new}名，应至少{provisions.newcomers}名",
                    f"{need.name}: {new} new, {provisions.newcomers} wanted",
                ),
                PRICE_NEW * (provisions.newcomers - new),
            )


RULE = Rule(
    "experience", Sentence("新老搭配", "old and new"), "teams.experience", Grade.COVERAGE, post, check
)
