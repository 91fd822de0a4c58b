"""Teams of made-up counties, proven best; beside them fixed fives, and the same rules given plainly to CP-SAT."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter, process_time
from typing import Any

from ortools.math_opt.python import mathopt

from bench.counties import book, county, days_of
from bench.figure import Figure
from xuncha.planning import model as planning_model
from xuncha.planning.rule import Grade
from xuncha.planning.solve import Status, Task
from xuncha.teams.core.again import again, changes, without
from xuncha.teams.core.facts import Pin
from xuncha.teams.core.form import RULES, check_plan, foreseen, form_teams, repair_teams
from xuncha.teams.core.forming import Formation, Forming
from xuncha.teams.core.others import who_else
from xuncha.teams.core.provisions import SizeFormula
from xuncha.trust.core.roles import Role

SEEDS = range(1, 6)
"""Five of the thirty seeds of the proof: enough for a median and the worst."""

NAIVE = 20_000
"""Branches after which the plain CP-SAT model is stopped; it has one worker."""


def figures() -> list[Figure]:
    """T2, T3, T7, T8, T9, T12 and the alternatives; processor seconds unless said otherwise."""
    return [*_formed(), *_explained(), *_again(), *_others(), *_sized(), *_naive()]


def _formed() -> list[Figure]:
    found = []
    for people, teams, levels, limit in (
        (450, 10, False, 5.0),
        (450, 10, True, 12.0),
        (600, 12, False, 10.0),
    ):
        took = [_proven(county(people, teams, seed), level_by_level=levels) for seed in SEEDS]
        how = "level by level" if levels else "one objective"
        what = f"teams: {people} people, {teams} teams, {how}, proven best"
        found.append(Figure(f"{what}, median", statistics.median(took), "s", limit))
        found.append(Figure(f"{what}, worst of {len(took)}", max(took), "s", limit))
    return found


def _proven(forming: Forming, **options: Any) -> float:
    """Processor seconds of a solve whose plan is proven and costs what the rules' own checks charge."""
    started = process_time()
    result = form_teams(forming, **options)
    took = process_time() - started
    charged = dict.fromkeys(Grade, 0)
    for verdict in check_plan(result.plan):
        charged[verdict.rule.grade] += verdict.broken.price or 0
    if result.status is not Status.PROVEN or charged != result.by_grade:
        raise RuntimeError("the plan is not proven best, or the checks charge otherwise than the solver paid")
    return took


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = process_time()
    found = work()
    return process_time() - started, found


def _explained() -> list[Figure]:
    """A county with two chiefs fewer than teams; another with somebody set for two teams."""
    forming = county(450, 10, 1)
    free = [c.key for c in forming.cadres if forming.free_to_lead(c)][len(forming.needs) - 2 :]
    cadres = tuple(replace(c, leading_rank="") if c.key in free else c for c in forming.cadres)
    short = replace(forming, cadres=cadres)
    usable = next(c.key for c in forming.cadres if c.key not in forming.obstacles)
    torn = replace(forming, pins=tuple(Pin(usable, need.key) for need in forming.needs[:2]))
    said, _ = _timed(lambda: foreseen(short))
    minimal, result = _timed(lambda: form_teams(torn))
    mended, repair = _timed(lambda: repair_teams(short))
    if result.status is not Status.IMPOSSIBLE or not repair.proven:
        raise RuntimeError("no reason, or no proven repair")
    return [
        Figure("teams: too few leaders, said by counting", said, "s", 1.0),
        Figure("teams: smallest set of sentences, confirmed by SCIP", minimal, "s", 10.0),
        Figure("teams: cheapest repair, proven", mended, "s", 5.0),
    ]


def _again() -> list[Figure]:
    """Eight drop-outs, two of them leaders."""
    moved, anew, free, took = [], [], [], []
    for seed in range(1, 9):
        forming = county(300, 6, seed)
        before = form_teams(forming).plan
        dice = random.Random(seed)
        leads = [seat for seat in before.seats if seat.role is Role.LEADER]
        gone = dice.choice(leads if seed % 4 == 0 else before.seats).cadre
        took.append(_timed(lambda f=forming, b=before, g=gone: again(f, b, {g}))[0] / 3)
        _, few, _ = again(forming, before, {gone})
        moved.append(len(few.changes))
        anew.append(_changed(forming, before, gone, ties=True))
        free.append(_changed(forming, before, gone, ties=False))
    return [
        Figure(
            "teams: planning again after a drop-out, one way of three, median",
            statistics.median(took),
            "s",
            1.0,
        ),
        Figure("teams: changes with a price on them, most of 8", max(moved), "", 3),
        Figure("teams: changes with a price on them, mean of 8", statistics.mean(moved), ""),
        Figure("teams: changes from scratch, mean of 8 (the alternative)", statistics.mean(anew), ""),
        Figure("teams: the same by a solver that takes any of equal plans", statistics.mean(free), ""),
    ]


def _changed(forming: Forming, before: Formation, gone: str, ties: bool) -> int:
    """Changes of a plan that knows nothing of the old one; `ties`: equal plans are told apart by the names in them."""
    left = without(forming, {gone})
    task = Task.of(left, RULES)
    answer = planning_model.Model(task.choices, task.posted).solve(list(Grade), ties=ties)
    stayed = replace(before, seats=tuple(seat for seat in before.seats if seat.cadre != gone))
    return len(changes(stayed, left.plan(answer.taken)))


def _others() -> list[Figure]:
    forming = county(450, 10, 1)
    base = form_teams(forming)
    seat = [one for one in base.plan.seats if one.role is Role.LEADER][2]
    frozen, found = _timed(lambda: who_else(forming, base, seat))
    moving, _ = _timed(lambda: who_else(forming, base, seat, moving=True))
    return [
        Figure(f"teams: who else could lead, {len(found)} candidates, others staying", frozen, "s", 2.0),
        Figure("teams: the same ten proven, everybody moving", 10 * moving / len(found), "s", 15.0),
    ]


def _sized() -> list[Figure]:
    """Spread of person-days a member over many teams, with noise that the formula has not seen."""
    fixed = 100 * _spread(SizeFormula(5, 5, 5, ()))
    smaller = 100 * _spread(SizeFormula(3, 11, 3, book().size.steps))
    what = "teams: spread (CV) of person-days a member"
    return [
        Figure(f"{what}, shipped formula", 100 * _spread(None), "%", fixed / 2),
        Figure(f"{what}, small bodies may have three", smaller, "%", fixed / 2),
        Figure(f"{what}, five for everybody (the alternative)", fixed, "%"),
    ]


def _spread(formula: SizeFormula | None) -> float:
    dice, loads = random.Random(11), []
    for seed in range(1, 31):
        forming = county(450, 10, seed)
        if formula:
            forming = replace(forming, provisions=replace(forming.provisions, size=formula))
        loads += [days_of(n, 0.1, dice) / forming.sizes[n.key].people for n in forming.needs]
    return statistics.stdev(loads) / statistics.mean(loads)


def _naive() -> list[Figure]:
    """The same demands, given as they are to CP-SAT with one worker and stopped after so many branches."""
    forming = county(300, 6, 1)
    best = form_teams(forming)
    started = perf_counter()
    found = _by_cp_sat(Task.of(forming, RULES))
    gap = 100.0 if found is None else 100 * (found - best.objective) / found
    return [
        Figure("teams: CP-SAT given the same demands (the alternative), distance from the best", gap, "%"),
        Figure("teams: and how long it took", perf_counter() - started, "s"),
    ]


def _by_cp_sat(task: Task) -> int | None:
    """What the best plan costs that it finds; None when it finds none."""
    plain = planning_model.Model(task.choices, task.posted)
    parameters = mathopt.SolveParameters(random_seed=1)
    parameters.cp_sat.num_workers = 1
    parameters.cp_sat.max_number_of_conflicts = NAIVE
    plain._model.minimize(plain._worth(list(Grade)))
    for variable in plain._model.variables():
        variable.integer = True
    result = mathopt.solve(plain._model, mathopt.SolverType.CP_SAT, params=parameters)
    return round(result.objective_value()) if result.has_primal_feasible_solution() else None
