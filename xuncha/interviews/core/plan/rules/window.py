"""Talks with each layer fall into the part of the stay that the rulebook names for it, leaders towards the end."""

from collections.abc import Iterable
from datetime import date

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule

_SAYS = Sentence("各层次谈话放在规定的时段", "each layer in its part of the stay")


def post(arranging: Arranging) -> Iterable[Demand]:
    days = arranging.grid.days
    for wish in arranging.wishes:
        if wish.window:
            first, last = wish.window
            terms = [
                (seat, _off(days, day, first, last))
                for day in days
                for seat in arranging.seats[wish.key][day]
                if not first <= day <= last
            ]
            if terms:
                yield Demand(_SAYS, tuple(terms), at_most=0, prices=(1,))


def _off(days: tuple[date, ...], day: date, first: date, last: date) -> int:
    """How many of the days lie between a day and the window, that day included."""
    return sum(day <= one < first or last < one <= day for one in days)


def check(arrangement: Arrangement) -> Iterable[Broken]:
    order = list(arrangement.problem.grid.days)
    for wish, day, _ in arrangement.talks():
        if wish.window is None or wish.window[0] <= day <= wish.window[1]:
            continue
        at = order.index(day)
        inside = [n for n, one in enumerate(order) if wish.window[0] <= one <= wish.window[1]]
        yield Broken(_SAYS, min((abs(at - n) for n in inside), default=len(order)))


RULE = Rule(
    "window", Sentence("各层次的时段", "when each layer is talked to"), "interviews.windows", Grade.PREFERENCE,
    post, check,
)  # fmt: skip
