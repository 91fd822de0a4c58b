"""A pair, an inspector and a room take no more talks a day than there are slots; a pair no more than it can write up."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.interviews.core.plan.facts import Pair, free_slots
from xuncha.planning.rule import Broken, Demand, Grade, Rule


def post(arranging: Arranging) -> Iterable[Demand]:
    grid = arranging.grid
    shared = _shared(arranging)
    for day in grid.days:
        for pair in arranging.pairs:
            most = free_slots(grid, pair, day, arranging.busy)
            says = Sentence(f"{day}第{pair.key}组最多再排{most}场", f"{day}, pair {pair.key}: {most} more")
            terms = tuple((arranging.sits(wish, day, pair), wish.length) for wish in arranging.wishes)
            yield Demand(says, terms, at_most=most)
        for name, pairs in shared:
            most = max(free_slots(grid, pair, day, arranging.busy) for pair in pairs)
            says = Sentence(f"{day}{name}分在几组，最多{most}场", f"{day}, {name} in several pairs: {most}")
            terms = tuple(
                (arranging.sits(wish, day, pair), wish.length) for wish in arranging.wishes for pair in pairs
            )
            yield Demand(says, terms, at_most=most)
    says = Sentence(f"总共最多再排{arranging.at_most}场", f"{arranging.at_most} more talks in all")
    yield Demand(says, tuple((arranging.talked(w), 1) for w in arranging.wishes), at_most=arranging.at_most)


def _shared(arranging: Arranging) -> list[tuple[str, list[Pair]]]:
    """Inspectors and rooms that belong to several pairs, with these pairs."""
    owners: dict[str, list[Pair]] = {}
    for pair in arranging.pairs:
        for name in (*pair.inspectors, pair.room):
            owners.setdefault(name, []).append(pair)
    return [(name, pairs) for name, pairs in sorted(owners.items()) if name and len(pairs) > 1]


def check(arrangement: Arrangement) -> Iterable[Broken]:
    grid = arrangement.problem.grid
    used: Counter[tuple[date, str]] = Counter()
    talks: Counter[tuple[date, str]] = Counter()
    for wish, day, pair in arrangement.talks():
        for name in {*pair.inspectors, pair.room}:
            used[day, name] += wish.length
        talks[day, pair.inspectors[0]] += wish.length
    for one in arrangement.problem.busy:
        for name in {*one.inspectors, one.room}:
            used[one.day, name] += sum(slot.meets(one.slot) for slot in grid.slots)
        talks[one.day, one.inspectors[0] if one.inspectors else ""] += 1
    for (day, name), slots in sorted(used.items()):
        if slots > len(grid.slots):
            yield Broken(Sentence(f"{day}{name}排了{slots}场，排不下", f"{day}: {slots} talks for {name}"))
    for (day, name), number in sorted(talks.items()):
        if number > grid.per_pair:
            says = f"{day}{name}一组排了{number}场，每天以{grid.per_pair}场为限"
            yield Broken(Sentence(says, f"{day}: {number} talks for {name}'s pair, {grid.per_pair} at most"))
    if len(arrangement.seats) > arrangement.problem.at_most:
        yield Broken(Sentence("超过了计划的场数", "more talks than were planned"))


RULE = Rule("slots", Sentence("每天排得下", "what a day holds"), "interviews.slot", Grade.MUST, post, check)
