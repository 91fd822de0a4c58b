"""Nobody serves in two teams of a round."""

from collections import Counter
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming

TITLE = Sentence("一人只编入一个组", "one person, one team")


def post(forming: Forming) -> Iterable[Demand]:
    for cadre in forming.cadres:
        yield Demand(TITLE, all_of(forming.serves(cadre, need) for need in forming.needs), at_most=1)


def check(formation: Formation) -> Iterable[Broken]:
    for key, times in sorted(Counter(seat.cadre for seat in formation.seats).items()):
        if times > 1:
            name = formation.problem.cadre[key].name
            yield Broken(Sentence(f"{name}被编入{times}个组", f"{name} is in {times} teams"))


RULE = Rule("one_team", TITLE, "", Grade.MUST, post, check)
