"""In each round a county goes to one other county and is visited by one other county, never by itself."""

from collections import Counter
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.region.core.pairing import Crossings, Pairing


def post(pairing: Pairing) -> Iterable[Demand]:
    keys = [one.key for one in pairing.places]
    for number in pairing.numbered:
        for one in pairing.places:
            goes = Sentence(
                f"第{number}轮{one.name}巡察一个县", f"round {number}: {one.name} inspects one county"
            )
            met = Sentence(
                f"第{number}轮{one.name}接受一个县巡察", f"round {number}: one county inspects {one.name}"
            )
            out = all_of(pairing.crosses(number, one.key, other) for other in keys)
            into = all_of(pairing.crosses(number, other, one.key) for other in keys)
            yield Demand(goes, out, at_least=1, at_most=1)
            yield Demand(met, into, at_least=1, at_most=1)
            own = Sentence(f"{one.name}不巡察本县", f"{one.name} does not inspect itself")
            yield Demand(own, ((pairing.crosses(number, one.key, one.key), 1),), at_most=0)


def check(plan: Crossings) -> Iterable[Broken]:
    out = Counter((one.round, one.visitor) for one in plan.crossings)
    into = Counter((one.round, one.host) for one in plan.crossings)
    for number in range(1, plan.problem.rounds + 1):
        for place in plan.problem.places:
            went, came = out[number, place.key], into[number, place.key]
            if (went, came) != (1, 1):
                says = Sentence(
                    f"第{number}轮{place.name}巡察{went}个县、接受{came}个县巡察，应各为1个",
                    f"round {number}: {place.name} inspects {went} and is inspected by {came}, not 1 and 1",
                )
                yield Broken(says)
    for one in plan.crossings:
        if one.visitor == one.host:
            name = plan.problem.place[one.host].name
            yield Broken(
                Sentence(f"第{one.round}轮{name}巡察本县", f"round {one.round}: {name} inspects itself")
            )


RULE = Rule(
    "once",
    Sentence("每轮巡一个、受巡一次", "one visit each way a round"),
    "region.pairing",
    Grade.MUST,
    post,
    check,
)
