"""Of one office, those of a higher layer are talked to on no earlier day than those of lower layers.

For the solver each office has, for each layer above its lowest, a day on which it turns to that layer and upward.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.interviews.core.plan.facts import Busy, Wish
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Rule

PRICE = 3
_SAYS = Sentence("下级在前、上级在后", "subordinates before superiors")


def post(arranging: Arranging) -> Iterable[Demand]:
    for (office, level), choices in arranging.turned.items():
        wishes = arranging.by_office[office]
        fixed = [one for one in arranging.busy if one.office == office]
        turned = dict(zip(arranging.grid.days, choices, strict=True))
        yield from _turns_once(choices)
        yield from _after(arranging, wishes, fixed, level, turned)
        yield from _before(arranging, wishes, fixed, level, turned)


def _turns_once(turned: Sequence[Choice]) -> Iterator[Demand]:
    for before, after in pairwise(turned):
        yield Demand(_SAYS, ((before, 1), (after, -1)), at_most=0)


def _after(
    arranging: Arranging,
    wishes: Sequence[Wish],
    fixed: Sequence[Busy],
    level: int,
    turned: dict[date, Choice],
) -> Iterator[Demand]:
    """The layer and those above it are talked to on or after the day of turning."""
    upper = [w for w in wishes if w.level >= level]
    for day, choice in turned.items():
        there = sum(one.day == day and one.level >= level for one in fixed)
        if upper or there:
            seats = [term for w in upper for term in arranging.on(w, day)]
            yield Demand(_SAYS, (*seats, (choice, -len(upper) - there)), at_most=-there, prices=(PRICE,))


def _before(
    arranging: Arranging,
    wishes: Sequence[Wish],
    fixed: Sequence[Busy],
    level: int,
    turned: dict[date, Choice],
) -> Iterator[Demand]:
    """The layers below are talked to on or before that day."""
    lower = [w for w in wishes if w.level < level]
    for yesterday, day in zip(turned, list(turned)[1:], strict=False):
        there = sum(one.day == day and one.level < level for one in fixed)
        if lower or there:
            seats = [term for w in lower for term in arranging.on(w, day)]
            most = len(lower) + there
            terms = (*seats, (turned[yesterday], most))
            yield Demand(_SAYS, terms, at_most=most - there, prices=(PRICE,))


def check(arrangement: Arrangement) -> Iterable[Broken]:
    seen: dict[str, list[tuple[date, int]]] = {}
    names: dict[str, str] = {}
    for wish, day, _ in arrangement.talks():
        seen.setdefault(wish.office, []).append((day, wish.level))
        names[wish.office] = wish.office_name
    planned = {wish.office for wish in arrangement.problem.wishes}
    for one in arrangement.problem.busy:
        if one.office in planned:
            seen.setdefault(one.office, []).append((one.day, one.level))
    seen.pop("", None)
    for office, talks in sorted(seen.items()):
        for level in sorted({level for _, level in talks})[1:]:
            misses = min(_out_of_order(talks, level, at) for at in {day for day, _ in talks})
            if misses:
                name = names.get(office, "")
                says = Sentence(
                    f"{name}有{misses}场上级谈在下级之前", f"{misses} superiors of {name} too early"
                )
                yield Broken(says, PRICE * misses)


def _out_of_order(talks: Sequence[tuple[date, int]], level: int, at: date) -> int:
    return sum(day < at if rank >= level else day > at for day, rank in talks)


RULE = Rule("order", Sentence("下级在前、上级在后", "superiors later"), "", Grade.PREFERENCE, post, check)
