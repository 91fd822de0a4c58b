"""What talks with a type of post at a type of unit gave in earlier rounds: two-level Beta-Binomial shrinkage.

It knows posts and units, never a person and never a talker, and it sets an agenda: it says nothing about anybody.
Few talks hardly move the office's own list; many do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

TYPE_WEIGHT, CELL_WEIGHT = 20, 12
"""How many talks the level above counts for. Source: the simulation in `bench/interviews.py`."""

NINETY = 1.645
"""Standard deviations of a two-sided interval of ninety per cent."""

Cell = tuple[str, str]
"""Layer of the post, type of the unit."""


@dataclass(frozen=True, slots=True)
class Count:
    """Talks held, and how many of them led to a matter that a working paper took up; of one round, layer and unit type."""

    round: str
    layer: str
    unit: str
    talks: int
    gave: int


@dataclass(frozen=True, slots=True)
class Worth:
    """What a talk of a cell is expected to give: mean, interval of ninety per cent, and the talks it rests on.

    `overruled`: the team has set the mean itself, with its reason on record.
    """

    mean: Fraction
    low: float
    high: float
    talks: int
    gave: int
    overruled: bool = False

    @property
    def percent(self) -> int:
        """Talks of a hundred, as the plan counts them; never 0, so that nobody is left out for want of luck."""
        return max(1, round(100 * self.mean))


def pooled(counts: Iterable[Count], least: int) -> tuple[Count, ...]:
    """Counts that give nobody away: of each round, cells below `least` talks are put together by layer, or dropped.

    What is put together bears the unit type "". A cell that was dropped cannot be worked out from what is kept, as no
    sum over it is kept. A count of which every talk gave something is dropped too: it would tell of each of them.
    """
    kept: list[Count] = []
    rest: defaultdict[tuple[str, str], list[Count]] = defaultdict(list)
    for one in sorted(counts, key=lambda c: (c.round, c.layer, c.unit)):
        if one.talks >= least and one.gave < one.talks and one.unit:
            kept.append(one)
        else:
            rest[one.round, one.layer].append(one)
    for (round_key, layer), some in rest.items():
        talks, gave = sum(c.talks for c in some), sum(c.gave for c in some)
        if talks >= least and gave < talks:
            kept.append(Count(round_key, layer, "", talks, gave))
    return tuple(sorted(kept, key=lambda c: (c.round, c.layer, c.unit)))


def worths(
    counts: Iterable[Count],
    prior: Mapping[str, int],
    cells: Iterable[Cell],
    overruled: Mapping[Cell, int] | None = None,
) -> dict[Cell, Worth]:
    """The worth of each cell. `prior`: the office's own list, layer → talks of a hundred; `overruled`: cell → the same.

    Type mean (y + 20·prior)/(n + 20), cell mean (y + 12·type)/(n + 12), by layer and then by unit type. A layer that the
    list does not name takes the mean of those it names. Raises ValueError for an empty list.
    """
    if not prior:
        raise ValueError("the office's list names no layer")
    by_layer: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    by_cell: defaultdict[Cell, list[int]] = defaultdict(lambda: [0, 0])
    for one in counts:
        for tally in (by_layer[one.layer], by_cell[one.layer, one.unit]):
            tally[0] += one.talks
            tally[1] += one.gave
    unnamed = Fraction(sum(prior.values()), 100 * len(prior))
    found = {}
    for layer, unit in cells:
        start = Fraction(prior[layer], 100) if layer in prior else unnamed
        of_type = shrunk(by_layer[layer][0], by_layer[layer][1], start, TYPE_WEIGHT)
        talks, gave = by_cell[layer, unit] if unit else (0, 0)
        mean = shrunk(talks, gave, of_type, CELL_WEIGHT)
        set_by_hand = (overruled or {}).get((layer, unit))
        if set_by_hand is not None:
            mean = Fraction(set_by_hand, 100)
        low, high = _interval(float(mean), talks + CELL_WEIGHT)
        found[layer, unit] = Worth(mean, low, high, talks, gave, set_by_hand is not None)
    return found


def shrunk(talks: int, gave: int, towards: Fraction, weight: int) -> Fraction:
    """The mean of a Beta posterior whose prior counts for `weight` talks with mean `towards`."""
    return (gave + weight * towards) / (talks + weight)


def _interval(mean: float, talks: int) -> tuple[float, float]:
    """Wilson's interval for a share that rests on so many talks, those of the prior included."""
    square = NINETY * NINETY
    middle = (mean + square / (2 * talks)) / (1 + square / talks)
    half = NINETY * sqrt(mean * (1 - mean) / talks + square / (4 * talks * talks)) / (1 + square / talks)
    return max(0.0, middle - half), min(1.0, middle + half)
