"""Talks, proved on many made-up bodies: what binds is kept, must-talks are blind to the rest, learning finds more."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.interviews import PROMISED, WAYS, found
from bench.talks import body
from tests.interviews.core.plan.builders import as_talks, flaws, random_wanted
from xuncha.interviews.core.notice import rows_for_body
from xuncha.interviews.core.plan.arrange import Plan, Wanted, arrange
from xuncha.office.plans._judged_talks import judged
from xuncha.planning.rule import Grade

BINDING = (Grade.MUST, Grade.LEGAL)
WORLDS, MORE = 40, 1.08
"""Counties of a case: with a dozen, one case in a hundred falls short by luck alone, though the mean is 1.20."""


def small(rng: random.Random) -> None:
    """A small body with everything that may bind: the judge finds nothing, the body's paper is blind, any order gives the same."""
    task = random_wanted(rng)
    plan = arrange(task)
    wrong = [flaw.says.zh for flaw in flaws(task, plan) if flaw.grade in BINDING and flaw.rule != "equal"]
    if wrong:
        raise AssertionError(f"the judge finds {wrong}")
    alone = replace(task, wishes=tuple(one for one in task.wishes if one.kind == "must"), busy=())
    if _paper(task, plan) != _paper(alone, arrange(alone)):
        raise AssertionError("the body's paper tells of other talks")
    if arrange(replace(task, wishes=task.wishes[::-1], pairs=task.pairs[::-1])).placed != plan.placed:
        raise AssertionError("the order of what was given changes the plan")


def _paper(task: Wanted, plan: Plan) -> str:
    return repr(rows_for_body(as_talks(task, plan), {}, {}))


def large(rng: random.Random) -> None:
    """120 people, 20 days: no clash, nobody on the list is left, neighbours of one office apart."""
    wanted = body(seed=rng.randrange(10**6), share=rng.choice((17, 40)))
    plan = arrange(wanted)
    wrong = [f.says.zh for f in judged(wanted, plan) if f.grade in BINDING or f.rule == "apart"]
    if wrong:
        raise AssertionError(f"the judge finds {wrong}")
    free = len(wanted.grid.days) * len(wanted.pairs) * wanted.grid.per_pair - len(plan.placed)
    if plan.left and free > len(wanted.wishes):
        raise AssertionError(f"{len(plan.left)} of the list have no place in an empty calendar")


def learning(rng: random.Random) -> None:
    """Eight teams, a list of correlation .5: over some counties learning finds eight per cent more than the list."""
    seeds = [rng.randrange(10**6) for _ in range(WORLDS)]
    ours = sum(found(PROMISED, WAYS["shrunk + 1 in 5 by lot"], seed) for seed in seeds)
    fixed = sum(found(PROMISED, WAYS["list"], seed) for seed in seeds)
    if ours < MORE * fixed:
        raise AssertionError(f"learning finds {ours / fixed:.3f} of what the list finds")
