"""The burden of lending is shared: each further person of a unit costs by what it has lent already. Whoever
another county lends is a burden there.
"""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.facts import Lender
from xuncha.teams.core.forming import Formation, Forming


def post(forming: Forming) -> Iterable[Demand]:
    for key, lender in sorted(forming.lender.items()):
        staff = [cadre for cadre in forming.cadres if cadre.unit == key and not cadre.crossing]
        prices = tuple(_price(forming, lender, person) for person in range(1, len(staff) + 1))
        if prices:
            says = Sentence(
                f"{lender.name}已抽调{lender.lent}人次，再抽调计入负担",
                f"{lender.name} has lent {lender.lent}; one more is a burden",
            )
            lent = all_of(forming.serves(cadre, need) for cadre in staff for need in forming.needs)
            yield Demand(says, lent, at_most=0, prices=prices)


def _price(forming: Forming, lender: Lender, person: int) -> int:
    """The price of the `person`-th one lent this round."""
    scale = forming.provisions.burden
    staff = lender.staff or scale.staff_when_unknown
    lent = 100 * (lender.lent + person)
    return next((price for percent, price in scale.steps if lent <= percent * staff), scale.beyond)


def check(formation: Formation) -> Iterable[Broken]:
    problem = formation.problem
    scale = problem.provisions.burden
    lent: dict[str, int] = {}
    for seat in formation.seats:
        cadre = problem.cadre[seat.cadre]
        if not cadre.crossing:
            lent[cadre.unit] = lent.get(cadre.unit, 0) + 1
    for unit, people in sorted(lent.items()):
        lender = problem.lender[unit]
        staff = lender.staff or scale.staff_when_unknown
        cost = 0
        for total in range(lender.lent + 1, lender.lent + people + 1):
            passed = [price for limit, price in scale.steps if total * 100 > limit * staff]
            cost += scale.beyond if len(passed) == len(scale.steps) else scale.steps[len(passed)][1]
        says = Sentence(
            f"{lender.name}累计抽调{lender.lent + people}人次（{staff}人）",
            f"{lender.name} lends {lender.lent + people} (staff {staff})",
        )
        yield Broken(says, cost)


RULE = Rule(
    "fair_burden", Sentence("均衡派出单位负担", "shared burden"), "teams.burden", Grade.FAIRNESS, post, check
)
