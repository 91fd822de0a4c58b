"""From the targets of coverage, with what the registry and the office know of them, to the targets of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from xuncha.base.span import Day
from xuncha.coverage.core.facts import Bodies, Form, Kind, Node
from xuncha.coverage.core.facts import Target as Counted
from xuncha.rounds.core.term.facts import Sort, Target, Window
from xuncha.rounds.core.term.numbers import Numbers

TOWNSHIPS = frozenset({"街道", "镇", "乡"})
VILLAGES = frozenset({"村", "社区"})


@dataclass(frozen=True)
class Said:
    """What the office entered of a target; None and "" mean that it said nothing."""

    risk: int | None = None
    days: int | None = None
    sector: str = ""
    last: str = ""
    pinned: int | None = None
    joint: int | None = None
    closed: tuple[Window, ...] = ()
    look_back: bool = False


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Gathered:
    """Everything known: `figures` and `parents` by the key of a unit; `done` and `looked_back` by the key of a target."""

    bodies: Bodies
    numbers: Numbers
    starts: date
    ends: date
    following: int = 1
    figures: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    done: Mapping[str, int] = field(default_factory=dict)
    looked_back: frozenset[str] = frozenset()
    said: Mapping[str, Said] = field(default_factory=dict)


def targets_of(counted: Iterable[Counted], known: Gathered) -> tuple[Target, ...]:
    """One for each target that counts; villages know their township where the registry says whose they are."""
    nodes = {one.key: one for one in (*known.bodies.units, *known.bodies.organisations)}
    units = frozenset(one.key for one in known.bodies.units)
    counting = [one for one in counted if not one.why_not]
    held = {one.key: _members(one, nodes) for one in counting}
    home = {node.key: key for key, members in held.items() for node in members}
    return tuple(_target(one, held[one.key], units, home, known) for one in counting)


def _members(one: Counted, nodes: Mapping[str, Node]) -> list[Node]:
    """Its units, then its Party organisations."""
    bodies = sorted(one.bodies, key=lambda body: body.sort_key)
    return [nodes[body.key] for body in bodies if body.kind is not Kind.POST]


def _target(
    one: Counted, members: list[Node], units: frozenset[str], home: Mapping[str, str], known: Gathered
) -> Target:
    said = known.said.get(one.key, NOTHING_SAID)
    sort = _sort(one, [node.sort for node in members if node.key in units])
    figures: dict[str, int] = {}
    for node in members:
        for name, amount in known.figures.get(node.key, {}).items():
            figures[name] = figures.get(name, 0) + (amount or 0)
    found = (home.get(known.parents.get(node.key, "")) for node in members if sort is Sort.VILLAGES)
    towns = {key for key in found if key}
    town = towns.pop() if len(towns) == 1 else None
    due = due_round(said.last, known)
    return Target(
        key=one.key,
        name=one.name,
        days=said.days or known.numbers.workload.days(figures),
        sort=sort,
        risk=said.risk or known.numbers.usual_risk,
        sector=said.sector or _sector(one, members, sort, known.numbers),
        town=town if town and town != one.key else "",
        done=known.done.get(one.key),
        pinned=said.pinned,
        joint=said.joint,
        due=due,
        since=str(Day.parse(said.last)) if due is not None else "",
        closed=said.closed,
        look_back=said.look_back,
        look_back_done=one.key in known.looked_back,
    )


def _sort(one: Counted, categories: list[str]) -> Sort:
    """By what its units are; a target without units is what its form says."""
    if TOWNSHIPS.intersection(categories):
        return Sort.TOWNSHIP
    if categories and VILLAGES.issuperset(categories):
        return Sort.VILLAGES
    return Sort.LEADER if one.form is Form.LEADER else Sort.DEPARTMENT


def _sector(one: Counted, members: list[Node], sort: Sort, numbers: Numbers) -> str:
    """Townships and villages belong to no sector: how many a round takes is a rule of its own."""
    if sort in (Sort.TOWNSHIP, Sort.VILLAGES):
        return ""
    found = (numbers.sector_of(name) for name in (*(node.name for node in members), one.name))
    return next((sector for sector in found if sector), "")


def due_round(last: str, known: Gathered) -> int | None:
    """The last round that ends before the interval since `last` is over; rounds are taken as equally long.

    None without a day, or when the term ends before; an interval that is over already is due in the next round.
    """
    day = Day.parse(last) if last else None
    if day is None or not day.known:
        return None
    over = _years_on(day.latest, known.numbers.years)
    if over >= known.ends:
        return None
    length = (known.ends - known.starts).days
    number = (over - known.starts).days * known.numbers.rounds // length
    return max(number, known.following)


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28) + timedelta(days=1)
