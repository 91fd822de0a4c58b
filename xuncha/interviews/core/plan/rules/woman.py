"""Where a talk needs a woman among the talkers, one sits there."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule


def post(arranging: Arranging) -> Iterable[Demand]:
    without = [pair for pair in arranging.pairs if not pair.woman]
    for wish in arranging.wishes:
        if wish.woman and without:
            says = Sentence(f"与{wish.name}谈话须有女干部", f"the talk with {wish.name} needs a woman")
            days = arranging.grid.days
            seats = tuple((arranging.sits(wish, day, pair), 1) for day in days for pair in without)
            yield Demand(says, seats, at_most=0)


def check(arrangement: Arrangement) -> Iterable[Broken]:
    for wish, _, pair in arrangement.talks():
        if wish.woman and not pair.woman:
            says = f"与{wish.name}谈话的第{pair.key}组没有女干部"
            yield Broken(Sentence(says, f"no woman in pair {pair.key} for {wish.name}"))


RULE = Rule("woman", Sentence("需要时有女干部", "a woman where needed"), "", Grade.LEGAL, post, check)
