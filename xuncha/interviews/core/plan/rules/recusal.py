"""An inspector who is tied to a person does not talk to that person. Never waived."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule


def post(arranging: Arranging) -> Iterable[Demand]:
    for wish in arranging.wishes:
        for pair in arranging.pairs:
            if pair.key in wish.barred:
                seats = tuple((arranging.sits(wish, day, pair), 1) for day in arranging.grid.days)
                yield Demand(_says(wish.name, pair.key), seats, at_most=0)


def check(arrangement: Arrangement) -> Iterable[Broken]:
    for seat in arrangement.seats:
        wish = arrangement.problem.wish[seat.wish]
        if any(key == seat.pair for key in wish.barred):
            yield Broken(_says(wish.name, seat.pair))


def _says(name: str, pair: str) -> Sentence:
    return Sentence(f"与{name}谈话，第{pair}组须回避", f"pair {pair} is recused from the talk with {name}")


RULE = Rule("recusal", Sentence("谈话人回避", "recusal of talkers"), "", Grade.LEGAL, post, check)
