"""The plan of a term, held against a judge that shares no code with its rules, and against every plan there is."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.term import county
from tests.rounds.core.term.terms import cheapest, judged, of_plan
from tests.rounds.core.term.test_arrange import small
from xuncha.planning.result import Limits
from xuncha.rounds.core.term.arrange import arrange, cost_of
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.first import first_plan


def arranged(rng: random.Random) -> None:
    """A county of up to eighty targets, its rounds filled to about eight: a plan, its cost and its bound hold."""
    targets = rng.randint(30, 80)
    problem = county(targets, rng.randrange(10**9), rounds=max(4, targets // 8))
    found = arrange(problem, limits=Limits(0.03, 30))
    if found.plan is None:
        if not found.reasons:
            raise AssertionError("no plan and no reason")
        return
    cost = judged(found.problem, *of_plan(found.plan))
    if cost is None or cost != found.cost:
        raise AssertionError(f"the plan costs {found.cost} by the solver, {cost} by the judge")
    if found.bound is None or found.bound > cost:
        raise AssertionError(f"the bound {found.bound} is above the plan's {cost}")
    first = judged(found.problem, *of_plan(found.first)) if found.first else None
    if first is not None and first < cost:
        raise AssertionError("the first plan was better and was not kept")


def whole(rng: random.Random, targets: int = 300, near: float = 0.015, limits: Limits | None = None) -> None:
    """A county of 300 targets over ten rounds, stopped where the rule book says: a plan within one and a half per cent."""
    problem = county(targets, rng.randrange(10**9))
    found = arrange(problem, limits=limits)
    if found.plan is None and found.reasons:
        return
    if found.plan is None or found.gap is None:
        raise AssertionError("neither a plan with a bound nor a reason")
    if judged(found.problem, *of_plan(found.plan)) != found.cost:
        raise AssertionError(f"the judge counts otherwise than {found.cost}")
    if found.gap > near:
        raise AssertionError(f"the proven gap is {found.gap:.2%}")


def tried(rng: random.Random) -> None:
    """A term of up to six targets over three rounds: the cheapest of all plans is what arranging finds."""
    found = arrange(small(rng), limits=Limits())
    best = cheapest(found.problem)
    if (best, best) != (found.cost, found.bound):
        raise AssertionError(f"the best of all plans costs {best}, found {found.cost} within {found.bound}")
    if best is None and not found.reasons:
        raise AssertionError("no plan and no reason")


def by_hand(rng: random.Random) -> None:
    """A plan spoiled at random: the rules' own judging and the other judge say the same of it."""
    problem = replace(
        county(rng.randint(8, 60), rng.randrange(10**9), rounds=rng.randint(3, 8)), band_binds=False
    )
    plan = first_plan(problem, 200)
    for _ in range(rng.randint(0, 4)):
        plan = _spoiled(problem, plan, rng)
    theirs, ours = judged(problem, *of_plan(plan)), cost_of(plan)
    if theirs != ours:
        raise AssertionError(f"{ours} by the rules, {theirs} by the judge")


def _spoiled(problem: Arranging, plan: Arrangement, rng: random.Random) -> Arrangement:
    placed = list(plan.placed)
    if not placed:
        return plan
    at = rng.randrange(len(placed))
    if rng.random() < 0.15:
        del placed[at]
    else:
        placed[at] = replace(placed[at], round=rng.choice(list(problem.rounds)))
    return Arrangement(problem, tuple(sorted(placed)))
