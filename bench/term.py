"""The plan of a term for made-up counties: our plan and its proven gap beside a fixed order, our first plan, and one solve at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from time import perf_counter

from ortools.sat.python import cp_model

from bench.figure import Figure
from xuncha.planning.model import WEIGHT, Posted, post
from xuncha.planning.result import Limits
from xuncha.rounds.core.term.arrange import RULES, Arranged, arrange, begin, check_plan, cost_of
from xuncha.rounds.core.term.arranging import Arrangement, Arranging, Placed
from xuncha.rounds.core.term.blocks import blocks
from xuncha.rounds.core.term.facts import Sort, Target, Window
from xuncha.rounds.core.term.first import first_plan
from xuncha.rounds.core.term.numbers import Numbers, numbers
from xuncha.rulebook.core.rule import read_rules

RULE_BOOK = Path(__file__).parent.parent / "xuncha" / "data" / "rules"
TARGETS, SEEDS = 300, (1, 2, 3)
FIRST, SOON, LATE = 2.0, 10.0, 60.0
"""Seconds by the clock: the first plan, the gap that is shown soon, the gap at the end."""
ROUNDS = 10
PER_TOWN = 20
"""Of so many targets one is a township, with its villages as another one."""


@cache
def book() -> Numbers:
    """The shipped numbers of the plan of a term."""
    return numbers(read_rules(RULE_BOOK), date(2026, 3, 2), "")


def county(targets: int, seed: int, rounds: int = ROUNDS) -> Arranging:
    """`targets` targets over `rounds` rounds, with the pins, windows and wishes that counties have.

    The same number and seed give the same county everywhere.
    """
    dice = random.Random(seed)
    towns = targets // PER_TOWN
    rows = [*_towns(dice, towns), *(_department(dice, n) for n in range(targets - 2 * towns))]
    settled = [_settled(dice, one, rounds) for one in rows]
    room = max(3, -(-targets * 8 // (rounds * 5)))
    limits = replace(book(), rounds=rounds, most=room, townships=max(2, -(-towns * 2 // rounds)))
    return Arranging(tuple(settled), 1, limits)


def _towns(dice: random.Random, towns: int) -> Iterator[Target]:
    for number in range(towns):
        risk, key = _risk(dice), f"t{number:04d}"
        days = dice.randrange(200, 421, 10)
        yield Target(key, f"第{number + 1}镇", days, Sort.TOWNSHIP, risk)
        villages = dice.randrange(60, 241, 15)
        name = f"第{number + 1}镇所辖各村"
        yield Target(f"v{number:04d}", name, villages, Sort.VILLAGES, risk, town=key)


def _department(dice: random.Random, number: int) -> Target:
    sector = dice.choice([one.name.zh for one in book().sectors] + [""])
    sort = Sort.LEADER if dice.random() < 0.08 else Sort.DEPARTMENT
    days = dice.choice((120, 140, 160, 180, 200, 240, 300, 420))
    return Target(f"d{number:04d}", f"第{number + 1}单位", days, sort, _risk(dice), sector)


def _risk(dice: random.Random) -> int:
    return dice.choices((1, 2, 3), (60, 30, 10))[0]


def _settled(dice: random.Random, one: Target, rounds: int) -> Target:
    """A few are pinned, joint, kept out for a while, due by a round, or to be looked back at."""
    fate = dice.random()
    number = dice.randint(1, rounds)
    if one.sort in (Sort.TOWNSHIP, Sort.VILLAGES) or fate > 0.35:
        return one
    if fate < 0.03:
        return replace(one, pinned=number)
    if fate < 0.05:
        return replace(one, joint=number)
    if fate < 0.10:
        return replace(one, closed=(Window(1, max(1, number // 2), "机构改革"),))
    if fate < 0.16:
        return replace(one, look_back=True)
    return replace(one, due=number, since="上一届")


def fixed_order(problem: Arranging) -> Arrangement:
    """The list as it stands, filled round by round up to an even share: how it is done by hand."""
    placed: list[Placed] = []
    number, filled = problem.following, 0
    for block in blocks(problem):
        if block.again:
            continue
        if filled >= problem.band(number)[0] and number < problem.numbers.rounds:
            number, filled = number + 1, 0
        placed += block.placed(number)
        filled += block.days
    return Arrangement(problem, tuple(placed))


def points(plan: Arrangement) -> int:
    """What a plan costs in points; what it must not break is not counted, so an alternative looks better than it is."""
    return sum(
        one.broken.price * (WEIGHT[one.rule.grade] if one.rule.key == "band" else 1)
        for one in check_plan(plan)
        if one.broken.price is not None
    )


def at_once(posted: Sequence[Posted], seconds: float) -> int | None:
    """The same demands given to CP-SAT as they are, one worker, by the clock: the cost of what it found."""
    model = cp_model.CpModel()
    named = sorted({choice for p in posted for choice, _ in p.demand.terms}, key=lambda one: one.key)
    of = {choice: model.new_int_var(choice.least, choice.most, "") for choice in named}
    price = []
    for p in posted:
        row = sum(times * of[choice] for choice, times in p.demand.terms)
        for sign, limit in ((1, p.demand.at_least), (-1, p.demand.at_most)):
            if limit is None:
                continue
            if p.demand.binds:
                model.add(sign * row >= sign * limit)
            else:
                miss = model.new_int_var(0, 10**6, "")
                model.add(sign * row + miss >= sign * limit)
                price.append(p.demand.prices[0] * WEIGHT[p.rule.grade] * miss)
    model.minimize(sum(price))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    found = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return round(solver.objective_value) if found else None


def _timed(problem: Arranging, gap: float) -> tuple[Arranged, float]:
    started = perf_counter()
    found = arrange(problem, limits=Limits(gap, problem.numbers.nodes))
    if found.cost is None or found.cost != cost_of(found.plan):  # type: ignore[arg-type]
        raise RuntimeError("the checks charge otherwise than the solver paid")
    return found, perf_counter() - started


def figures() -> list[Figure]:
    """T5: first plan, gap soon and late, beside what else one might do. Gaps are of the worst of the seeds."""
    first, soon, late, ours, others = [], [], [], [], []
    for seed in SEEDS:
        problem = county(TARGETS, seed)
        started = perf_counter()
        bound_problem, _ = begin(problem)
        first.append(perf_counter() - started)
        soon.append(_timed(problem, problem.numbers.gap))
        late.append(_timed(problem, problem.numbers.gap / 2))
        ours.append(late[-1][0].cost or 0)
        others.append(
            (
                points(fixed_order(bound_problem)),
                points(first_plan(bound_problem, 0)),
                points(first_plan(bound_problem)),
                at_once(post(bound_problem, RULES), SOON) or 0,
            )
        )
    name = f"term: {TARGETS} targets"
    names = ("fixed order (breaks pins)", "block by block", "first plan", f"CP-SAT at once, {SOON:.0f} s")
    return [
        Figure(f"{name}, first plan", max(first), "s", FIRST),
        Figure(f"{name}, stops after", max(seconds for _, seconds in soon), "s", SOON),
        Figure(f"{name}, proven gap then", max((one.gap or 0) * 100 for one, _ in soon), "%", 1.5),
        Figure(f"{name}, asked for half the gap, after", max(seconds for _, seconds in late), "s", LATE),
        Figure(f"{name}, proven gap then", max((one.gap or 0) * 100 for one, _ in late), "%", 1.0),
        *(
            Figure(f"{name}, {what}: cost over ours", sum(column) / sum(ours), "x")
            for what, column in zip(names, zip(*others, strict=True), strict=True)
        ),
    ]
