"""交叉巡察: which county's teams inspect which county in which round; the problem for the solver, and the plan.

The pairing is the only thing that ties the counties together: it says whose units a team may meet, and from there
each county forms its teams by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from xuncha.planning.rule import Choice, Taken
from xuncha.region.core.numbers import Numbers

CROSSES = "crosses"


@dataclass(frozen=True)
class Place:
    """A county of the city: where it lies, in kilometres on a plain map; equal places cost nothing."""

    key: str
    name: str
    east: int = 0
    north: int = 0


@dataclass(frozen=True, order=True)
class Crossing:
    """In `round` the teams of `visitor` inspect in `host`; rounds that are over have numbers below 1."""

    round: int
    visitor: str
    host: str


@dataclass(frozen=True)
class Pairing:
    """Who goes where over `rounds` rounds. `held` are the crossings of earlier rounds (numbers 0, -1, …).

    `barred` are pairs (visitor, host) that must not be, because somebody at the top of one comes from the other.
    """

    places: tuple[Place, ...]
    rounds: int
    numbers: Numbers
    held: tuple[Crossing, ...] = ()
    barred: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", tuple(sorted(self.places, key=lambda one: one.key)))
        if len({one.key for one in self.places}) != len(self.places):
            raise ValueError("two places share a key")

    def choices(self) -> Iterable[Choice]:
        for number in self.numbered:
            for visitor in self.places:
                for host in self.places:
                    yield self.crosses(number, visitor.key, host.key)

    def crosses(self, number: int, visitor: str, host: str) -> Choice:
        """1 when the teams of `visitor` inspect in `host` in that round."""
        return Choice((CROSSES, f"{number:03d}", visitor, host))

    def plan(self, taken: Taken) -> Crossings:
        """The crossings among the choices taken."""
        found = (c.key for c, times in taken.items() if times and c.key[0] == CROSSES)
        return Crossings(self, tuple(sorted(Crossing(int(key[1]), key[2], key[3]) for key in found)))

    @property
    def numbered(self) -> range:
        return range(1, self.rounds + 1)

    @cached_property
    def place(self) -> Mapping[str, Place]:
        return {one.key: one for one in self.places}

    def distance(self, visitor: str, host: str) -> int:
        """Kilometres as the road of a plain map goes: east and north added."""
        one, other = self.place[visitor], self.place[host]
        return abs(one.east - other.east) + abs(one.north - other.north)


@dataclass(frozen=True)
class Crossings:
    """A pairing found by the solver or put together by hand; the same rules judge both."""

    problem: Pairing
    crossings: tuple[Crossing, ...]

    def taken(self) -> Taken:
        return {self.problem.crosses(one.round, one.visitor, one.host): 1 for one in self.crossings}

    def host_of(self, number: int, visitor: str) -> str:
        """Where a county's teams go in a round, by name; "" when nowhere."""
        names = [
            self.problem.place[one.host].name
            for one in self.crossings
            if (one.round, one.visitor) == (number, visitor)
        ]
        return "、".join(names)
