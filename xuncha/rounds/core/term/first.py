"""A first plan without a solver: block by block into the cheapest round, then bettered step by step.

It is a start for the solver, and the plan itself where a county is too large to be proven. The same problem gives
the same plan: every chance comes from dice with a fixed seed, and the number of steps is fixed.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from math import exp

from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.blocks import NOWHERE, Block, blocks

STEPS = 40_000
WARM, COLD = 20.0, 0.4
SWAPS = 0.7
OUTSIDE = 10
"""Points for a person-day outside the band: more than an order of rounds is worth, so that the band comes first."""


def first_plan(problem: Arranging, steps: int = STEPS) -> Arrangement:
    """A plan that keeps all that must be kept wherever the steps find a way; what cannot stand anywhere is left out."""
    table = _Table(problem, blocks(problem))
    table.fill()
    table.better(steps)
    standing = ((table.block[key], number) for key, number in table.best.items() if number != NOWHERE)
    placed = (one for block, number in standing for one in block.placed(number))
    return Arrangement(problem, tuple(sorted(placed)))


class _Table:
    """Where every block stands, with the sums that tell what a move costs."""

    def __init__(self, problem: Arranging, pieces: Sequence[Block]) -> None:
        self.problem = problem
        self.block = {one.key: one for one in pieces}
        self.at: dict[str, int] = {}
        self.best: dict[str, int] = {}
        places = (NOWHERE, *problem.rounds)
        self.days = dict.fromkeys(places, 0)
        self.count = dict.fromkeys(places, 0)
        self.towns = dict.fromkeys(places, 0)
        self.sector: dict[str, dict[int, int]] = defaultdict(lambda: dict.fromkeys(problem.rounds, 0))
        self.bands = {number: problem.band(number) for number in problem.rounds} | {NOWHERE: (0, sys.maxsize)}
        self.members: dict[int, list[Block]] = {number: [] for number in places}
        self.follower = {one.after: one.key for one in pieces if one.after}

    def fill(self) -> None:
        """Those with the fewest rounds open first, then the dearest to let wait; second visits last."""
        order = sorted(
            self.block.values(),
            key=lambda one: (one.again, len(one.costs), -max(one.costs.values(), default=0), one.key),
        )
        for one in order:
            rounds = [number for number in one.costs if self.fits(one, number)] or [
                number for number in one.costs if self.after_first(one, number)
            ]
            if rounds:
                number = min(rounds, key=lambda n: (self.filling(one, n), n))
                self.put(one, number, 1)
        self.best = dict(self.at)

    def filling(self, one: Block, number: int) -> float:
        """The price of adding a block to a round while most are still empty: only what is over counts."""
        over = self.days[number] + one.days - self.bands[number][1]
        return self.opening(one, number) + one.costs[number] + OUTSIDE * max(0, over)

    def opening(self, one: Block, number: int) -> int:
        return sum(self.problem.numbers.apart for sector in one.sectors if not self.sector[sector][number])

    def fits(self, one: Block, number: int) -> bool:
        """Whether the limits that nobody waives let a block into a round."""
        numbers, most = self.problem.numbers, self.problem.capacity
        return (
            self.count[number] + one.counts <= max(numbers.most, one.counts * (self.count[number] == 0))
            and self.towns[number] + one.townships <= numbers.townships
            and (most is None or self.days[number] + one.days <= most)
            and self.after_first(one, number)
        )

    def after_first(self, one: Block, number: int) -> bool:
        """Whether first and second visit stay apart, when either moves."""
        apart = self.problem.numbers.look_back.apart
        if one.again:
            first = self.at.get(one.after, NOWHERE) if one.after else number - apart
            return number == NOWHERE or (first != NOWHERE and number - first >= apart)
        second = self.at.get(self.follower.get(one.key, ""), NOWHERE)
        return second == NOWHERE or second - number >= apart

    def put(self, one: Block, number: int, sign: int) -> None:
        """Into a round (1) or out of it (-1)."""
        self.days[number] += sign * one.days
        self.count[number] += sign * one.counts
        self.towns[number] += sign * one.townships
        for sector in one.sectors:
            self.sector[sector][number] += sign
        if sign > 0:
            self.at[one.key] = number
        else:
            del self.at[one.key]

    def price(self, one: Block, number: int) -> float:
        """What a block that is not on the table costs in a round, with what it does to the band."""
        least, most = self.bands[number]
        before, after = self.days[number], self.days[number] + one.days
        off = max(0, least - after, after - most) - max(0, least - before, before - most)
        return one.costs[number] + self.opening(one, number) + OUTSIDE * off

    def better(self, steps: int) -> None:
        """Moves and swaps by simulated annealing; keeps the best table met."""
        dice = random.Random(len(self.at))
        movable = [one for one in self.block.values() if one.key in self.at and len(one.costs) > 1]
        for one in movable:
            self.members[self.at[one.key]].append(one)
        cost = lowest = 0.0
        for step in range(steps if movable else 0):
            heat = WARM * (COLD / WARM) ** (step / steps)
            one = movable[int(dice.random() * len(movable))]
            number = self._aim(one, dice)
            if number == self.at[one.key]:
                continue
            others = self.members[number]
            if others and dice.random() < SWAPS:
                cost += self._swap(one, others[int(dice.random() * len(others))], heat, dice)
            else:
                cost += self._move(one, number, heat, dice)
            if cost < lowest - 1e-9:
                lowest, self.best = cost, dict(self.at)

    def _aim(self, one: Block, dice: random.Random) -> int:
        """A round open to a block: half the time one in which its sector stands already."""
        rounds = list(one.costs)
        if one.sectors and dice.random() < 0.5:
            standing = self.sector[one.sectors[0]]
            rounds = [number for number in rounds if standing[number]] or rounds
        return rounds[int(dice.random() * len(rounds))]

    def _settle(self, one: Block, was: int, now: int) -> None:
        self.members[was].remove(one)
        self.members[now].append(one)

    def _move(self, one: Block, number: int, heat: float, dice: random.Random) -> float:
        was = self.at[one.key]
        self.put(one, was, -1)
        saved = self.price(one, was)
        if self.fits(one, number):
            change = self.price(one, number) - saved
            if change <= 0 or dice.random() < exp(-change / heat):
                self.put(one, number, 1)
                self._settle(one, was, number)
                return change
        self.put(one, was, 1)
        return 0.0

    def _swap(self, one: Block, other: Block, heat: float, dice: random.Random) -> float:
        here, there = self.at[one.key], self.at[other.key]
        if here not in other.costs:
            return 0.0
        self.put(one, here, -1)
        saved = self.price(one, here)
        self.put(other, there, -1)
        saved += self.price(other, there)
        if self.fits(one, there):
            spent = self.price(one, there)
            self.put(one, there, 1)
            if self.fits(other, here):
                spent += self.price(other, here)
                if spent <= saved or dice.random() < exp((saved - spent) / heat):
                    self.put(other, here, 1)
                    self._settle(one, here, there)
                    self._settle(other, there, here)
                    return spent - saved
            self.put(one, there, -1)
        self.put(other, there, 1)
        self.put(one, here, 1)
        return 0.0
