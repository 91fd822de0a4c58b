"""Relatives do not serve in one team."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming


def post(forming: Forming) -> Iterable[Demand]:
    for one, other in sorted(forming.kin):
        a, b = forming.cadre[one], forming.cadre[other]
        says = Sentence(f"{a.name}与{b.name}为亲属，不编入同一组", f"{a.name} and {b.name} are kin")
        for need in forming.needs:
            yield Demand(says, all_of((forming.serves(a, need), forming.serves(b, need))), at_most=1)


def check(formation: Formation) -> Iterable[Broken]:
    teams: dict[str, set[str]] = {}
    for seat in formation.seats:
        teams.setdefault(seat.cadre, set()).add(seat.team)
    for one, other in sorted(formation.problem.kin):
        for team in sorted(teams.get(one, set()) & teams.get(other, set())):
            names = [formation.problem.cadre[key].name for key in (one, other)]
            where = formation.problem.need[team].name
            yield Broken(Sentence(f"亲属{'、'.join(names)}同在{where}", f"kin in {where}"))


RULE = Rule("kin", Sentence("亲属不同组", "kin not together"), "teams.recusal", Grade.LEGAL, post, check)
