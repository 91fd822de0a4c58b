"""Near counties go first: each crossing costs by its kilometres."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule
from xuncha.region.core.pairing import Crossings, Pairing


def post(pairing: Pairing) -> Iterable[Demand]:
    for visitor in pairing.places:
        for host in pairing.places:
            price = -(-pairing.distance(visitor.key, host.key) // pairing.numbers.kilometres)
            if price:
                says = Sentence(
                    f"{visitor.name}至{host.name}的路程", f"the way from {visitor.name} to {host.name}"
                )
                for number in pairing.numbered:
                    terms = ((pairing.crosses(number, visitor.key, host.key), 1),)
                    yield Demand(says, terms, at_most=0, prices=(price,))


def check(plan: Crossings) -> Iterable[Broken]:
    problem = plan.problem
    for one in plan.crossings:
        here, there = problem.place[one.visitor], problem.place[one.host]
        kilometres = abs(here.east - there.east) + abs(here.north - there.north)
        if kilometres > 0:
            points = (kilometres + problem.numbers.kilometres - 1) // problem.numbers.kilometres
            says = Sentence(
                f"第{one.round}轮{here.name}到{there.name}约{kilometres}公里",
                f"round {one.round}: {here.name} to {there.name}, {kilometres} km",
            )
            yield Broken(says, points)


RULE = Rule("distance", Sentence("就近", "near first"), "region.pairing", Grade.PREFERENCE, post, check)
