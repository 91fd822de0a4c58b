"""Talks are spread over the days, so that each day leaves time to write up."""

from collections import Counter
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule

_SAYS = Sentence("各天场数均匀", "days alike")


def post(arranging: Arranging) -> Iterable[Demand]:
    most = _a_day(arranging)
    held = Counter(one.day for one in arranging.busy)
    for day in arranging.grid.days:
        seats = [term for wish in arranging.wishes for term in arranging.on(wish, day)]
        yield Demand(_SAYS, tuple(seats), at_most=max(0, most - held[day]), prices=(1,))


def _a_day(arranging: Arranging) -> int:
    """The talks of all together, laid evenly over the days, rounded up."""
    number = min(len(arranging.wishes), arranging.at_most) + len(arranging.busy)
    return -(-number // max(1, len(arranging.grid.days)))


def check(arrangement: Arrangement) -> Iterable[Broken]:
    problem = arrangement.problem
    days = len(problem.grid.days)
    in_all = len(problem.busy) + min(problem.at_most, len(problem.wishes))
    fair = (in_all + days - 1) // days if days else 0
    for day in problem.grid.days:
        held = sum(one.day == day for one in problem.busy)
        planned = sum(seat.day == day for seat in arrangement.seats)
        over = planned - max(0, fair - held)
        if over > 0:
            says = Sentence(f"{day}排了{held + planned}场，比平均多", f"{held + planned} talks on {day}")
            yield Broken(says, over)


RULE = Rule("even", Sentence("各天均匀", "spread over the days"), "", Grade.PREFERENCE, post, check)
