"""The parts: what is proved, how often."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.coverage.core.county import all_in, large
from tests.machines.core import world
from tests.prove import (
    cluster,
    forging,
    interviews,
    killing,
    plans,
    planting,
    region,
    sealing,
    term,
    uploads,
)
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.proof import prove
from xuncha.planning.result import Limits


@dataclass(frozen=True)
class Part:
    """``case(rng)`` raises AssertionError where the promise fails; ``count`` cases are the full proof.

    ``taste`` is the same on a smaller instance, for the tests that run before every change; where it is None, ``case``
    itself is cheap enough. ``absent`` says why it cannot be tried on this machine, or nothing.
    """

    name: str
    promise: str
    count: int
    case: Callable[[random.Random], None]
    taste: Callable[[random.Random], None] | None = None
    absent: Callable[[], str] = str


def _scope(rng: random.Random) -> None:
    """Targets of a random county count everything once; taking one away leaves exactly its bodies blank, doubling it is seen."""
    bodies = large(rng.randrange(2, 80), seed=rng.randrange(10**9))
    verdicts = all_in(bodies)
    targets = choose(bodies, verdicts, rng.randrange(1, 9), ())
    proof = prove(bodies, verdicts, targets)
    if proof.blanks or proof.doubles:
        raise AssertionError(f"{len(proof.blanks)} blanks, {len(proof.doubles)} doubles")
    gone = rng.randrange(len(targets))
    left = prove(bodies, verdicts, (*targets[:gone], *targets[gone + 1 :]))
    if {one.body for one in left.blanks} != set(targets[gone].counts):
        raise AssertionError("the bodies of a missing target are not those found blank")
    if not prove(bodies, verdicts, (*targets, targets[gone])).doubles:
        raise AssertionError("a target that stands twice was not found")


def _tasted(case: Callable[..., None]) -> Callable[[random.Random], None]:
    """A county of 120 people and three teams: every demand is posted, and it is solved in a moment."""
    return partial(case, people=120, teams=3)


WHOLE = "no fork, no gap, a business row exactly where its journal row is"
PARTS = (
    Part("scope", "chosen targets leave no blank and no double; a planted one is found", 2_000, _scope),
    Part("term", "a term's plan costs what an independent judge counts, within its bound", 60, term.arranged),
    Part(
        "term-300",
        "300 targets: a proven gap of at most one and a half per cent, judged apart",
        30,
        term.whole,
        partial(term.whole, targets=60, near=0.5, limits=Limits(0.05, 5)),
    ),
    Part("term-tried", "a small term's plan is the best of all plans, tried one by one", 200, term.tried),
    Part("term-judged", "rules and an independent judge say the same of spoiled plans", 2_000, term.by_hand),
    Part("envelope", "no changed, cut, moved or foreign envelope opens", 10_000, sealing.envelope),
    Part(
        "stream",
        "no changed, cut, swapped or lengthened file gives out a byte that was not sealed there",
        10_000,
        sealing.stream,
    ),
    Part("bundle-flips", "no bundle with a flipped bit is accepted", 2_000, sealing.bundle_flip),
    Part("bundle-cuts", "no bundle cut short is accepted", 500, sealing.bundle_cut),
    Part(
        "exchange",
        "three machines, 500 random edits in random exchange end equal; no edit lost, each conflict shown once",
        500,
        lambda rng: world.settled_story(rng, 500),
    ),
    Part(
        "journal",
        "every forgery of the journal is found given the printed head, its first row named",
        10_000,
        forging.forge,
    ),
    Part(
        "uploads",
        "a file that was tampered with is let in or refused with a reason; what is cleaned tells nothing of its maker",
        20_000,
        uploads.tampered_file,
    ),
    Part(
        "secrets",
        "no secret planted through actions and pages is found in database, WAL, sessions, cache, logs, temporary files, backups",
        500,
        planting.planted,
    ),
    Part(
        "plans-small",
        "two solvers and looking at every plan agree; a judge apart finds nothing",
        200,
        plans.small_round,
    ),
    Part(
        "plans-county",
        "450 people, 10 teams: proven best, judged apart",
        30,
        plans.county_round,
        _tasted(plans.county_round),
    ),
    Part(
        "plans-levels",
        "the same level by level; no heavier grade is dearer than in one objective",
        30,
        plans.by_levels,
        _tasted(plans.by_levels),
    ),
    Part(
        "plans-large",
        "600 people, 12 teams: proven best, judged apart",
        30,
        partial(plans.county_round, people=600, teams=12),
        _tasted(plans.county_round),
    ),
    Part(
        "plans-sized",
        "person-days a member spread at most half as wide as with five for everybody",
        30,
        plans.sized,
    ),
    Part(
        "plans-reasons",
        "a reason is a smallest set that stands alone; a repair is proven cheapest",
        30,
        plans.reasons,
        _tasted(plans.reasons),
    ),
    Part(
        "plans-replan",
        "somebody leaves: at most three changes, and proven",
        30,
        plans.drop_out,
        partial(plans.drop_out, people=200, teams=3, most=None),
    ),
    Part(
        "plans-others",
        "who else could lead: proven intervals, ties as ties",
        30,
        plans.others,
        _tasted(plans.others),
    ),
    Part(
        "plans-same",
        "facts in any order, a process of its own: byte for byte the same plan",
        100,
        plans.same_again,
    ),
    Part(
        "ten-rounds",
        "ten rounds with drop-outs, three counties a case: the rules on fairness spread burden and leading better than none",
        10,
        plans.ten_rounds,
        partial(plans.ten_rounds, people=60, teams=1, counties=6),
    ),
    Part(
        "region-pairs",
        "counties are paired without fault, within two per cent of the best",
        60,
        region.paired,
    ),
    Part(
        "region-lending",
        "specialists lent inside a city: nobody twice, dearer never, a bound below",
        30,
        region.lent,
        partial(region.lent, number=2, people=60, teams=1),
    ),
    Part(
        "talks",
        "small bodies: an arrangement breaks nothing that binds, the body's paper knows of must-talks alone, any order is the same",
        600,
        interviews.small,
    ),
    Part(
        "talks-120",
        "120 people over 20 days: no clash, nobody of one office after another, everybody on the list",
        30,
        interviews.large,
    ),
    Part(
        "talks-learning",
        "eight teams: learning finds 8 % more than the office's list",
        15,
        interviews.learning,
    ),
    Part("writers-sqlite", f"64 writers killed at random: {WHOLE}", 1_000, killing.sqlite),
    Part(
        "writers-postgresql",
        f"64 writers killed at random: {WHOLE}",
        1_000,
        killing.postgresql,
        absent=cluster.absent,
    ),
)
