"""Nobody is drafted against the qualification rules, nor on leave."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming


def post(forming: Forming) -> Iterable[Demand]:
    for cadre in forming.cadres:
        for says in forming.unfit.get(cadre.key, ()):
            yield Demand(says, all_of(forming.serves(cadre, need) for need in forming.needs), at_most=0)


def check(formation: Formation) -> Iterable[Broken]:
    for seat in formation.seats:
        for says in formation.problem.unfit.get(seat.cadre, ()):
            yield Broken(says)


RULE = Rule(
    "qualification",
    Sentence("符合选调条件且在岗", "qualified for drafting and not on leave"),
    "teams.qualification",
    Grade.MUST,
    post,
    check,
)
