"""The whole timetable: must-talks first and by themselves, then the others round them; days, then hours.

Both stages know nothing of letters. The first does not even get to see that other talks exist: what the body is told
is the same whoever asked for a talk and whomever the leader picked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xuncha.base.catalogue import collect
from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging, Seat
from xuncha.interviews.core.plan.day import lay_day
from xuncha.interviews.core.plan.facts import WANTED, Busy, Grid, Pair, Share, Wish
from xuncha.interviews.core.plan.first import first
from xuncha.interviews.core.plan.lots import drawn, outside_of
from xuncha.interviews.core.plan.narrow import narrowed
from xuncha.interviews.core.timetable import Slot
from xuncha.planning.model import WEIGHT
from xuncha.planning.rule import Broken, Demand, Grade, Rule, Taken, Verdict, all_of, judge
from xuncha.planning.solve import Limits, Result, solve

RULES: tuple[Rule, ...] = collect("xuncha.interviews.core.plan.rules", "RULE")
"""Every rule of stage A, one file each in `rules/`."""

NEAR = 20
"""How near to the best stage A has to come, in units of preference: a few people of one office on one day."""

NODES = 200
"""When stage A gives up proving: by nodes, never by the clock."""

TRIES = 3
"""How often stage A is asked again when a day cannot be laid out; then that day gives up a talk."""

Tell = Callable[[Sequence[str]], None]
Turn = Callable[[int, int], None]


@dataclass(frozen=True)
class Wanted:
    """What a timetable is made of. `at_most`: talks in all, those of `busy` included; `one_in`: at least one of so many
    free talks stands outside the ranking; `seed` draws the lots; `spare`: the length of the list of stand-ins.
    """

    wishes: tuple[Wish, ...]
    pairs: tuple[Pair, ...]
    grid: Grid
    busy: tuple[Busy, ...] = ()
    shares: tuple[Share, ...] = ()
    at_most: int = 10**6
    one_in: int = 5
    seed: str = ""
    spare: int = 10


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A talk with its place; `wish` and `pair` are keys."""

    day: date
    slot: Slot
    pair: str
    wish: str


@dataclass(frozen=True)
class Plan:
    """`placed` in the order of time. `left`: listed people who found no place. `spare` 备谈名单: who could step in.

    `drawn`: the keys that were drawn by lot. `results` are those of stage A, must-talks first; one without a plan says
    why in `reasons`, and then nothing is placed.
    """

    placed: tuple[Placed, ...]
    left: tuple[str, ...]
    spare: tuple[str, ...]
    drawn: frozenset[str]
    results: tuple[Result, ...]


def arrange(wanted: Wanted, tell: Tell | None = None, turn: Turn | None = None) -> Plan:
    """Days, pairs and hours for the wishes. `tell` gets the solver's lines; `turn` which of the two parts has begun."""
    if turn:
        turn(0, 2)
    musts = tuple(one for one in wanted.wishes if one.kind == "must")
    kept = tuple(one for one in wanted.busy if one.must)
    placed, results = _stage(Arranging(musts, wanted.pairs, wanted.grid, kept), tell) if musts else ((), ())
    if turn:
        turn(1, 2)
    others = tuple(one for one in wanted.wishes if one.kind != "must")
    busy = (*wanted.busy, *_as_busy(placed, musts, wanted.pairs))
    free = max(0, wanted.at_most - len(busy))
    ranked = max(0, free - sum(one.kind in WANTED for one in others))
    outside = min(outside_of(ranked, wanted.one_in), sum(one.kind not in WANTED for one in others))
    others = drawn(others, outside, wanted.seed)
    likely = narrowed(others, wanted.shares, free, wanted.seed)
    problem = Arranging(likely, wanted.pairs, wanted.grid, busy, wanted.shares, free, outside)
    more, more_results = _stage(problem, tell) if others else ((), ())
    found = tuple(sorted((*placed, *more)))
    seated = {one.wish for one in found}
    unseated = [one for one in (*musts, *others) if one.key not in seated]
    return Plan(
        found,
        tuple(one.key for one in unseated if one.kind in WANTED),
        _spare(unseated, wanted.spare),
        frozenset(one.key for one in others if one.kind == "drawn"),
        (*results, *more_results),
    )


def check_arrangement(arrangement: Arrangement, rules: Sequence[Rule] = RULES) -> tuple[Verdict, ...]:
    """All that days and pairs break, solved or put together by hand."""
    return judge(arrangement, rules)


def _spare(unseated: Iterable[Wish], number: int) -> tuple[str, ...]:
    """Who could step in, posts that gave more first; among equals by office and name."""
    able = [one for one in unseated if one.kind not in WANTED]
    able.sort(key=lambda one: (-one.worth, one.office_name, one.name, one.key))
    return tuple(one.key for one in able[:number])


def _stage(problem: Arranging, tell: Tell | None) -> tuple[tuple[Placed, ...], tuple[Result, ...]]:
    """Days and pairs, then hours; a day that cannot be laid out is forbidden and the first asked again."""
    forbidden: list[tuple[Seat, ...]] = []
    while True:
        rules = (*RULES, _never_again(tuple(forbidden)))
        start = first(problem)
        result = solve(problem, rules, limits=_limits(problem, start), start=start, tell=tell)
        if result.plan is None:
            return (), (result,)
        last = len(forbidden) >= TRIES
        placed, failed = _hours(result.plan, drop=last)
        if not failed:
            return placed, (result,)
        forbidden += failed


def _limits(problem: Arranging, start: Taken) -> Limits:
    """A gap as the solver takes it, relative to what the first plan costs."""
    verdicts = judge(problem.plan(start), RULES)
    cost = sum(WEIGHT[one.rule.grade] * (one.broken.price or 0) for one in verdicts)
    return Limits(gap=min(1.0, NEAR / cost) if cost else 1.0, nodes=NODES)


def _hours(arrangement: Arrangement, drop: bool) -> tuple[tuple[Placed, ...], list[tuple[Seat, ...]]]:
    """Every day laid out, and the days that could not be; with `drop` a talk is given up until the day can be."""
    problem = arrangement.problem
    days: defaultdict[date, list[Seat]] = defaultdict(list)
    for seat in arrangement.seats:
        days[seat.day].append(seat)
    placed: list[Placed] = []
    failed: list[tuple[Seat, ...]] = []
    for day, seats in sorted(days.items()):
        found = _hours_of(problem, day, seats)
        while found is None and drop and seats:
            seats.remove(max(seats, key=lambda seat: _dispensable(problem.wish[seat.wish])))
            found = _hours_of(problem, day, seats)
        if found is None:
            failed.append(tuple(seats))
        else:
            placed += found
    return tuple(placed), failed


def _hours_of(problem: Arranging, day: date, seats: Sequence[Seat]) -> list[Placed] | None:
    busy = [one for one in problem.busy if one.day == day]
    talks = [(problem.wish[seat.wish], problem.pair[seat.pair]) for seat in seats]
    starts = lay_day(talks, problem.grid, busy)
    if starts is None:
        return None
    return [
        Placed(day, problem.grid.stretch(starts[wish.key], wish.length), pair.key, wish.key)
        for wish, pair in talks
    ]


def _dispensable(wish: Wish) -> tuple[bool, int, int, str]:
    """The longest and least wanted talk is given up first."""
    return wish.kind not in WANTED, wish.length, -wish.worth, wish.key


@dataclass(frozen=True)
class _NeverAgain:
    forbidden: tuple[tuple[Seat, ...], ...]

    def post(self, problem: Arranging) -> Iterable[Demand]:
        for seats in self.forbidden:
            terms = all_of(problem.sits(problem.wish[s.wish], s.day, problem.pair[s.pair]) for s in seats)
            yield Demand(_NO_HOURS, terms, at_most=len(seats) - 1)

    def check(self, arrangement: Any) -> Iterable[Broken]:
        for seats in self.forbidden:
            if set(seats) <= set(arrangement.seats):
                yield Broken(_NO_HOURS)


_NO_HOURS = Sentence("这一天的谈话排不出钟点", "the talks of a day cannot be given hours")


def _never_again(forbidden: tuple[tuple[Seat, ...], ...]) -> Rule:
    day = _NeverAgain(forbidden)
    return Rule("hours", _NO_HOURS, "", Grade.MUST, day.post, day.check)


def _as_busy(placed: Iterable[Placed], wishes: Iterable[Wish], pairs: Iterable[Pair]) -> tuple[Busy, ...]:
    by_key, sat = {one.key: one for one in wishes}, {one.key: one for one in pairs}
    return tuple(
        Busy(
            one.day,
            one.slot,
            sat[one.pair].inspectors,
            sat[one.pair].room,
            by_key[one.wish].office,
            by_key[one.wish].level,
            must=True,
        )
        for one in placed
    )
