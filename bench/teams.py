"""Teams for a round of a made-up county, proven best."""

from time import perf_counter

from bench.counties import county
from bench.figure import Figure
from xuncha.planning.rule import Grade
from xuncha.planning.solve import Status
from xuncha.teams.core.form import check_plan, form_teams

PEOPLE, TEAMS, LIMIT = 300, 6, 5.0


def figures() -> list[Figure]:
    """Forming, proof included; the plan is judged by the rules' own checks before the figure counts."""
    forming = county(PEOPLE, TEAMS, seed=1)
    started = perf_counter()
    result = form_teams(forming)
    seconds = perf_counter() - started
    charged = dict.fromkeys(Grade, 0)
    for verdict in check_plan(result.plan):
        charged[verdict.rule.grade] += verdict.broken.price
    if result.status is not Status.PROVEN or charged != result.by_grade:
        raise RuntimeError("the plan is not proven best, or the checks charge otherwise than the solver paid")
    return [Figure(f"teams: {PEOPLE} people, {TEAMS} teams, proven best", seconds, "s", LIMIT)]
