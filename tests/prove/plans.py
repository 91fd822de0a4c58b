"""Teams of made-up counties: proven best, judged by a judge of its own, explained, repaired, replanned, the same every time."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from bench.counties import book, county, days_of, small
from bench.ten_rounds import UNFAIR, story
from tests.prove.teams_judge import Judge, Team, cheapest, weighed
from xuncha.planning.explain import explain
from xuncha.planning.feasible import Switchboard
from xuncha.planning.model import WEIGHT
from xuncha.planning.second import second_opinion
from xuncha.planning.solve import Result, Status, Task, solve
from xuncha.teams.core.again import again, changes, without
from xuncha.teams.core.facts import Pin
from xuncha.teams.core.form import COUNTS, RULES, form_teams, repair_teams
from xuncha.teams.core.forming import Formation, Forming
from xuncha.teams.core.others import who_else
from xuncha.teams.core.provisions import SizeFormula
from xuncha.teams.core.size import size_of
from xuncha.trust.core.roles import Role


def _seed(rng: random.Random) -> int:
    return rng.randrange(2**31)


def _judged(forming: Forming, result: Result) -> None:
    """The independent judge finds no fault, and the costs that the solver reports."""
    plan: Formation = result.plan
    judge = Judge(forming)
    teams: dict[str, Team] = {}
    for seat in plan.seats:
        teams.setdefault(seat.team, []).append((forming.cadre[seat.cadre], seat.role))
    days = {(one.team, one.cadre): one.days for one in plan.help}
    if faults := judge.faults(teams, days):
        raise AssertionError(f"the judge finds {faults}")
    costs = judge.cost(teams, days)
    if any(costs[grade] != cost for grade, cost in result.by_grade.items()):
        raise AssertionError(f"the judge counts {costs}, the solver {result.by_grade}")


def _proven(forming: Forming, **options: object) -> Result:
    result = form_teams(forming, **options)
    if result.status is Status.IMPOSSIBLE and result.reasons:
        return result
    if result.status is not Status.PROVEN:
        raise AssertionError(f"not proven: {result.status}, gap {result.gap}")
    _judged(forming, result)
    return result


def county_round(rng: random.Random, people: int = 450, teams: int = 10) -> None:
    """Proven best with separated grades."""
    _proven(county(people, teams, _seed(rng)))


def by_levels(rng: random.Random, people: int = 450, teams: int = 10) -> None:
    """The same level by level: no heavier grade costs more than in one objective."""
    forming = county(people, teams, _seed(rng))
    strict, weighed_ = _proven(forming, level_by_level=True), _proven(forming)
    if strict.plan is None:
        return
    for grade, cost in strict.by_grade.items():
        if cost != weighed_.by_grade[grade]:
            if cost > weighed_.by_grade[grade]:
                raise AssertionError(f"{grade} costs {cost} by levels, {weighed_.by_grade[grade]} in one")
            return


def small_round(rng: random.Random) -> None:
    """Up to twelve people: HiGHS, SCIP and looking at every plan agree."""
    forming = small(rng.randint(5, 12), _seed(rng))
    if rng.random() < 0.2:
        forming = replace(forming, pins=(Pin(rng.choice(forming.cadres).key, rng.choice("12")),))
    result, best = form_teams(forming), cheapest(forming)
    if (result.objective, result.status is Status.IMPOSSIBLE) != (best, best is None):
        raise AssertionError(f"the solver finds {result.objective}, looking at every plan {best}")
    if result.plan is not None:
        _judged(forming, result)
        if weighed_costs(result) != best:
            raise AssertionError("the price list does not add up")
    second_opinion(forming, RULES, result)


def weighed_costs(result: Result) -> int:
    return sum(WEIGHT[grade] * cost for grade, cost in result.by_grade.items())


def reasons(rng: random.Random, people: int = 300, teams: int = 6) -> None:
    """Too few leaders, or contradicting pins: a reason that stands alone and is minimal, and a repair that is proven."""
    forming = county(people, teams, _seed(rng))
    forming = _too_few_leaders(rng, forming) if rng.random() < 0.5 else _contradiction(rng, forming)
    result = form_teams(forming)
    if result.status is not Status.IMPOSSIBLE or not result.reasons:
        raise AssertionError("no reason was given")
    task = Task.of(forming, RULES)
    _minimal(task, explain(task.choices, task.posted))
    found = repair_teams(forming)
    if found.helps and not found.proven:
        raise AssertionError("the repair is not proven cheapest")
    never = {rule.key for rule in RULES if rule.waiver is None}
    if never & {step.rule.key for step in found.steps}:
        raise AssertionError("something was waived that never is")


def _too_few_leaders(rng: random.Random, forming: Forming) -> Forming:
    free = [c.key for c in forming.cadres if forming.free_to_lead(c)]
    gone = set(rng.sample(free, max(0, len(free) - rng.randrange(1, len(forming.needs)))))
    cadres = tuple(replace(c, leading_rank="") if c.key in gone else c for c in forming.cadres)
    return replace(forming, cadres=cadres)


def _contradiction(rng: random.Random, forming: Forming) -> Forming:
    usable = [c.key for c in forming.cadres if c.key not in forming.obstacles]
    who, (one, other) = rng.choice(usable), rng.sample([need.key for need in forming.needs], 2)
    return replace(forming, pins=(Pin(who, one), Pin(who, other)))


def _minimal(task: Task, core: tuple) -> None:
    """The sentences alone admit no plan; without any one of them there is one."""
    said = {(one.rule, one.says.zh) for one in core}
    groups: dict = {}
    for p in task.posted:
        if p.demand.binds and (key := (p.rule.key, p.demand.says.zh)) in said:
            groups.setdefault(key, []).append(p.demand)
    board = Switchboard(task.choices, groups)
    if board.possible(said) or not all(board.possible(said - {one}) for one in said):
        raise AssertionError(f"not a smallest set: {said}")


def drop_out(rng: random.Random, people: int = 300, teams: int = 6, most: int | None = 3) -> None:
    """Somebody leaves: a proven plan of at most `most` changes, and no more than from scratch, which is not dearer.

    A county with nobody to spare may need a fourth change; None asks for no more than what holds of every county.
    """
    forming = county(people, teams, _seed(rng))
    before = _proven(forming).plan
    if before is None:
        return
    seat = rng.choice(
        [s for s in before.seats if s.role is Role.LEADER] if rng.random() < 0.25 else before.seats
    )
    stays, few, scratch = again(forming, before, {seat.cadre})
    left = without(forming, {seat.cadre})
    for way in (stays, few, scratch):
        if way.result.plan is not None:
            _judged(left, replace(way.result, misses=way.result.misses))
    if few.result.plan is not None and most is not None and len(few.changes) > most:
        raise AssertionError(f"{len(few.changes)} changes")
    if few.result.plan and scratch.result.plan and len(few.changes) > len(scratch.changes):
        raise AssertionError(
            f"{len(few.changes)} changes where few were asked for, {len(scratch.changes)} from scratch"
        )
    costs = [weighed_costs(way.result) if way.result.plan else None for way in (stays, few, scratch)]
    if None not in costs and not costs[2] <= costs[1]:
        raise AssertionError(f"from scratch is dearer than few changes: {costs}")


def anew(forming: Forming, before: Formation, gone: str) -> int:
    """How many changes a plan from scratch makes that knows nothing of the old one."""
    left = without(forming, {gone})
    after = solve(left, RULES, counts=COUNTS).plan
    stayed = replace(before, seats=tuple(seat for seat in before.seats if seat.cadre != gone))
    return 0 if after is None else len(changes(stayed, after))


def others(rng: random.Random, people: int = 300, teams: int = 6) -> None:
    """Who else could lead: with the others staying, then everybody moving; every cost an interval, none below the best."""
    forming = county(people, teams, _seed(rng))
    base = _proven(forming)
    if base.plan is None:
        return
    seat = rng.choice([s for s in base.plan.seats if s.role is Role.LEADER])
    for one in who_else(forming, base, seat, moving=True)[:10]:
        for cost in (one.stays, one.moves):
            if cost is not None and not (0 <= cost.least <= cost.most and cost.proven):
                raise AssertionError(f"{one.option.key}: {cost}")
        if one.stays and one.moves and one.moves.most > one.stays.most:
            raise AssertionError(f"{one.option.key}: moving everybody is dearer than moving nobody")


FIVE_YEARS = 5
"""Rounds with teams below which five years tell nothing: the county has too few leaders."""
FIVES = SizeFormula(5, 5, 5, ())
SIZED = 10_000
"""Made-up teams of a case: of two thousand, one huge body that no eleven people could match at times decided the spread."""


def sized(rng: random.Random) -> None:
    """Person-days a member spread at most half as wide as with five for everybody, the noise unseen by the formula."""
    needs, noise = county(30, SIZED, _seed(rng)).needs, _seed(rng)

    def spread(formula: SizeFormula) -> float:
        dice = random.Random(noise)
        days = [days_of(need, 0.1, dice) / size_of(need.figures, formula).people for need in needs]
        return statistics.stdev(days) / statistics.mean(days)

    ours, fives = spread(book().size), spread(FIVES)
    if ours > fives / 2:
        raise AssertionError(f"sized by work {ours:.3f}, five for everybody {fives:.3f}")


PLAIN = """
import random, sys
from dataclasses import replace
from bench.counties import county
from xuncha.teams.core.form import form_teams
forming, dice = county(200, 4, 7), random.Random(int(sys.argv[1]))
rows = {name: tuple(dice.sample(getattr(forming, name), len(getattr(forming, name))))
        for name in ("cadres", "needs", "lenders", "ties", "kin")}
result = form_teams(replace(forming, **rows))
sys.stdout.write(repr((result.plan.seats, result.plan.help, result.objective, result.bound, result.input_hash)))
"""
_seen: set[bytes] = set()


def same_again(rng: random.Random) -> None:
    """A process of its own, facts in another order: byte for byte the same plan."""
    done = subprocess.run(
        [sys.executable, "-c", PLAIN, str(_seed(rng))],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    _seen.add(done.stdout)
    if len(_seen) != 1:
        raise AssertionError("the same input gave two plans")


def ten_rounds(rng: random.Random, people: int = 120, teams: int = 3, counties: int = 3) -> None:
    """Five years of some small counties: the rules on fairness spread the burden, and leading, better than none would.

    Judged over the counties together: what a rule strives for now may cost a later round of one county more than it
    gained, so that a single county in some hundred is as unlucky with the rules as without.
    """
    told = [
        tuple(story(rules, seed, people, teams) for rules in (RULES, UNFAIR))
        for seed in (_seed(rng) for _ in range(counties))
    ]
    told = [
        (fair, unfair) for fair, unfair in told if fair.rounds >= FIVE_YEARS and unfair.rounds >= FIVE_YEARS
    ]
    if not told:
        return
    fair, unfair = (sum(pair[side].spread for pair in told) for side in (0, 1))
    if fair >= unfair:
        raise AssertionError(
            f"the burden of {len(told)} counties spreads {fair:.2f}, {unfair:.2f} without the rules"
        )
    fair, unfair = (sum(max(pair[side].leads.values()) for pair in told) for side in (0, 1))
    if fair > unfair + len(told):  # with three free to lead for three teams nobody can be spared
        raise AssertionError(f"most rounds that somebody led: {fair}, {unfair} without the rules")


__all__ = [
    "anew", "by_levels", "county_round", "drop_out", "others", "reasons", "same_again", "sized", "small_round", "ten_rounds", "weighed",
]  # fmt: skip
