"""Ties of office, kinship and business keep people out of a team; a tie of place is weighed and explained."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule
from xuncha.teams.core.forming import Formation, Forming

PRICE = 1


def post(forming: Forming) -> Iterable[Demand]:
    for bar in forming.bars:
        prices = () if bar.blocks else (PRICE,)
        yield Demand(bar.says, ((forming.serves(bar.cadre, bar.need), 1),), at_most=0, prices=prices)


def check(formation: Formation) -> Iterable[Broken]:
    seated = {(seat.team, seat.cadre) for seat in formation.seats}
    for bar in formation.problem.bars:
        if (bar.need.key, bar.cadre.key) in seated:
            yield Broken(bar.says, None if bar.blocks else PRICE)


RULE = Rule("recusal", Sentence("回避", "recusal"), "teams.recusal", Grade.LEGAL, post, check)
