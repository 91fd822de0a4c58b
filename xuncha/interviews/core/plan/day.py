"""Stage B: at which hour of one day each talk is held. CP-SAT's intervals; one worker, a fixed seed, no clock.

Nobody and no room is in two talks at once. At a price: people of one office do not follow each other (nor wait at the
same time) at the door, and a superior is not heard before a subordinate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from xuncha.base.late import late
from xuncha.interviews.core.plan.facts import Busy, Grid, Pair, Wish
from xuncha.interviews.core.timetable import Slot

if TYPE_CHECKING:
    from ortools.sat.python import cp_model
else:
    cp_model = late("ortools.sat.python.cp_model")

EFFORTS = (0.25, 4.0)
"""CP-SAT's own measure of work that one day may take, the same on every machine; the second where the first finds no plan."""

CLOSE, INVERTED, LATER = 200, 300, 1
"""Prices: two of one office meet; a superior before a subordinate; each slot that a talk lies later in the day."""


@dataclass(frozen=True)
class _Sitting:
    """A talk in the model, in minutes after midnight; `fixed` ones are not decided here."""

    starts: cp_model.IntVar
    ends: cp_model.LinearExprT
    office: str
    level: int
    fixed: bool = False


def lay_day(
    talks: Sequence[tuple[Wish, Pair]], grid: Grid, busy: Iterable[Busy] = ()
) -> Mapping[str, int] | None:
    """The index of the slot at which each talk starts, by wish; None when the day cannot hold them all.

    `busy` are the talks of that day that keep their place. Order of `talks` does not matter.
    """
    model = cp_model.CpModel()
    held: defaultdict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    at: dict[str, cp_model.IntVar] = {}
    fixed = sorted(busy)
    sittings = [_fixed(model, one) for one in fixed]
    for name, stretches in _bound(fixed).items():
        held[name] += [model.new_fixed_size_interval_var(s.starts, s.length, "") for s in stretches]
    lateness = []
    for wish, pair in sorted(talks, key=lambda talk: talk[0].key):
        starts = grid.starts(wish.length)
        if not starts:
            return None
        at[wish.key] = model.new_int_var_from_domain(cp_model.Domain.from_values(starts), wish.key)
        lateness.append(at[wish.key])
        sittings.append(_free(model, at[wish.key], wish, pair, grid, held))
    for intervals in held.values():
        model.add_no_overlap(intervals)
    prices = [LATER * cp_model.LinearExpr.sum(lateness)] if lateness else []
    for one, other in combinations(sittings, 2):
        if one.office and one.office == other.office and not (one.fixed and other.fixed):
            prices += _meeting(model, one, other, grid.pause)
    model.minimize(cp_model.LinearExpr.sum(prices) if prices else 0)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    for effort in EFFORTS:
        solver.parameters.max_deterministic_time = effort
        found = solver.solve(model)
        if found in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return {key: solver.value(start) for key, start in at.items()}
        if found == cp_model.INFEASIBLE:
            return None
    return None


def _bound(busy: Sequence[Busy]) -> Mapping[str, list[Slot]]:
    """When inspectors and rooms are bound, joined where talks that were placed by hand overlap.

    Such a clash is told by the judge; it is no reason for the day to have no plan.
    """
    found: defaultdict[str, list[Slot]] = defaultdict(list)
    for one in sorted(busy, key=lambda one: one.slot):
        for name in {*one.inspectors, one.room} - {""}:
            last = found[name][-1] if found[name] else None
            if last and one.slot.meets(last):
                found[name][-1] = Slot(last.starts, max(last.ends, one.slot.ends))
            else:
                found[name].append(one.slot)
    return found


def _fixed(model: cp_model.CpModel, one: Busy) -> _Sitting:
    starts, ends = model.new_constant(one.slot.starts), model.new_constant(one.slot.ends)
    return _Sitting(starts, ends, one.office, one.level, fixed=True)


def _free(
    model: cp_model.CpModel,
    at: cp_model.IntVar,
    wish: Wish,
    pair: Pair,
    grid: Grid,
    held: Mapping[str, list[cp_model.IntervalVar]],
) -> _Sitting:
    """Minutes follow from the slot; a talk of several slots is as long as these and the pauses between them."""
    choices = grid.starts(wish.length)
    first = [grid.stretch(n, wish.length).starts if n in choices else 0 for n in range(len(grid.slots))]
    length = grid.stretch(choices[0], wish.length).length
    starts = model.new_int_var(min(first), max(first), "")
    model.add_element(at, first, starts)
    for name in {*pair.inspectors, pair.room, wish.key}:
        held[name].append(model.new_fixed_size_interval_var(starts, length, ""))
    return _Sitting(starts, starts + length, wish.office, wish.level)


def _meeting(
    model: cp_model.CpModel, one: _Sitting, other: _Sitting, pause: int
) -> list[cp_model.LinearExpr]:
    """What it costs when two of one office come close, or in the wrong order."""
    first, second, close = (model.new_bool_var("") for _ in range(3))
    model.add_exactly_one(first, second, close)
    model.add(other.starts - one.ends > pause).only_enforce_if(first)
    model.add(one.starts - other.ends > pause).only_enforce_if(second)
    prices = [CLOSE * close]
    if one.level != other.level:
        lower, upper = (one, other) if one.level < other.level else (other, one)
        inverted = model.new_bool_var("")
        model.add(lower.starts <= upper.starts).only_enforce_if(~inverted)
        prices.append(INVERTED * inverted)
    return prices
