"""No unit is stripped: few from one unit in a team, and a small share of its staff in a round. Four units are
not bound, nor is a county that lends to this one.
"""

from collections.abc import Iterable, Iterator

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.facts import Cadre, Lender
from xuncha.teams.core.forming import Formation, Forming

PRICE = 6


def post(forming: Forming) -> Iterable[Demand]:
    lending = forming.provisions.lending
    for lender, staff in _bound(forming):
        says = Sentence(
            f"{lender.name}每组不超过{lending.per_team}人",
            f"{lender.name}: {lending.per_team} a team",
        )
        for need in forming.needs:
            lent = all_of(forming.serves(cadre, need) for cadre in staff)
            yield Demand(says, lent, at_most=lending.per_team, prices=(PRICE,))
        most = max(lending.at_least, _staff(forming, lender) * lending.per_round_percent // 100)
        says = Sentence(f"{lender.name}本轮不超过{most}人", f"{lender.name}: {most} this round at most")
        lent = all_of(forming.serves(cadre, need) for cadre in staff for need in forming.needs)
        yield Demand(says, lent, at_most=most, prices=(PRICE,))


def _bound(forming: Forming) -> Iterator[tuple[Lender, list[Cadre]]]:
    for key, lender in sorted(forming.lender.items()):
        if forming.provisions.lending.binds(lender.name):
            staff = [cadre for cadre in forming.cadres if cadre.unit == key and not cadre.crossing]
            if staff:
                yield lender, staff


def _staff(forming: Forming, lender: Lender) -> int:
    return lender.staff or forming.provisions.burden.staff_when_unknown


def check(formation: Formation) -> Iterable[Broken]:
    problem = formation.problem
    lent: dict[str, dict[str, int]] = {}
    for seat in formation.seats:
        if problem.cadre[seat.cadre].crossing:
            continue
        teams = lent.setdefault(problem.cadre[seat.cadre].unit, {})
        teams[seat.team] = teams.get(seat.team, 0) + 1
    limit = problem.provisions.lending
    for unit, teams in sorted(lent.items()):
        lender = problem.lender[unit]
        if any(word in lender.name for word in limit.not_bound):
            continue
        for team, people in sorted(teams.items()):
            if people > limit.per_team:
                where = problem.need[team].name
                yield _broken(lender.name, f"在{where}有", f"in {where}", people, limit.per_team)
        staff = lender.staff or problem.provisions.burden.staff_when_unknown
        most = max(limit.at_least, staff * limit.per_round_percent // 100)
        if sum(teams.values()) > most:
            yield _broken(lender.name, "本轮抽调", "this round", sum(teams.values()), most)


def _broken(name: str, zh: str, en: str, people: int, most: int) -> Broken:
    says = Sentence(f"{name}{zh}{people}人，不宜超过{most}人", f"{name} lends {people} {en}, {most} at most")
    return Broken(says, PRICE * (people - most))


RULE = Rule(
    "lender_limit",
    Sentence("派出单位抽调上限", "limits on one lender"),
    "teams.lending",
    Grade.FAIRNESS,
    post,
    check,
)
