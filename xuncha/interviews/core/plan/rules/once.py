"""A person is talked to once at most, and a talk has one day and one pair."""

from collections import Counter
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule


def post(arranging: Arranging) -> Iterable[Demand]:
    for wish in arranging.wishes:
        says = Sentence(f"{wish.name}只排一场谈话", f"{wish.name} has one talk")
        terms = [term for day in arranging.grid.days for term in arranging.on(wish, day)]
        yield Demand(says, (*terms, (arranging.talked(wish), -1)), at_least=0, at_most=0)


def check(arrangement: Arrangement) -> Iterable[Broken]:
    for key, times in sorted(Counter(seat.wish for seat in arrangement.seats).items()):
        if times > 1:
            name = arrangement.problem.wish[key].name
            yield Broken(Sentence(f"{name}排了{times}场谈话", f"{name} has {times} talks"))


RULE = Rule("once", Sentence("一人一场", "one talk a person"), "", Grade.MUST, post, check)
