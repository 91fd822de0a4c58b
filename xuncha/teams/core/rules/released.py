"""Nobody is drafted whom the unit does not let go; the unit may be asked once more."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.teams.core.forming import Formation, Forming

WAIVER = 6


def post(forming: Forming) -> Iterable[Demand]:
    for key, sentences in sorted(forming.kept.items()):
        cadre = forming.cadre[key]
        home = forming.lender[cadre.unit].name
        remedy = Sentence(
            f"请组织部与{home}协调，放{cadre.name}全程参加", f"ask {home} once more to release {cadre.name}"
        )
        anywhere = all_of(forming.serves(cadre, need) for need in forming.needs)
        for says in sentences:
            yield Demand(says, anywhere, at_most=0, remedy=remedy)


def check(formation: Formation) -> Iterable[Broken]:
    for seat in formation.seats:
        for says in formation.problem.kept.get(seat.cadre, ()):
            yield Broken(says)


RULE = Rule(
    "released",
    Sentence("单位同意放人", "released by the unit"),
    "teams.qualification",
    Grade.MUST,
    post,
    check,
    WAIVER,
)
