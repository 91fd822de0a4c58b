"""A round of every county of a province at once. Counties share nobody, so each is solved by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason
from xuncha.planning.result import Result, Status
from xuncha.region.core.crowd import Crowd, Unsettled
from xuncha.teams.core.form import form_teams
from xuncha.teams.core.forming import Forming, Help, Seat


class Ending(Enum):
    """How a county's round ended."""

    OPTIMAL = Sentence("已证明最优", "proven best")
    IMPOSSIBLE = Sentence("条件不足，组不成", "cannot be formed")
    UNSETTLED = Sentence("未得结论", "unsettled")


@dataclass(frozen=True)
class County:
    """A county with the round it wants to form."""

    key: str
    name: str
    forming: Forming


@dataclass(frozen=True)
class CountyPlan:
    """What was found for one county. `cost` and `bound` are in weighted units, `seconds` in processor time.

    `reasons` say why there is no plan: what counting says where counting is enough, or the smallest set of sentences.
    """

    key: str
    name: str
    ending: Ending
    cost: int | None = None
    bound: int | None = None
    seats: tuple[Seat, ...] = ()
    help: tuple[Help, ...] = ()
    reasons: tuple[Reason, ...] = ()
    says: Sentence | None = None
    seconds: float = 0.0


def plan_county(county: County) -> CountyPlan:
    """One county by the rules of forming teams; nothing of another county bears on it."""
    return read(county, form_teams(county.forming))


def plan_county_by_levels(county: County) -> CountyPlan:
    """The same with each grade of rules proven before the next is begun; takes some times as long."""
    return read(county, form_teams(county.forming, level_by_level=True))


def read(county: County, result: Result) -> CountyPlan:
    """A result without the facts it came from: small enough to be handed from a child."""
    endings = {Status.PROVEN: Ending.OPTIMAL, Status.IMPOSSIBLE: Ending.IMPOSSIBLE}
    plan = result.plan
    return CountyPlan(
        county.key,
        county.name,
        endings.get(result.status, Ending.UNSETTLED),
        result.objective,
        result.bound,
        plan.seats if plan else (),
        plan.help if plan else (),
        result.reasons,
        seconds=result.effort.seconds,
    )


def plan_province(
    counties: Sequence[County],
    crowd: Crowd | None = None,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[CountyPlan, ...]:
    """Every county, in the order given. `crowd` says how many at once; its `cancel` stops all.

    Raises ValueError when two counties share a key, Stopped when it was cancelled.
    """
    if len({one.key for one in counties}) != len(counties):
        raise ValueError("two counties share a key")
    found = (crowd or Crowd(plan_county)).results(counties, tell)
    return tuple(
        CountyPlan(county.key, county.name, Ending.UNSETTLED, says=one.says)
        if isinstance(one, Unsettled)
        else one
        for county, one in zip(counties, found, strict=True)
    )
