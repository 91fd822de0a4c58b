"""Arranging a term: the problem for the solver, and the plan that comes out of it or is put together by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from xuncha.planning.rule import Choice, Taken
from xuncha.rounds.core.term.facts import Sort, Target
from xuncha.rounds.core.term.numbers import Numbers

VISITS, RETURNS, OPENS = "visits", "returns", "opens"


@dataclass(frozen=True, order=True, slots=True)
class Placed:
    """A target (its key) in a round; `again` when it is a second visit (回头看)."""

    target: str
    round: int
    again: bool = False


@dataclass(frozen=True)
class Arranging:
    """The targets of a term and the rounds still to come: `following` to `numbers.rounds`.

    `capacity`: person-days that a round can do at most, None where nobody said. `strength`: (round, per cent of a
    usual round), for rounds with fewer people. `band_binds`: no plan may leave the band; else leaving it is priced.
    """

    targets: tuple[Target, ...]
    following: int
    numbers: Numbers
    capacity: int | None = None
    strength: tuple[tuple[int, int], ...] = ()
    band_binds: bool = False

    def __post_init__(self) -> None:
        rows = tuple(sorted(self.targets, key=lambda one: one.key))
        if len({one.key for one in rows}) != len(rows):
            raise ValueError("two targets share a key")
        object.__setattr__(self, "targets", rows)

    def choices(self) -> Iterable[Choice]:
        for target in self.free:
            yield from (self.visits(target, number) for number in self.rounds)
        for target in self.wished:
            yield from (self.returns(target, number) for number in self.return_rounds(target))
        for sector in self.in_sector:
            yield from (self.opens(sector, number) for number in self.rounds)

    def visits(self, target: Target, number: int) -> Choice:
        """1 when the round takes the target."""
        return Choice((VISITS, target.key, f"{number:02d}"))

    def returns(self, target: Target, number: int) -> Choice:
        """1 when the round looks back at the target."""
        return Choice((RETURNS, target.key, f"{number:02d}"))

    def opens(self, sector: str, number: int) -> Choice:
        """1 when the round takes a target of the sector."""
        return Choice((OPENS, sector, f"{number:02d}"))

    def plan(self, taken: Taken) -> Arrangement:
        """Which round takes what, read out of the choices taken."""
        kinds = {VISITS: False, RETURNS: True}
        found = (c.key for c, n in taken.items() if n and c.key[0] in kinds)
        return Arrangement(self, tuple(sorted(Placed(key[1], int(key[2]), kinds[key[0]]) for key in found)))

    @cached_property
    def rounds(self) -> range:
        """The rounds still to come."""
        return range(self.following, self.numbers.rounds + 1)

    @cached_property
    def target(self) -> Mapping[str, Target]:
        return {one.key: one for one in self.targets}

    @cached_property
    def free(self) -> tuple[Target, ...]:
        """The targets that no round has taken yet."""
        return tuple(one for one in self.targets if one.done is None)

    @cached_property
    def wished(self) -> tuple[Target, ...]:
        """The targets that are to be looked back at."""
        return tuple(one for one in self.targets if one.look_back and not one.look_back_done)

    def return_rounds(self, target: Target) -> range:
        """The rounds in which a second visit is possible at all."""
        first = self.following if target.done is None else target.done
        return range(max(self.following, first + self.numbers.look_back.apart), self.numbers.rounds + 1)

    @cached_property
    def in_sector(self) -> Mapping[str, tuple[Target, ...]]:
        """The free targets of each sector; those of no sector are left out."""
        found: dict[str, list[Target]] = defaultdict(list)
        for target in self.free:
            if target.sector:
                found[target.sector].append(target)
        return {sector: tuple(found[sector]) for sector in sorted(found)}

    @cached_property
    def townships(self) -> tuple[Target, ...]:
        return tuple(one for one in self.free if one.sort is Sort.TOWNSHIP)

    @cached_property
    def work(self) -> int:
        """Person-days of everything still to be done, wished second visits included."""
        again = sum(self.numbers.look_back.days(one.days) for one in self.wished if self.return_rounds(one))
        return sum(one.days for one in self.free) + again

    def band(self, number: int) -> tuple[int, int]:
        """Least and most person-days of a round: the band around its share of the work."""
        shares = dict(self.strength)
        share = shares.get(number, 100)
        whole = sum(shares.get(one, 100) for one in self.rounds)
        limits = self.numbers.band
        if not whole:
            return 0, 0
        least = -(-self.work * share * limits.least_percent // (whole * 100))
        return least, self.work * share * limits.most_percent // (whole * 100)

    def top(self, number: int) -> int | None:
        """The person-days that a round cannot exceed in any plan; None without such a limit."""
        limits = [] if self.capacity is None else [self.capacity]
        if self.band_binds:
            limits.append(self.band(number)[1])
        return min(limits, default=None)


@dataclass(frozen=True)
class Arrangement:
    """A plan of the term, solved or made by hand; by hand a target may stand nowhere or twice."""

    problem: Arranging
    placed: tuple[Placed, ...]

    def taken(self) -> Taken:
        problem = self.problem
        taken: dict[Choice, int] = defaultdict(int)
        for one in self.placed:
            target = problem.target.get(one.target)
            if target is None or (target.done is not None and not one.again):
                continue
            taken[(problem.returns if one.again else problem.visits)(target, one.round)] += 1
            if not one.again and target.sector:
                taken[problem.opens(target.sector, one.round)] = 1
        return taken

    @cached_property
    def visits(self) -> Mapping[str, int]:
        """Target → round of its visit; the last one named where there are several."""
        return {one.target: one.round for one in self.placed if not one.again}

    def days(self, one: Placed) -> int:
        """Person-days that a placed target asks for."""
        days = self.problem.target[one.target].days
        return self.problem.numbers.look_back.days(days) if one.again else days

    @cached_property
    def load(self) -> Mapping[int, int]:
        """Person-days of each round still to come."""
        load = dict.fromkeys(self.problem.rounds, 0)
        for one in self.placed:
            if one.target in self.problem.target:
                load[one.round] = load.get(one.round, 0) + self.days(one)
        return load

    def of(self, number: int) -> tuple[Placed, ...]:
        """What a round takes."""
        return self._by_round.get(number, ())

    def together(self, sector: str, number: int) -> int:
        """How many targets of a sector a round visits for the first time."""
        return self._of_sector[sector, number]

    @cached_property
    def _by_round(self) -> Mapping[int, tuple[Placed, ...]]:
        found: dict[int, list[Placed]] = defaultdict(list)
        for one in self.placed:
            found[one.round].append(one)
        return {number: tuple(rows) for number, rows in found.items()}

    @cached_property
    def _of_sector(self) -> Counter[tuple[str, int]]:
        known = self.problem.target
        firsts = (one for one in self.placed if not one.again and one.target in known)
        return Counter((known[one.target].sector, one.round) for one in firsts)
