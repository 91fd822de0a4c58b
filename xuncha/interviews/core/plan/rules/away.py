"""Nobody is asked to come, and no pair is sat down, on a day when they are away."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule


def post(arranging: Arranging) -> Iterable[Demand]:
    days = set(arranging.grid.days)
    for wish in arranging.wishes:
        if wish.away & days:
            says = Sentence(f"{wish.name}有几天不在", f"{wish.name} is away for some days")
            terms = [term for day in sorted(wish.away & days) for term in arranging.on(wish, day)]
            yield Demand(says, tuple(terms), at_most=0)
    for pair in arranging.pairs:
        if pair.away & days:
            says = Sentence(f"第{pair.key}组有几天不在", f"pair {pair.key} is away for some days")
            terms = [
                (arranging.sits(wish, day, pair), 1)
                for day in sorted(pair.away & days)
                for wish in arranging.wishes
            ]
            yield Demand(says, tuple(terms), at_most=0)


def check(arrangement: Arrangement) -> Iterable[Broken]:
    for wish, day, pair in arrangement.talks():
        if day in wish.away:
            yield Broken(Sentence(f"{wish.name}{day}不在", f"{wish.name} is away on {day}"))
        if day in pair.away:
            yield Broken(Sentence(f"第{pair.key}组{day}不在", f"pair {pair.key} is away on {day}"))


RULE = Rule("away", Sentence("人在才排", "only when they are there"), "", Grade.MUST, post, check)
