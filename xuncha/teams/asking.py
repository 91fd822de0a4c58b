"""What is asked of the solver from pages: work for a process of its own, so everything here can be pickled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from xuncha.planning.alternatives import Alternative
from xuncha.planning.repair import Repair
from xuncha.planning.replan import Way
from xuncha.planning.result import Result, Status
from xuncha.planning.solve import Task
from xuncha.teams.core.again import again
from xuncha.teams.core.form import RULES, form_teams, repair_teams
from xuncha.teams.core.forming import Formation, Forming, Seat
from xuncha.teams.core.others import who_else

Turn = Callable[[int, int], None]
Tell = Callable[[Sequence[str]], None]


@dataclass(frozen=True)
class Answer:
    """A result, and the cheapest repair where no teams can be formed; `strict`: each grade proven before the next."""

    result: Result
    repair: Repair | None = None
    strict: bool = False


def formed(forming: Forming, tell: Tell | None = None, strict: bool = False) -> Answer:
    """The best teams, or why there are none and what would have to be waived."""
    result = form_teams(forming, tell=tell, level_by_level=strict)
    repair = repair_teams(forming) if result.status is Status.IMPOSSIBLE else None
    return Answer(result, repair, strict)


def others(
    plan: Formation, seat: Seat, moving: bool = False, turn: Turn | None = None
) -> tuple[Alternative, ...] | None:
    """Who else could take a seat of a plan as it stands, cheapest first; None where the plan breaks a binding rule by now."""
    base = Task.of(plan.problem, RULES).best(plan.taken())
    if base.plan is None:
        return None
    return who_else(plan.problem, base, seat, moving=moving, turn=turn)


def replanned(previous: Formation, gone: Collection[str], turn: Turn | None = None) -> tuple[Way, Way, Way]:
    """The three ways to go on after somebody has dropped out."""
    return again(previous.problem, previous, gone, turn=turn)
