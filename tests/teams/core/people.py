"""A small pool and small teams, and every plan there is for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import xuncha
from xuncha.base.span import Span
from xuncha.planning.model import WEIGHT
from xuncha.rulebook.core.rule import read_rules
from xuncha.teams.core.facts import Cadre, Need, Target
from xuncha.teams.core.form import check_plan
from xuncha.teams.core.forming import Formation, Forming, Seat
from xuncha.teams.core.provisions import SizeFormula, Step, provisions
from xuncha.trust.core.roles import Role

SHIPPED = provisions(read_rules(Path(xuncha.__file__).parent / "data" / "rules"), date(2026, 3, 2), "530127")
SMALL = replace(SHIPPED, size=SizeFormula(1, 3, 1, (Step("staff", 10, 1),)))
ROUND = Span.of("2026-03-02", "2026-04-30")


def cadre(key: str, **facts: object) -> Cadre:
    return Cadre(key=key, name=f"干部{key}", **{"unit": "u1", **facts})


def chief(key: str, **facts: object) -> Cadre:
    return cadre(key, **{"leading_rank": "乡科级正职", **facts})


def need(key: str, **facts: object) -> Need:
    target = Target(f"o{key}", f"单位{key}", (f"o{key}",), area=f"街道{key}")
    return Need(key, f"第{key}组", (target,), **facts)


def forming(cadres: list[Cadre], needs: list[Need], **facts: object) -> Forming:
    return Forming(tuple(cadres), tuple(needs), ROUND, **{"provisions": SMALL, **facts})


def every_plan(problem: Forming) -> Iterator[Formation]:
    """Every way to seat the people with one fit leader of its own a team, at most one fit deputy and one fit liaison."""
    deputies, liaisons = ({c.key for c in fit} for fit in (problem.deputies, problem.liaisons))
    for places in product((None, *problem.need), repeat=len(problem.cadres)):
        teams = {
            team: [c for c, p in zip(problem.cadres, places, strict=True) if p == team]
            for team in problem.need
        }
        options = []
        for team, members in teams.items():
            leaders = [c.key for c in members if problem.free_to_lead(c)]
            keys = [c.key for c in members]
            options.append(
                [
                    (team, leader, deputy, liaison)
                    for leader in leaders
                    for deputy in (None, *(key for key in keys if key in deputies))
                    for liaison in (None, *(key for key in keys if key in liaisons))
                    if len({leader, deputy, liaison} - {None}) == 3 - [deputy, liaison].count(None)
                ]
            )
        for chosen in product(*options):
            seats = []
            for team, leader, deputy, liaison in chosen:
                role = {leader: Role.LEADER, deputy: Role.DEPUTY, liaison: Role.LIAISON}
                seats += [Seat(team, c.key, role.get(c.key, Role.MEMBER)) for c in teams[team]]
            yield Formation(problem, tuple(sorted(seats)))


def worth(plan: Formation) -> int | None:
    """What a plan costs by the rules' checks alone; None when it breaks what must not be broken."""
    verdicts = check_plan(plan)
    if any(verdict.broken.price is None for verdict in verdicts):
        return None
    return sum(WEIGHT[verdict.rule.grade] * verdict.broken.price for verdict in verdicts)
